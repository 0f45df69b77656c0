"""Who may do what, where, and with or without an open second factor (casework.md, Rights): the whole table as data;
what is not in it is denied.

The roles of a person are found anew at every press: in one case (`roles_in_case`) and for the line as a whole
(`roles_of`). Somebody who belongs to a barred body, or has handed the case on, has no role in that case, whatever other
role they have. No row names an administrator: administrators get alarms and see no case.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.access.places import Place, places
from bot.domain.cases.case import Case
from bot.domain.ids import AgencyKey
from bot.domain.urgency import Urgency


class Role(StrEnum):
    """What somebody is to one case, or to the line."""

    REPORTER = "reporter"
    """The reporter of this very report."""
    LEAD = "lead"
    SUPPORT = "support"
    SUPPORT_ACKED = "support_acked"
    """Belongs to a supporting agency that has acknowledged: needs to know."""
    SUPPORT_HEAD = "support_head"
    """Head of a supporting (or watching) agency, in addition to the roles of its officers."""
    HEAD = "head"
    """Head of the lead agency."""
    SUPERVISOR = "supervisor"
    SUPERVISING = "supervising"
    """Belongs to the supervising body, or heads it."""
    KEY_HOLDER = "keeper"
    """May read it, and belongs to one of the two bodies that handle sealed files."""
    POLICE = "police"
    """Belongs to the police, or heads it, where the police lead."""
    POLICE_HEAD = "police_head"
    """Head of the police, where the police lead."""
    MEMBER = "member"
    """Belongs to some body: lists and numbers of its own cases."""
    ASKED = "asked"
    """Belongs to the body that is asked to lead."""
    HANDED = "handed"
    """The person to whom the whole case was handed over when they were on call."""
    AUDITOR = "auditor"
    """Numbers of the whole line and how late it is; no case."""
    ADMIN = "admin"


class Action(StrEnum):
    """What can be asked for."""

    OWN_REPORT = "own_report"
    """State, dates and answers of the own report, and adding to it."""
    SUMMARY = "summary"
    STORY = "story"
    MEDIA = "media"
    """Files that are shown with the report."""
    MEDIA_ON_REASON = "media_on_reason"
    """Files and voice messages after a reason was given; each look is logged."""
    WITHHELD = "withheld"
    """A voice message about sexual harm, and files that wait for an officer's look; after a reason was given,
    logged."""
    ACKNOWLEDGE = "acknowledge"
    DECLINE = "decline"
    ASSESS = "assess"
    ACT = "act"
    REPLY = "reply"
    TAKE_BACK = "take_back"
    """Take an answer back before it is sent."""
    QUESTION = "question"
    """Ask a reporter something, or take the question back."""
    CLOSE = "close"
    APPROVE = "approve"
    TRANSFER = "transfer"
    """Ask another body to lead."""
    TRANSFER_ACCEPT = "transfer_accept"
    """Accept the lead, or give it back."""
    TRANSFER_DECIDE = "transfer_decide"
    """Name the lead where no body has accepted it."""
    BRING_IN = "bring_in"
    HANDOVER = "handover"
    """Give the whole case to the person on call of the police."""
    HANDED = "handed"
    """Open everything that was handed over."""
    JOINT_TALK = "joint_talk"
    """Call the bodies of a case to talk."""
    JOINT_RECORD = "joint_record"
    """Record what was agreed."""
    RAISE = "raise"
    LOWER = "lower"
    """Propose a lower class."""
    LOWER_AGREE = "lower_agree"
    """Agree to a lower class, or refuse it, as the second person."""
    TASK = "task"
    """Make a task, take it, end it; end the body's part."""
    TASK_GIVE = "task_give"
    """Give a task of one's body to another person of it."""
    NOTE = "note"
    LOOK_AGAIN = "look_again"
    """After a closing: say whether the child is safe."""
    MERGE = "merge"
    """Make one case of two; checked for both."""
    MERGE_UNDO = "merge_undo"
    REOPEN = "reopen"
    """Open a closed case again by hand."""
    RECUSE = "recuse"
    RECUSE_BODY = "recuse_body"
    REMIND = "remind"
    AUDIT = "audit"
    KEEP = "keep"
    """Keep a closed case longer, or let it be erased."""
    HOLD = "hold"
    SEAL = "seal"
    RELEASE = "release"
    """Hand out sealed files, as one of two people of two bodies."""
    QUARANTINE = "quarantine"
    RESET_SECOND_FACTOR = "reset_lock"
    """Take off another person's second factor."""
    LEAVE = "leave"
    """End all rights of somebody who has left or lost their phone; give them back."""
    PEOPLE = "people"
    """See the staff, by the codes that stand for their names."""
    DRILL = "drill"
    NEW_GROUP = "new_group"
    """Agree that a body which already has a group gets another one."""
    IDENTITY = "identity"
    """Who reported, shown with the report: only where the reporter has allowed it."""
    REVEAL = "reveal"
    """Ask to learn who reported."""
    REVEAL_AGREE = "reveal_agree"
    """Agree to that as the second person."""
    LIST = "list"
    """/cases"""
    OWN_WORK = "own_work"
    """/mine: what the person has taken."""
    DESK = "desk"
    """/desk: what waits for the person's answer. For members of bodies also what is new, due next and theirs; for
    supervisors what nobody sees to."""
    STATE = "state"
    """/case: bodies, deadlines, history; nothing that was told."""
    OVERDUE = "overdue"
    AGENCIES = "agencies"
    NUMBERS = "numbers"
    EXPORT = "export"
    """Numbers and the list of cases as a file. Of a body's members only its heads may have it."""
    GROUP_LANGUAGE = "group_language"
    ROSTER = "roster"
    """See who is on call and take part; its heads arrange it."""
    INSTITUTIONS = "institutions"
    """See institutions that must report; a body those that it supervises. Invite the head of one."""
    INSTITUTION_DUTY = "institution_duty"
    """Remind an institution of its duty, note a suggestion."""
    INTAKE = "intake"
    """Enter what somebody told by phone, at a desk, by letter."""


