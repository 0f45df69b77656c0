"""To whom a refusal sends somebody: to people who may do it, and never to the person who was refused."""

from bot.domain.access.roles import ABOVE, COUNTED, Action, Role

S = Role
OF_THE_LEAD = frozenset({S.LEAD, S.HEAD})
NEXT: tuple[tuple[frozenset[Role], str], ...] = (
    (frozenset({S.SUPERVISING}), "ask-supervising"),
    (frozenset({S.SUPERVISOR}), "ask-a-supervisor"),
    (ABOVE, "ask-those-above"),
    (frozenset({S.POLICE, S.SUPERVISING}), "ask-police"),
    (frozenset({S.POLICE_HEAD, S.SUPERVISING}), "ask-head-of-police"),
    (frozenset({S.ASKED}), "not-asked-to-lead"),
    (frozenset({S.HANDED}), "not-handed-to-you"),
    (frozenset({S.KEY_HOLDER}), "release-two-bodies"),
    (frozenset({S.MEMBER}), "ask-officers"),
    (COUNTED, "ask-officers-or-above"),
    (frozenset({S.HEAD, S.SUPPORT_HEAD}), "ask-heads"),
    (frozenset({S.HEAD, S.SUPERVISING}), "ask-head"),
    (frozenset({S.HEAD}) | ABOVE, "ask-head-or-above"),
    (OF_THE_LEAD | ABOVE | {S.KEY_HOLDER, S.POLICE}, "ask-the-lead"),
    (frozenset({S.SUPPORT, S.SUPPORT_ACKED, S.SUPPORT_HEAD}), "ask-supports"),
)
"""When everybody who may do it is among these, the key of the refusal; the first that fits."""


def whom_to_ask(action: Action, allowed: frozenset[Role], roles: frozenset[Role]) -> str:
    """The key of the refusal for somebody who may know of the case, or of the line, and may not do this."""
    if S.SUPPORT in roles and S.SUPPORT_ACKED in allowed:
        return "acknowledge-first"
    if action is Action.DECLINE and roles & OF_THE_LEAD:
        return "lead-cannot-decline"
    if S.HEAD in roles and S.LEAD in allowed and S.HEAD not in allowed:
        return "ask-lead-officer"
    return next((key for among, key in NEXT if allowed <= among), "ask-the-agencies")
