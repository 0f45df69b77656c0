"""The names of slots in which messages about a case stand. By its slot a message is found in every chat."""

from bot.domain.cases.case import Case


def story_slot(case: Case) -> str:
    """The slot of an opened report in an officer's chat."""
    return f"story:{case.id}"


def approval_slot(case: Case) -> str:
    """The slot of the question to the second person, whether the case may be closed."""
    return f"approval:{case.id}"


def talk_slot(case: Case) -> str:
    """The slot of the message about the joint talk beside a card."""
    return f"divergence:{case.id}"


def lowering_slot(case: Case) -> str:
    """The slot of the question to the second person, whether the class may be lowered."""
    return f"lower:{case.id}"


def let_go_slot(case: Case) -> str:
    """The slot of the question to the second person, whether the case may be erased."""
    return f"let_go:{case.id}"


def reveal_slot(case: Case) -> str:
    """The slot of a request's newest message in a chat: the message before it loses its buttons."""
    return f"reveal:{case.id}"


def lead_slot(case: Case) -> str:
    """The slot of the newest message about who leads."""
    return f"lead:{case.id}"
