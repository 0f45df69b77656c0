"""What is done by the clock: every few seconds, or once a day. Each job is a use case that takes the moment."""

from datetime import timedelta

from bot.loops.ticker import Daily, Regular
from bot.ports import Membership
from bot.system import MovableClock
from bot.usecases import auditing, cleaning, custody, given_up, idle, keeping, leaving, quarantine, reminders
from bot.usecases.line import Line
from handlers.watchman import Watchman
from storage.unit_of_work import Database

SWEEP = timedelta(minutes=10)
POST_AGAIN = timedelta(seconds=10)
TOLD = timedelta(seconds=10)
LOOK_BACK = timedelta(seconds=10)


def regular(line: Line, database: Database, watchman: Watchman, clock: object) -> tuple[Regular, ...]:
    """The jobs of every beat, or of every so long. Nothing is posted again where the clock is moved by hand: every move
    would look like an outage."""
    cards = Regular("cards", watchman.post_again, POST_AGAIN)
    return (
        Regular("future", database.bring_back, LOOK_BACK),
        Regular("drafts", lambda now: idle.tend_drafts(line, now)),
        Regular("chats", lambda now: cleaning.tend_chats(line, now)),
        Regular("cases", lambda now: reminders.act_on_due(line, now)),
        Regular("leaving", lambda now: leaving.let_go(line, now)),
        Regular("sweep", database.sweep, SWEEP),
        Regular("files", database.files.sweep),
        Regular("given up", lambda now: given_up.tell(line, now), TOLD),
        Regular("quarantine", lambda now: quarantine.tend(line, now)),
        Regular("sealing", lambda now: custody.seal_waiting(line, database.files, now)),
        *(() if isinstance(clock, MovableClock) else (cards,)),
    )


def daily(line: Line, membership: Membership) -> tuple[Daily, ...]:
    """The jobs of every day, at the digest's hour."""
    at, zone = line.profile.policy.digest_at, line.profile.zone
    return (
        Daily("digest", lambda now: reminders.digest(line, membership, now), at, zone),
        Daily(keeping.JOB, lambda now: keeping.tell_expiring(line, now), at, zone),
        Daily(auditing.JOB, lambda now: auditing.anchor(line, now), at, zone),
    )
