"""What comes with a message besides its own words: where it came from, what it quotes, what stands behind a link."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Origin:
    """The person or chat from which something came before it was sent here, as far as Telegram says (SG25)."""

    kind: str
    """user, hidden_user, chat, channel, bot, or self: the person's own earlier message."""
    name: str = ""
    at: datetime | None = None
    address: str = ""
    """Where it can be looked at: https://t.me/NAME/NUMBER, or https://t.me/NAME of the sender."""
    account: str = ""
    """The number of the account or chat, which stays when its name changes."""


@dataclass(frozen=True)
class Extra:
    """One thing besides the words: stored exactly, and shown with the name of its kind."""

    kind: str
    """quote, reply, link, button, preview, mention, card, venue, poll, checklist, game, story, invoice … or other."""
    text: str = ""
    label: str = ""
    """The words of a link or a button."""
    origin: Origin | None = None

    @property
    def words(self) -> str:
        """Everything in it that can be read; where it has no words, where it comes from."""
        own = "\n".join(part for part in (self.label, self.text) if part)
        origin = self.origin or Origin("")
        return own or " ".join(part for part in (origin.name, origin.address) if part)


def words_with(text: str, extras: tuple[Extra, ...]) -> str:
    """The words and everything that comes with them, as one text: for searching and counting words."""
    return "\n".join(part for part in (text, *(extra.words for extra in extras)) if part)
