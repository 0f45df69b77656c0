"""Buttons of a reporter. Each names its question, so that an old button is recognised as such."""

from dataclasses import dataclass
from typing import Annotated

from bot.domain.chats import CLEARED_AFTER
from handlers.telegram.text.buttons import button
from handlers.telegram.text.fields import LOCALE, Key, KeyOrNone, OneOf, Pattern, Whole

PAGES = ("signs", "duty", "after", "privacy")
"""Pages of the information menu."""


@button("ic1")
@dataclass(frozen=True)
class Choose:
    """An option of a question with one answer, or go on / read more / stop of Q07."""

    question: Key
    option: Key


@button("it1")
@dataclass(frozen=True)
class Tick:
    """An option of a question with several answers, ticked or unticked."""

    question: Key
    option: Key


@button("id1")
@dataclass(frozen=True)
class Finish:
    """The button that ends the answer to the question."""

    question: Key


@button("is1")
@dataclass(frozen=True)
class Skip:
    """The button that skips the question."""

    question: Key


@button("ip1")
@dataclass(frozen=True)
class ShowPage:
    """Another page of a long list of options."""

    question: Key
    page: Annotated[int, Whole(0, 99)]


@button("ib1")
@dataclass(frozen=True)
class Back:
    """The screen before; from the review the last question."""

    question: KeyOrNone


@button("ih1")
@dataclass(frozen=True)
class HelpNow:
    """Numbers to call; beside it stands /help."""


@button("iw1")
@dataclass(frozen=True)
class Hide:
    """Clear the chat; beside it stands /hide. `end` ends a conversation after the person read that it was sent."""

    how: Annotated[str, OneOf("ask", "keep", "erase", "end", "stays")]


@button("ir1")
@dataclass(frozen=True)
class Review:
    """Go to the review and its buttons."""

    do: Annotated[str, OneOf("check", "send", "change", "go_on")]


@button("ig1")
@dataclass(frozen=True)
class Change:
    """Open this answer from the review."""

    question: Key


@button("iu1")
@dataclass(frozen=True)
class Resume:
    """After /start in the middle."""

    how: Annotated[str, OneOf("go_on", "again", "sure")]


@button("il1")
@dataclass(frozen=True)
class Language:
    """Choose a language; '' shows the choice. Beside it stands /language."""

    code: Annotated[str, Pattern(LOCALE, empty=True)]


@button("ii1")
@dataclass(frozen=True)
class Info:
    """A page of the information menu; beside it stands /info."""

    page: Annotated[str, OneOf("open", "menu", *PAGES)]


@button("ia1")
@dataclass(frozen=True)
class AddTo:
    """Add to an own report; 0 ends adding. Beside it stands /status."""

    number: Annotated[int, Whole(0)]


@button("io1")
@dataclass(frozen=True)
class ShowStatus:
    """Own reports; beside it stands /status."""


@button("in1")
@dataclass(frozen=True)
class BeginReport:
    """Tell something new; beside it stands /start."""


@button("iz1")
@dataclass(frozen=True)
class RemoveRefused:
    """Delete every refused file from this chat."""


@button("ix1")
@dataclass(frozen=True)
class RemoveCopy:
    """Delete a refused file from this chat."""

    message: int


@button("ik1")
@dataclass(frozen=True)
class HaveIt:
    """I have it: deletes the five words from the chat. They are deleted by themselves too."""


@button("if1")
@dataclass(frozen=True)
class Follow:
    """Come back with five words; beside it stands /follow."""

    do: Annotated[str, OneOf("ask", "add", "done", "question", "answers", "slip")]


@button("iy1")
@dataclass(frozen=True)
class Clean:
    """Clears this chat by itself after the chosen number of hours. 0 ends that, and -1 asks."""

    hours: Annotated[int, OneOf(-1, 0, *CLEARED_AFTER)]


@button("iq1")
@dataclass(frozen=True)
class About:
    """Words that were sent unasked belong to this own report; 0: they are something new. Beside it stand /status and
    /start."""

    number: Annotated[int, Whole(0)]


@button("ie1")
@dataclass(frozen=True)
class MayWrite:
    """An officer may write to me here, or no longer."""

    how: Annotated[str, OneOf("yes", "no")]


@button("ij1")
@dataclass(frozen=True)
class FiveWords:
    """Show the five words of the newest report; beside it stands the receipt."""


@button("id2")
@dataclass(frozen=True)
class ReadQuestion:
    """Read what the officers ask about an own report; beside it stands /status."""

    number: int


@button("rap1")
@dataclass(frozen=True)
class ReportAs:
    """Under an answer to somebody of the staff: report what it answers, as a person."""
