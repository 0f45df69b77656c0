"""Every role before every command and every button: what the table of rights says is what happens."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from bot.domain.access.roles import Action, Standing
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import ToChat
from bot.domain.people import OVERSIGHT
from bot.usecases.access.second_factor import name_of
from handlers import (
    presses,
    staff_verbs,
)
from handlers.officer import buttons as b
from handlers.officer import (
    casework,
    identity,
    sealed_files,
)
from handlers.reporter import buttons as i
from handlers.reporter import buttons_identity as v
from handlers.reporter import (
    conversation,
)
from handlers.supervisor import buttons as k
from handlers.supervisor import (
    closed_cases,
    lists,
    quarantine,
)
from tests.policy.rights import allowed
from tests.support.notices import facts_of
from tests.support.stand import LOCKED, ONE, PSB, ROLES, UNKNOWN, Heard, Stand, a_stand

A = Action
ASSESSED = {"step": "assess", "hazard": 1, "seriousness": 1, "credibility": 2}


@dataclass(frozen=True)
class Ask:
    """One command or press, what the matrix must allow for it, and what lies on the desk before it."""

    what: str | object
    line: tuple[Action, ...] = ()
    """Of the line as a whole."""
    case: tuple[Action, ...] = ()
    """Of the case."""
    desk: tuple[str, dict[str, Any]] | None = None
    group: AgencyKey | None = None
    public: bool = False
    """Of everybody's own talk: nothing of a case but the own report."""


def public(*whats: str | object) -> list[Ask]:
    return [Ask(what, public=True) for what in whats]


