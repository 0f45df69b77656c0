"""SG14-SG16 for everything that can write to a reporter without their act: jobs of the ticker, acts of officers.

A job that takes services, a moment and what the ticker has is found by itself and run. A notice to a chat in which
nobody has just written, or to a reporter by token, is found in the source.
"""

import ast
import asyncio
import importlib
import inspect
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import time
from functools import cache
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.cases.deadlines.idle_drafts import due_at
from bot.domain.report import Answer
from bot.runtime.app import open_app
from bot.system import MovableClock
from bot.usecases.acting import OfProgram
from tests.support.bound_district import open_bound
from tests.support.domain.examples import examples
from tests.support.officers import EDU, Officer, employ, officer
from tests.support.people import PROFILE, District, Someone
from tests.support.reporting.safe_contact import ZONE, SentUnasked
from tests.support.running.running_bot import settings_for
from tests.support.sources.modules import nodes_of

ROOT = Path(__file__).parents[4]
WITHOUT_AN_ACT = {
    ("idle.py", "_remind"),
    ("departures.py", "_end_rights"),
    ("staff_intake.py", "send_left"),
    ("fetching.py", "_chat"),
    ("self_clearing.py", "_wipe"),
    ("removed_messages.py", "_wipe"),
    ("membership.py", "bind"),
    ("joining.py", "ask_supervisors"),
    ("agreeing.py", "decide_on_group"),
    ("returning.py", "added_again"),
    ("returning.py", "_try_group"),
    ("group_news.py", "note_hidden"),
    ("sealed_files.py", "_vanish"),
    ("expiring_messages.py", "_clear"),
    ("retired_messages.py", "retire"),
    ("shown_messages.py", "_change_stories"),
    ("removed_messages.py", "take_away"),
    ("removed_messages.py", "_take_from_groups"),
    ("slip_to_head.py", "_handed"),
    ("departures.py", "_tell"),
    ("handover_calls.py", "_with_receipt"),
    ("worklist.py", "end_worklist"),
    ("reminding.py", "remind"),
    ("parked_updates.py", "tell_parked"),
}
"""Where a chat is addressed by its number and nobody writes in it just now.

To reporters: the one reminder, for which permission is asked at sending; word of a file that was being fetched, which
is begun where it comes late; deletions; the sender of a message that could not be handled. To others: groups; what
leaves an officer's chat, and the message that says so; what officers have on screen about a case, which changes in
place; who gave all of a case away; the letter of duty to the head of an institution."""
BY_TOKEN = {("announce.py", "first_word"), ("reply_mode.py", "late_reply"), ("reply_mode.py", "as_late")}
"""Where reporters are addressed by their token: the line begins such a message, so it has `starts`."""

AT_HAND = ({"services", "now"}, {"services", "membership", "now"}, {"services", "files", "now"})
"""What a job of the ticker is given."""
HOUSEKEEPING = {"housekeeping", "files", "future", "groups", "rows", "numbers", "recount", "worklists"}
"""Jobs that concern only the database and the files, what Telegram is asked about groups, and the lists in officers'
chats."""
BY_CLOCK = {
    "drafts": "idle.process_idle_drafts",
    "chats": "self_clearing.delete_due_messages",
    "cases": "reminders.act_on_due",
    "check ins": "check_ins.ask_reporters",
    "on call": "calling.call",
    "shifts": "duty.tell_shifts",
    "on_call": "duty.morning",
    "drills": "drills.end_drills",
    "silent bodies": "silent_bodies.tell_of_silent_bodies",
    "groups back": "monitoring.post_again_in_groups",
    "given up": "dead_letters.tell",
    "leaving": "expiring_messages.let_go",
    "quarantine": "quarantine.process_waiting",
    "sealing": "sealed_files.seal_waiting",
    "digest": "reminders.digest",
    "retention": "closed_cases.tell_expiring",
    "anchor": "audit.anchor",
    "weekly": "weekly.send_weekly",
}
"""The jobs by the ticker's names."""
AT_A_START = {"counting.note_uncounted"}
"""Takes what a job takes, and is done once, before anything else: it looks for cases of an older version."""
Job = Callable[..., Awaitable[object]]


