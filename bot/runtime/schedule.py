"""The regular jobs: every few seconds, or once a day. Each is a use case that is given the moment."""

from datetime import timedelta

from bot.loops.ticker import Daily, Regular
from bot.ports.people import Membership
from bot.system import MovableClock
from bot.usecases.access import (
    expiring_messages,
)
from bot.usecases.casework.disclosure import sealed_files
from bot.usecases.casework.messages import calling, silent_bodies
from bot.usecases.deadlines import (
    duty,
    monitoring,
    reminders,
)
from bot.usecases.deadlines.changed_rows import look_for_changed_rows as rows
from bot.usecases.oversight import audit, dead_letters, drills, quarantine
from bot.usecases.oversight.case_lists.live_worklists import LiveWorklists
from bot.usecases.oversight.statistics import counting, weekly
from bot.usecases.reporting import idle
from bot.usecases.reporting.chat import self_clearing
from bot.usecases.reporting.sent_reports import check_ins
from bot.usecases.retention import (
    closed_cases,
)
from bot.usecases.services import Services
from handlers.groups.watch import GroupWatch
from handlers.telegram.alarms.monitor import Monitor
from storage.unit_of_work import Database

HOUSEKEEPING = timedelta(minutes=10)
POST_AGAIN = timedelta(seconds=10)
TOLD = timedelta(seconds=10)
ASK_REPORTERS = timedelta(minutes=1)
ASK_GROUPS = timedelta(minutes=5)
LOOK_BACK = timedelta(seconds=10)
ROUND = timedelta(seconds=10)
LISTS = timedelta(seconds=5)


def regular(
    services: Services,
    database: Database,
    monitor: Monitor,
    groups: GroupWatch,
    membership: Membership,
    clock: object,
) -> tuple[Regular, ...]:
    """The jobs that run again and again. Cards are not posted again where the clock is moved by hand: every move would
    look like an outage."""
    recount = database.recount(services.profile.zone)
    cards = Regular("cards", monitor.post_again, POST_AGAIN)
    return (
        Regular("future", database.bring_back, LOOK_BACK),
        Regular("rows", lambda now: rows(services, database.go_round, database.changed_rows, now), ROUND),
        Regular("drafts", lambda now: idle.process_idle_drafts(services, now)),
        Regular("chats", lambda now: self_clearing.delete_due_messages(services, now)),
        Regular("cases", lambda now: reminders.act_on_due(services, now)),
        Regular("check ins", lambda now: check_ins.ask_reporters(services, now), ASK_REPORTERS),
        Regular("on call", lambda now: calling.call(services, membership, now)),
        Regular("worklists", LiveWorklists(services, membership).keep, LISTS),
        Regular("shifts", lambda now: duty.tell_shifts(services, now), ASK_REPORTERS),
        Regular("silent bodies", lambda now: silent_bodies.tell_of_silent_bodies(services, now)),
        Regular("groups", groups.wake, ASK_GROUPS),
        Regular("groups back", lambda now: monitoring.post_again_in_groups(services, now)),
        Regular("leaving", lambda now: expiring_messages.let_go(services, now)),
        Regular("housekeeping", database.delete_expired, HOUSEKEEPING),
        Regular("files", database.files.delete_expired),
        Regular("given up", lambda now: dead_letters.tell(services, now), TOLD),
        Regular("quarantine", lambda now: quarantine.process_waiting(services, now)),
        Regular("drills", lambda now: drills.end_drills(services, now), ASK_REPORTERS),
        Regular("numbers", lambda now: counting.fold(services, now)),
        Regular(counting.JOB, lambda now: counting.count_once(services, lambda: recount.run(now), now), HOUSEKEEPING),
        Regular("sealing", lambda now: sealed_files.seal_waiting(services, database.files, now)),
        *(() if isinstance(clock, MovableClock) else (cards,)),
    )


def daily(services: Services, membership: Membership) -> tuple[Daily, ...]:
    """The jobs of every day, at the digest's hour."""
    at, zone = services.profile.policy.digest_at, services.profile.zone
    return (
        Daily("digest", lambda now: reminders.digest(services, membership, now), at, zone),
        Daily(duty.JOB, lambda now: duty.morning(services, now), at, zone),
        Daily(closed_cases.JOB, lambda now: closed_cases.tell_expiring(services, now), at, zone),
        Daily(weekly.JOB, lambda now: weekly.send_weekly(services, membership, now), at, zone),
        Daily(audit.JOB, lambda now: audit.anchor(services, now), at, zone),
    )