COMMANDS: dict[str, list[Ask]] = {
    **{
        name: public(f"/{name}")
        for name in ("start", "help", "hide", "stop", "status", "follow", "language", "info", "privacy")
    },
    "take": [Ask("/take 1", case=(A.ACKNOWLEDGE,))],
    "open": [Ask("/open 1", case=(A.STORY,))],
    "notours": [Ask("/notours 1", case=(A.DECLINE,))],
    "assess": [Ask("/assess 1", case=(A.ASSESS,))],
    "reply": [Ask("/reply 1", case=(A.REPLY,))],
    "act": [Ask("/act 1", case=(A.ACT,))],
    "close": [Ask("/close 1", case=(A.CLOSE,))],
    "approve": [Ask("/approve 1", case=(A.APPROVE,))],
    "recuse": [Ask("/recuse 1", case=(A.RECUSE,))],
    "cases": [Ask("/cases", (A.LIST,))],
    "case": [Ask("/case 1", (A.STATE,), (A.SUMMARY,))],
    "overdue": [Ask("/overdue", (A.OVERDUE,))],
    "agencies": [Ask("/agencies", (A.AGENCIES,))],
    "stats": [Ask("/stats quarter", (A.NUMBERS,))],
    "remind": [Ask("/remind 1", (A.REMIND,), (A.SUMMARY,))],
    "newcode": [Ask(f"/newcode {name_of(LOCKED)}", (A.RESET_LOCK,))],
    "newgroup": [Ask("/newgroup HEA yes", (A.NEW_GROUP,)), Ask("/newgroup HEA", (A.NEW_GROUP,))],
    "seal": [Ask("/seal 1", case=(A.SEAL,))],
    "release": [Ask("/release 1", case=(A.RELEASE,))],
    "files": [Ask("/files 1", case=(A.MEDIA_ON_REASON,)), Ask("/files 1 assess", case=(A.MEDIA_ON_REASON,))],
    "reveal": [Ask("/reveal 1", case=(A.REVEAL,))],
    "quarantine": [Ask("/quarantine", (A.QUARANTINE,)), Ask("/quarantine keep 1", (A.QUARANTINE,), (A.SUMMARY,))],
    "audit": [Ask("/audit 1", (A.AUDIT,), (A.AUDIT,))],
    "keep": [Ask("/keep 1", case=(A.KEEP,)), Ask("/keep 1 3 inquiry", case=(A.KEEP,))],
    "hold": [Ask("/hold 1", case=(A.HOLD,)), Ask("/hold 1 inquiry", case=(A.HOLD,))],
    "erase": [Ask("/erase 1", case=(A.KEEP,))],
}
BUTTONS: dict[type[Any], list[Ask]] = {
    i.Choose: public(i.Choose("start", "adult")),
    i.Tick: public(i.Tick("harms", "bullying")),
    i.Finish: public(i.Finish("harms")),
    i.Skip: public(i.Skip("harms")),
    i.Back: public(i.Back("harms")),
    i.HelpNow: public(i.HelpNow()),
    i.Hide: public(i.Hide("ask")),
    i.Review: public(i.Review("check")),
    i.Change: public(i.Change("harms")),
    i.Resume: public(i.Resume("go_on")),
    i.Language: public(i.Language("")),
    i.Info: public(i.Info("open")),
    i.AddTo: [Ask(i.AddTo(1), case=(A.OWN_REPORT,))],
    v.Level: [Ask(v.Level(1, ""), case=(A.OWN_REPORT,)), Ask(v.Level(1, "named"), case=(A.OWN_REPORT,))],
    v.Reveal: [Ask(v.Reveal(1), case=(A.REVEAL,))],
    v.RevealDecide: [Ask(v.RevealDecide(1, 0, "tell"), case=(A.REVEAL_AGREE,))],
    i.Status: public(i.Status()),
    i.RemoveRefused: public(i.RemoveRefused()),
    i.CodeKept: public(i.CodeKept()),
    i.MayWrite: public(i.MayWrite("yes")),
    i.FiveWords: public(i.FiveWords()),
    i.Follow: public(i.Follow("ask")),
    i.Clean: public(i.Clean(-1)),
    i.Begin: public(i.Begin()),
    i.About: public(i.About(1), i.About(0)),
    i.RemoveCopy: public(i.RemoveCopy(5)),
    b.Take: [Ask(b.Take(1), case=(A.ACKNOWLEDGE,))],
    b.NotOurs: [Ask(b.NotOurs(1), case=(A.DECLINE,))],
    b.NotOursReason: [Ask(b.NotOursReason(1, "other"), case=(A.DECLINE,))],
    b.Open: [Ask(b.Open(1), case=(A.STORY,))],
    b.Assess: [Ask(b.Assess(1), case=(A.ASSESS,))],
    b.AssessValue: [Ask(b.AssessValue(1, "hazard", 2), case=(A.ASSESS,), desk=("assess", {"step": "assess"}))],
    b.Reply: [Ask(b.Reply(1), case=(A.REPLY,))],
    b.ReplyCanned: [Ask(b.ReplyCanned(1, "own"), case=(A.REPLY,), desk=("reply", {"step": "reply_which"}))],
    b.Act: [Ask(b.Act(1), case=(A.ACT,))],
    b.Close: [Ask(b.Close(1), case=(A.CLOSE,))],
    b.CloseOutcome: [Ask(b.CloseOutcome(1, "legal_aid"), case=(A.CLOSE,), desk=("close", {"step": "close_outcome"}))],
    b.CloseSafe: [Ask(b.CloseSafe(1, "yes"), case=(A.CLOSE,), desk=("close", {"step": "close_safe"}))],
    b.DeskDone: [Ask(b.DeskDone(1, "go"), case=(A.ASSESS,), desk=("assess", ASSESSED))],
    b.Approve: [Ask(b.Approve(1), case=(A.APPROVE,))],
    b.Recuse: [Ask(b.Recuse(1), case=(A.RECUSE,))],
    b.RecuseWho: [
        Ask(b.RecuseWho(1, "me"), case=(A.RECUSE,), desk=("recuse", {"step": "recuse_who"})),
        Ask(b.RecuseWho(1, "body"), case=(A.RECUSE_BODY,), desk=("recuse", {"step": "recuse_who"})),
    ],
    b.SealFile: [Ask(b.SealFile(1, 5), case=(A.SEAL,))],
    b.Release: [Ask(b.Release(1), case=(A.RELEASE,))],
    b.FilesFor: [Ask(b.FilesFor(1, "assess"), case=(A.MEDIA_ON_REASON,))],
    b.HeldCase: [Ask(b.HeldCase(1, "keep"), (A.QUARANTINE,), (A.SUMMARY,))],
    b.LockWith: public(b.LockWith("pin")),
    k.Keep: [Ask(k.Keep(1), case=(A.KEEP,))],
    k.KeepWhy: [Ask(k.KeepWhy(1, "inquiry"), case=(A.KEEP,))],
    k.KeepYears: [Ask(k.KeepYears(1, "inquiry", 3), case=(A.KEEP,))],
    k.KeepExport: [Ask(k.KeepExport(1), case=(A.KEEP,))],
    k.LetGo: [Ask(k.LetGo(1), case=(A.KEEP,))],
    k.HoldWhy: [Ask(k.HoldWhy(1, "inquiry"), case=(A.HOLD,))],
    k.NewGroup: [Ask(k.NewGroup("HEA", what), (A.NEW_GROUP,)) for what in ("yes", "no")],
    b.StaffLanguage: [Ask(b.StaffLanguage("en"), (A.GROUP_LANGUAGE,), group=PSB)],
    b.CasesPage: [Ask(b.CasesPage("", 99), (A.LIST,))],
}
ASKS = [ask for asks in (*COMMANDS.values(), *BUTTONS.values()) for ask in asks]
OUT = [name for name, role in ROLES.items() if role.recused or name.startswith("barred")]
IN_PLACE = pytest.mark.asyncio(loop_scope="module")
"""All tests before the one stand: nothing that is done there is kept."""
NUMBERED = [ask for ask in ASKS if not ask.public and ask.case and ask.desk is None and "1" in str(ask.what)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stand(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stand]:
    async with a_stand(tmp_path_factory.mktemp("stand")) as made:
        yield made


def test_every_command_and_every_button_has_a_row() -> None:
    assert set(COMMANDS) == {
        *conversation.COMMANDS,
        *casework.COMMANDS,
        *lists.COMMANDS,
        *closed_cases.COMMANDS,
        *sealed_files.COMMANDS,
        *quarantine.COMMANDS,
        *identity.COMMANDS,
        *staff_verbs.COMMANDS,
    }
    assert set(BUTTONS) == set(presses.PRESSES)


def test_every_action_and_every_standing_of_the_matrix_is_walked() -> None:
    asked = {action for ask in ASKS for action in (*ask.line, *ask.case)}
    assert asked | {A.MEDIA, A.IDENTITY, A.WITHHELD} == set(Action)
    assert {standing for role in ROLES.values() for standing in role.line | role.case} == set(Standing)


def expected(name: str, ask: Ask) -> bool:
    """What the table says that was written by hand. In a group only its own members count as members."""
    role = ROLES[name]
    line = role.line - {Standing.MEMBER} if ask.group and ask.group not in role.sits else role.line
    return all(allowed(action, line) for action in ask.line) and all(allowed(action, role.case) for action in ask.case)


async def asked(stand: Stand, name: str, ask: Ask) -> Heard:
    if ask.desk is not None:
        await stand.lay(name, *ask.desk)
    group = PSB if name == "anonymous admin" else ask.group
    return await stand.ask(name, ask.what, group=group)


@IN_PLACE
@pytest.mark.parametrize("name", ROLES)
async def test_a_role_may_what_the_matrix_says_and_nothing_else(stand: Stand, name: str) -> None:
    wrong = []
    for ask in ASKS:
        if ask.public and name == "anonymous admin":
            continue
        heard = await asked(stand, name, ask)
        if ask.public:
            assert heard.refusal in {"", "no-draft"}
            assert not [notice for notice in heard.told if notice.case and isinstance(notice.to, ToChat)]
        elif heard.is_allowed is not expected(name, ask):
            wrong.append((ask.what, heard.refusal or heard.told))
    assert wrong == []


@IN_PLACE
async def test_the_anonymous_admin_is_asked_kindly_to_act_in_person(stand: Stand) -> None:
    for ask in ASKS:
        if not ask.public and not isinstance(ask.what, i.AddTo | v.Level):
            heard = await asked(stand, "anonymous admin", ask)
            assert heard.refusal == "anonymous-admin", ask.what


@IN_PLACE
@pytest.mark.parametrize("name", OUT)
async def test_to_who_is_out_the_case_is_like_one_that_does_not_exist(stand: Stand, name: str) -> None:
    for ask in NUMBERED:
        heard = await stand.ask(name, ask.what)
        unknown = await stand.ask(name, numbered(ask.what))
        assert (heard.refusal, heard.told) == (unknown.refusal, unknown.told), ask.what


def numbered(what: str | object) -> str | object:
    """The same with the number of no case."""
    if isinstance(what, str):
        return re.sub(r"\d+", str(UNKNOWN), what)
    return type(what)(**{**vars(what), "number": int(UNKNOWN)})


@IN_PLACE
@pytest.mark.parametrize("name", OUT)
@pytest.mark.parametrize("words", ["/cases", "/cases all", "/cases PSB", "/overdue", "/agencies", "/stats quarter"])
async def test_no_list_and_no_number_holds_the_case_for_who_is_out(stand: Stand, name: str, words: str) -> None:
    (told,) = (await stand.ask(name, words)).told
    assert counted(facts_of(told)) == 0


@IN_PLACE
@pytest.mark.parametrize("words", ["/cases", "/overdue", "/agencies", "/stats quarter"])
async def test_the_case_is_in_the_lists_and_numbers_of_a_supervisor(stand: Stand, words: str) -> None:
    (told,) = (await stand.ask("supervisor", words)).told
    assert counted(facts_of(told)) == 1


def counted(facts: Any) -> int:
    """How many cases the answer tells of."""
    return int(facts["total"]) if "total" in facts else sum(row["open"] for row in facts["rows"])


@IN_PLACE
@pytest.mark.parametrize("words", ["/cases", "/overdue", "/agencies", "/stats quarter"])
async def test_a_case_that_bars_a_body_is_not_in_the_lists_of_the_oversight_group(stand: Stand, words: str) -> None:
    (told,) = (await stand.ask("supervisor", words, group=OVERSIGHT)).told
    assert counted(facts_of(told)) == 0
    assert (await stand.ask("supervisor", f"/case {ONE}", group=OVERSIGHT)).refusal == "no-such-case"


@IN_PLACE
async def test_who_is_barred_elsewhere_draws_nothing_out_of_another_bodys_group(stand: Stand) -> None:
    for words in ("/case 1", "/take 1"):
        assert (await stand.ask("barred officer in the lead's group", words, group=PSB)).refusal == "no-such-case"
        assert (await stand.ask("lead member", words, group=PSB)).is_allowed


@IN_PLACE
@pytest.mark.parametrize("name", ROLES)
async def test_a_link_to_the_case_opens_it_for_those_who_may_read_it(stand: Stand, name: str) -> None:
    if name == "anonymous admin":
        return
    heard = await stand.ask(name, "/start o1")
    assert ("story" in [notice.kind for notice in heard.told]) is allowed(A.STORY, ROLES[name].case)


@IN_PLACE
@pytest.mark.parametrize("name", ROLES)
async def test_files_come_with_the_story_for_those_whom_the_matrix_names(stand: Stand, name: str) -> None:
    told = (await asked(stand, name, Ask("/open 1"))).told
    assert ("story_file" in [notice.kind for notice in told]) is allowed(A.MEDIA, ROLES[name].case)


@IN_PLACE
@pytest.mark.parametrize("name", ROLES)
async def test_who_has_let_it_be_known_is_named_with_the_story_to_those_whom_the_matrix_names(
    stand: Stand, name: str
) -> None:
    told = (await asked(stand, name, Ask("/open 1"))).told
    assert ("identity" in [notice.kind for notice in told]) is allowed(A.IDENTITY, ROLES[name].case)
