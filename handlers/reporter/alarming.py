"""Whether an update is alarming, read from its raw form: decides how much one sender may send."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.domain.cases.reopening import is_alarming
from bot.domain.profile import Profile
from bot.domain.report import Addition, Piece
from handlers.reporter.buttons import Choose, HelpNow
from handlers.reporter.told import plain
from handlers.telegram.receiving.raw_update import body_of, read, table
from handlers.telegram.text.buttons import parse
from handlers.telegram.text.rendered import Text

HELP = "/help"
NOW = "yes_now"
ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""Words are only read here: when they were said does not matter."""


@dataclass(frozen=True)
class AlarmingUpdates:
    """Recognises alarming updates: words that call for help or match a P1 or P2 rule, and buttons that say the same.
    Changes of the bot's membership in a group are alarming too, because they decide whether a body can be told
    anything."""

    profile: Profile
    text: Text

    def __call__(self, payload: bytes) -> bool:
        """Whether the update is alarming, for anything that can be stored."""
        update = table(read(payload))
        body = body_of(update)
        words = [text for name in ("text", "caption") if isinstance(text := body.get(name), str)]
        return "my_chat_member" in update or self._is_pressed(body) or any(map(self._is_told, words))

    def _is_pressed(self, body: dict[str, Any]) -> bool:
        button = parse(str(body.get("data", "")))
        return isinstance(button, HelpNow) or (isinstance(button, Choose) and button.option == NOW)

    def _is_told(self, words: str) -> bool:
        if words.startswith(HELP) or plain(words) in self._calls():
            return True
        return is_alarming(self.profile, Addition(ANY_TIME, pieces=(Piece(words, 0, ANY_TIME),)))

    def _calls(self) -> set[str]:
        known = [self.text("words-help", language).split(",") for language in self.profile.languages]
        return {plain(word) for words in known for word in words}