S = Role
OF_A_BODY = frozenset({S.LEAD, S.SUPPORT, S.SUPPORT_ACKED, S.SUPPORT_HEAD, S.HEAD})
ABOVE = frozenset({S.SUPERVISOR, S.SUPERVISING})
LISTED = ABOVE | {S.MEMBER}
COUNTED = LISTED | {S.AUDITOR}


@dataclass(frozen=True)
class Right:
    """One row of the table: who may do it, in which places, and whether their second factor must be open."""

    who: frozenset[Role]
    places: frozenset[Place]
    second_factor: bool
    """In the private chat. A group shows no content, so nothing there needs it."""


def row(who: Collection[Role], letters: str, *, second_factor: bool = False) -> Right:
    """A row as casework.md writes it: the letters of the places, and `second_factor` for a + in that column."""
    return Right(frozenset(who), places(letters), second_factor)


MATRIX: dict[Action, Right] = {
    Action.OWN_REPORT: row({S.REPORTER}, "p"),
    Action.SUMMARY: row(OF_A_BODY | ABOVE, "g p o", second_factor=True),
    Action.STATE: row(LISTED, "g p o", second_factor=True),
    Action.STORY: row({S.LEAD, S.SUPPORT_ACKED, S.HEAD, S.SUPERVISING}, "p", second_factor=True),
    Action.MEDIA: row({S.LEAD, S.HEAD, S.SUPERVISING}, "p", second_factor=True),
    Action.MEDIA_ON_REASON: row({S.LEAD, S.SUPPORT_ACKED, S.HEAD, S.SUPERVISING}, "p", second_factor=True),
    Action.WITHHELD: row({S.LEAD, S.HEAD, S.SUPERVISING, S.KEY_HOLDER}, "p", second_factor=True),
    Action.RELEASE: row({S.KEY_HOLDER}, "p", second_factor=True),
    Action.SEAL: row(OF_A_BODY | ABOVE, "p", second_factor=True),
    Action.ACKNOWLEDGE: row(OF_A_BODY, "g p"),
    Action.DECLINE: row({S.SUPPORT, S.SUPPORT_ACKED, S.SUPPORT_HEAD}, "g p"),
    Action.ASSESS: row({S.LEAD, S.SUPPORT_ACKED, S.HEAD, S.SUPPORT_HEAD, S.SUPERVISING}, "p", second_factor=True),
    Action.ACT: row({S.LEAD, S.SUPPORT_ACKED, S.HEAD, S.SUPPORT_HEAD}, "p", second_factor=True),
    Action.REPLY: row({S.LEAD, S.HEAD, S.SUPERVISING}, "p", second_factor=True),
    Action.TAKE_BACK: row({S.LEAD, S.HEAD, S.SUPERVISING}, "p", second_factor=True),
    Action.QUESTION: row({S.LEAD, S.HEAD, S.SUPERVISING}, "p", second_factor=True),
    Action.CLOSE: row({S.LEAD, S.HEAD}, "p", second_factor=True),
    Action.APPROVE: row({S.HEAD, S.SUPERVISING}, "p", second_factor=True),
    Action.TRANSFER: row({S.LEAD, S.HEAD}, "p", second_factor=True),
    Action.TRANSFER_ACCEPT: row({S.ASKED}, "g p"),
    Action.TRANSFER_DECIDE: row(ABOVE, "p", second_factor=True),
    Action.BRING_IN: row({S.LEAD, S.HEAD} | ABOVE, "p", second_factor=True),
    Action.HANDOVER: row({S.LEAD, S.HEAD, S.SUPERVISING}, "p", second_factor=True),
    Action.HANDED: row({S.HANDED}, "p", second_factor=True),
    Action.JOINT_TALK: row({S.LEAD, S.HEAD, S.SUPERVISING}, "p", second_factor=True),
    Action.JOINT_RECORD: row(OF_A_BODY | {S.SUPERVISING}, "p", second_factor=True),
    Action.RAISE: row({S.SUPPORT_ACKED, S.LEAD, S.HEAD, S.SUPPORT_HEAD, S.SUPERVISING}, "p", second_factor=True),
    Action.LOWER: row({S.LEAD, S.HEAD}, "p", second_factor=True),
    Action.LOWER_AGREE: row({S.HEAD} | ABOVE, "p", second_factor=True),
    Action.TASK: row({S.SUPPORT_ACKED, S.LEAD, S.HEAD, S.SUPPORT_HEAD}, "p", second_factor=True),
    Action.TASK_GIVE: row({S.HEAD, S.SUPPORT_HEAD}, "p", second_factor=True),
    Action.LOOK_AGAIN: row({S.LEAD, S.HEAD}, "p", second_factor=True),
    Action.NOTE: row({S.SUPPORT_ACKED, S.LEAD, S.HEAD, S.SUPPORT_HEAD, S.SUPERVISING}, "p", second_factor=True),
    Action.MERGE: row({S.LEAD} | ABOVE, "p", second_factor=True),
    Action.MERGE_UNDO: row(ABOVE, "p", second_factor=True),
    Action.REOPEN: row(ABOVE, "p", second_factor=True),
    Action.RECUSE: row(OF_A_BODY | ABOVE, "g p"),
    Action.RECUSE_BODY: row({S.HEAD, S.SUPPORT_HEAD}, "g p"),
    Action.REVEAL: row({S.POLICE, S.SUPERVISING}, "p", second_factor=True),
    Action.REVEAL_AGREE: row({S.POLICE_HEAD, S.SUPERVISING}, "p", second_factor=True),
    Action.IDENTITY: row({S.LEAD, S.HEAD, S.SUPERVISING, S.POLICE}, "p", second_factor=True),
    Action.REMIND: row(ABOVE | {S.HEAD}, "p o"),
    Action.AUDIT: row(ABOVE, "p", second_factor=True),
    Action.KEEP: row(ABOVE, "p", second_factor=True),
    Action.HOLD: row({S.SUPERVISING}, "p", second_factor=True),
    Action.QUARANTINE: row({S.SUPERVISOR}, "p", second_factor=True),
    Action.RESET_SECOND_FACTOR: row({S.SUPERVISOR}, "p", second_factor=True),
    Action.LEAVE: row({S.SUPERVISOR, S.MEMBER}, "p g o", second_factor=True),
    Action.PEOPLE: row({S.SUPERVISOR}, "p", second_factor=True),
    Action.DRILL: row(ABOVE, "p", second_factor=True),
    Action.NEW_GROUP: row({S.SUPERVISOR}, "p", second_factor=True),
    Action.LIST: row(LISTED, "p o g", second_factor=True),
    Action.OWN_WORK: row({S.MEMBER}, "p", second_factor=True),
    Action.DESK: row({S.MEMBER, S.SUPERVISOR}, "p", second_factor=True),
    Action.OVERDUE: row(COUNTED, "p o g", second_factor=True),
    Action.AGENCIES: row(COUNTED, "p o g"),
    Action.NUMBERS: row(COUNTED, "p o g"),
    Action.EXPORT: row(LISTED, "p", second_factor=True),
    Action.INSTITUTIONS: row(LISTED, "p", second_factor=True),
    Action.INSTITUTION_DUTY: row(ABOVE, "p", second_factor=True),
    Action.INTAKE: row(LISTED, "p", second_factor=True),
    Action.ROSTER: row({S.MEMBER}, "p"),
    Action.GROUP_LANGUAGE: row({S.MEMBER, S.SUPERVISOR}, "g o"),
}
"""The table of rights. Actions that are not named here, and roles that are not named in a row, are refused."""