@cache
def jobs() -> dict[str, Job]:
    """Every use case that takes what the ticker gives and nothing else."""
    found: dict[str, Job] = {}
    for path in sorted((ROOT / "bot" / "usecases").rglob("[!_]*.py")):
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for name, act in vars(module).items():
            run = act.run if isinstance(act, OfProgram) else act
            is_here = inspect.iscoroutinefunction(run) and run.__module__ == module.__name__
            if is_here and not name.startswith("_") and needed_by(act) in AT_HAND:
                found[f"{path.stem}.{name}"] = act
    return {name: act for name, act in found.items() if name not in AT_A_START}


def needed_by(job: Job) -> set[str]:
    """What it must be given. A job behind `@transaction_of_program` is given services and moment for its first one."""
    parameters = [*inspect.signature(job.run if isinstance(job, OfProgram) else job).parameters.values()]
    needed = {one.name for one in parameters if one.default is one.empty}
    return needed - {parameters[0].name} | {"services", "now"} if isinstance(job, OfProgram) else needed


def functions(*folders: str, of: str) -> Iterator[tuple[str, ast.AsyncFunctionDef | ast.FunctionDef]]:
    """Every function of these folders, with the name of its file, where the file has this word."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in nodes_of(path) if of in path.read_text("utf-8") else ():
                if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef):
                    yield path.name, node


def calls(node: ast.AST, name: str) -> list[ast.Call]:
    found = [inner for inner in ast.walk(node) if isinstance(inner, ast.Call)]
    return [call for call in found if isinstance(call.func, ast.Name) and call.func.id == name]


def is_answer(call: ast.Call) -> bool:
    """Whether the addressed chat is that of the visitor who has just done something."""
    mine = {"visitor", "to", "act.visitor", "act.to", "request.visitor"}
    return bool(mine & {ast.unparse(node) for node in ast.walk(call.args[0])})


def test_only_listed_functions_write_into_a_chat_without_an_act_of_its_person() -> None:
    found = {
        (f, n.name)
        for f, n in functions("bot/usecases", of="ToChat")
        for call in calls(n, "ToChat")
        if not is_answer(call)
    }
    assert found == WITHOUT_AN_ACT


def test_reporters_are_addressed_by_their_token_only_where_a_message_is_begun() -> None:
    sources = ("bot/usecases", "bot/domain", "handlers", "storage")
    found = {
        (file, node.name): node for file, node in functions(*sources, of="ToReporter") if calls(node, "ToReporter")
    }
    assert set(found) == BY_TOKEN
    assert all("starts=True" in ast.unparse(node) for node in found.values())


async def test_every_job_of_the_ticker_is_one_of_those_that_are_run_here(tmp_path: Path) -> None:
    app = await open_app(settings_for("http://127.0.0.1:9", tmp_path), MovableClock())
    try:
        names = {*app.assembly.leading.ticker._names()}
        assert names - HOUSEKEEPING == set(BY_CLOCK)
    finally:
        await app.close()
    assert set(BY_CLOCK.values()) <= set(jobs())


async def goes_by(district: District, told: SentUnasked, hours: float) -> None:
    """Time passes: every job runs on the way, at an hour of the night too."""
    district.time.move(hours=hours)
    given = {
        "services": district.services,
        "now": district.time.at,
        "membership": district.sitting,
        "files": district.database.files,
    }
    for act in jobs().values():
        await act(**{name: given[name] for name in inspect.signature(act).parameters if name in given})
    await told.deliver(district)


def acts_of(lead: Officer, head: Officer) -> list[Callable[[], Awaitable[object]]]:
    """All that officers do about a case, in the order in which it is possible."""
    return [
        lead.takes,
        lead.opens,
        lambda: lead.assesses(1, 1, 2),
        lambda: lead.acts("A visit at school."),
        lambda: lead.answers("looking_into_it"),
        lambda: lead.closes("school_measure"),
        head.approves,
    ]


async def a_case_goes_on(folder: Path, contact: str, begin: int, gaps: list[int], conversation: str) -> SentUnasked:
    """Somebody reports, or leaves a conversation alone; then the line works by itself for days."""
    district = await open_bound(folder)
    rita, told = Someone(district), SentUnasked(7)
    lead, head = officer(district, 21, EDU), officer(district, 22, EDU, head=True)
    await employ(district, lead)
    await employ(district, head, head=EDU, supervisor=True)
    try:
        district.time.move(hours=begin)
        await tells(rita, contact, conversation)
        acts = acts_of(lead, head) if conversation == "sent" else []
        for hours, act in zip(gaps, [*acts, *[_nothing] * len(gaps)], strict=False):
            await goes_by(district, told, hours)
            await act()
            await told.deliver(district)
        for hours in (14, 24 * 5, 9):
            await goes_by(district, told, hours)
    finally:
        await district.database.close()
    return told


async def _nothing() -> None:
    return


async def tells(rita: Someone, contact: str, conversation: str) -> None:
    """A report that is sent, a conversation that is left alone, or a conversation about danger that is left alone."""
    await rita.is_reporting(danger="yes_now" if conversation == "danger" else "no")
    if conversation == "danger":
        await rita.tick("harms", "bullying")
    draft = await rita.draft()
    assert draft is not None
    wishes = [Answer("contact", options=(contact,))] if contact else []
    wishes += [Answer("contact_hours", options=("evening",))] if contact == "times" else []
    async with rita.district.database.begin() as uow:
        told = replace(draft, answers=(*draft.answers, *wishes))
        await uow.drafts.save(rita.visitor.person, rita.visitor.chat, told, due_at=due_at(PROFILE, told))
        await uow.commit()
    if conversation == "sent":
        await rita.say("They wait for him after school.")
        await rita.check()
        await rita.send()


GAPS = st.lists(st.integers(1, 40), min_size=7, max_size=7)
CONVERSATIONS = st.sampled_from(["sent", "sent", "alone", "danger"])


@settings(max_examples=examples(1), deadline=None)
@example(contact="no", begin=20, gaps=[2, 9, 3, 30, 5, 11, 40], conversation="sent")
@example(contact="unknown", begin=1, gaps=[1], conversation="danger")
@example(contact="no", begin=1, gaps=[13], conversation="alone")
@given(contact=st.sampled_from(["no", "unknown", ""]), begin=st.integers(0, 23), gaps=GAPS, conversation=CONVERSATIONS)
def test_sg15_without_a_yes_no_job_and_no_officer_ever_writes_to_a_reporter(
    contact: str, begin: int, gaps: list[int], conversation: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        told = asyncio.run(a_case_goes_on(Path(folder), contact, begin, gaps, conversation))
    assert [notice.kind for _, notice in told.heard] == []


@settings(max_examples=examples(1), deadline=None)
@example(contact="yes", begin=12, gaps=[1, 2, 14, 3, 9, 5, 30], conversation="sent")
@example(contact="times", begin=20, gaps=[1, 9, 14, 3, 9, 5, 30], conversation="sent")
@example(contact="yes", begin=13, gaps=[1], conversation="danger")
@example(contact="yes", begin=4, gaps=[12, 7], conversation="alone")
@given(contact=st.sampled_from(["yes", "times"]), begin=st.integers(0, 23), gaps=GAPS, conversation=CONVERSATIONS)
def test_sg16_nobody_is_written_to_at_night_or_outside_the_hours_named(
    contact: str, begin: int, gaps: list[int], conversation: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        told = asyncio.run(a_case_goes_on(Path(folder), contact, begin, gaps, conversation))
    first, last = (time(18), time(22)) if contact == "times" else (time(7), time(22))
    times = [at.astimezone(ZONE).time() for at, _ in told.heard]
    assert [one for one in times if not first <= one < last] == []
    assert all(notice.silent and notice.starts for _, notice in told.heard)
    assert told.heard or (contact, conversation) != ("yes", "sent")
