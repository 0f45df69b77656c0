"""What the views of the private chat use: words in the wording for the person, and the buttons that every screen
has."""

from collections.abc import Mapping

from bot.domain.notices.reporter.screens import Screen
from bot.domain.queues.delivery import OutboxRow
from handlers.reporter import buttons as b
from handlers.reporter.buttons_institution import PrivatePerson
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext
from handlers.wording import ENDINGS, option_text

Row = tuple[Key, ...]
MORE = "next-steps-more"
"""Note of Q07: shows the longer text."""
BELOW = "voice-notice"
"""Notes of the story and of additions: they stand below the question."""


class ScreenWords:
    """Texts for one notice: in its language, in the wording that fits the person. Two are equal where they word alike,
    so that what follows from one can be remembered."""

    def __init__(self, context: RenderContext, row: OutboxRow, voice: str = "adult") -> None:
        self.context, self.locale, self.voice = context, row.locale, voice
        self._alike = context.text, context.profile.questionnaire, self.locale, voice

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ScreenWords) and self._alike == other._alike

    def __hash__(self) -> int:
        return hash(self._alike)

    def __call__(self, key: str, **facts: object) -> str:
        """The text, in the wording for this person where there is one."""
        own = (f"{key}{ending}" for ending in ENDINGS[self.voice])
        key = next((name for name in own if self.context.known(name, self.locale)), key)
        return self.context.text(key, self.locale, **facts)

    def key(self, label: str, button: object, style: str = "") -> Key:
        """A button named by text `button-LABEL`."""
        return Key(self.context.text(f"button-{label}", self.locale), pack(button), style=style)

    def notes(self, said: Screen) -> list[str]:
        """What stands above the screen."""
        facts = {"number": said.number, "count": said.count, "with_police": said.with_police}
        goes = {"at": said.goes_at} if said.goes_at is not None else {}
        told = [key for key in said.notes if key not in {MORE, BELOW}]
        return [self(key, police=self.numbers["police"], **facts, **goes) for key in told]

    def below(self, said: Screen) -> list[str]:
        """What stands below the question."""
        return [self(BELOW)] if BELOW in said.notes else []

    def option(self, question: str, option: str) -> str:
        """The label of an option."""
        return option_text(self.context, self.locale, question, option, self.voice)

    @property
    def numbers(self) -> Mapping[str, str]:
        """Help numbers by name."""
        return self.context.profile.numbers


def safety(words: ScreenWords) -> Row:
    """Help now and Hide, which every screen has."""
    return (words.key("help", b.HelpNow()), words.key("hide", b.Hide("ask")))


def may_write_row(words: ScreenWords, stands: str) -> tuple[Row, ...]:
    """'An officer may write to me here', with a tick once it was pressed; '' for a conversation that does not have
    it."""
    if not stands:
        return ()
    label, how = words("button-may-write"), "no" if stands == "on" else "yes"
    shown = words.context.text("o-chosen", words.locale, option=label) if stands == "on" else label
    return ((Key(shown, pack(b.MayWrite(how))),),)


def private_row(words: ScreenWords, *, verified: bool) -> tuple[Row, ...]:
    """'Report as a private person', where an institution is attached."""
    return ((words.key("private-person", PrivatePerson()),),) if verified else ()