def allows(action: Action, roles: Collection[Role]) -> bool:
    """Whether the table lets one of the roles do it."""
    return action in MATRIX and not MATRIX[action].who.isdisjoint(roles)


def needs_supervising_body(case: Case) -> bool:
    """Whether only the supervising body may agree to close the case as proposed: for a P1 or P2, and for a child who is
    not safe."""
    is_unsafe = case.proposal is not None and case.proposal.child_safe == "no"
    return is_unsafe or case.urgency.is_grave


def bodies_that_agree(case: Case, supervising: AgencyKey | None) -> frozenset[AgencyKey]:
    """The bodies whose members may agree to close the case as proposed: see `who_may`."""
    if supervising is None or supervising in case.barred:
        return frozenset({case.lead})
    return frozenset({supervising} if needs_supervising_body(case) else {supervising, case.lead})


def needs_supervising_body_to_lower(case: Case, supervising: AgencyKey | None) -> bool:
    """Whether only the supervising body may agree to the proposed lower class: from P1, unless it must not know of the
    case."""
    is_watched = supervising is not None and supervising not in case.barred
    return is_watched and case.lowering is not None and case.urgency is Urgency.P1


def may(action: Action, roles: frozenset[Role], case: Case, *, supervising: AgencyKey | None = None) -> bool:
    """Whether one of the roles allows the action on this case."""
    return not who_may(action, case, supervising=supervising).isdisjoint(roles)


def who_may(action: Action, case: Case, *, supervising: AgencyKey | None = None) -> frozenset[Role]:
    """The roles that may do this to this case. Closing a P1 or P2 needs the supervising body's agreement (L9). If that
    body is barred from the case, a head agrees; where the head leads alone, a supervisor. The same goes for a legal
    hold, and for lowering a P1 (L15)."""
    allowed = MATRIX[action].who if action in MATRIX else frozenset()
    is_watched = supervising is not None and supervising not in case.barred
    is_alone = action is Action.APPROVE and is_watched and needs_supervising_body(case)
    if is_alone or (action is Action.LOWER_AGREE and needs_supervising_body_to_lower(case, supervising)):
        return frozenset({Role.SUPERVISING})
    if action in {Action.APPROVE, Action.HOLD} and not is_watched:
        return allowed | {Role.SUPERVISOR}
    return allowed
