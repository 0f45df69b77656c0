"""Faults on a schedule: a chosen number of the next calls of a method go wrong in a chosen way."""

from collections import Counter
from dataclasses import asdict, dataclass, field

from bot.simulator.refusal import Json

KINDS = (
    "drop_before",
    "drop_after",
    "no_answer",
    "status",
    "slow",
    "truncate",
    "raw",
    "repeat_update",
    "reorder_updates",
    "unknown_fields",
    "missing_fields",
    "missing_chat",
)
_DELIVERY = ("getUpdates", "webhook", "*")
_STRANGE: Json = {"from_a_newer_api": {"level": 3, "words": ["one", "two"]}}


@dataclass(slots=True)
class Fault:
    """One entry of the schedule."""

    method: str
    kind: str
    times: int = 1
    """0: until it is taken off the schedule."""
    status: int = 500
    description: str = ""
    retry_after: int = 0
    seconds: float = 1.0
    chat: str = ""
    """Only calls to a "group", or to a "private" chat."""
    chat_id: int = 0
    """Only calls to this chat; 0: to any."""
    parameters: Json = field(default_factory=dict)
    """What a `status` fault says beside its words (migrate_to_chat_id and so on)."""
    answering: bool = False
    """Whether the fault hits only calls that answer a message."""

    def fits(self, method: str, chat: object = None, *, answers: bool = False) -> bool:
        """Whether this call is one of those that go wrong."""
        if self.method not in (method, "*") or (self.answering and not answers):
            return False
        return self._is_of_chat("" if chat is None else str(chat))

    def _is_of_chat(self, chat: str) -> bool:
        if self.chat_id and chat != str(self.chat_id):
            return False
        return not self.chat or self.chat == ("group" if chat.startswith("-") else "private" if chat else "")

    def answer(self) -> Json:
        """The body of a `status` fault."""
        text = self.description or f"simulated fault {self.status}"
        body: Json = {"ok": False, "error_code": self.status, "description": text}
        parameters = self.parameters | ({"retry_after": self.retry_after} if self.retry_after else {})
        return body | ({"parameters": parameters} if parameters else {})


class Faults:
    """The schedule. Each use takes one from `times`; a used-up fault is gone."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []
        self.fallen: Counter[str] = Counter()
        """How often each kind was used."""

    def plan(self, fault: Fault) -> None:
        """Adds to the schedule."""
        self._planned.append(fault)

    def clear(self, chat_id: int = 0) -> None:
        """Everything works again; of a chat, if one is given, all that was planned for it alone."""
        self._planned = [fault for fault in self._planned if chat_id and fault.chat_id != chat_id]

    def listed(self) -> list[Json]:
        """What is still to come."""
        return [asdict(fault) for fault in self._planned]

    def take(self, method: str, *kinds: str, chat: object = None, answers: bool = False) -> Fault | None:
        """The first fault of these kinds that fits the method and the chat, used once."""
        for fault in self._planned:
            if fault.kind in kinds and fault.fits(method, chat, answers=answers):
                return self._use(fault)
        return None

    def take_for_delivery(self, kind: str) -> bool:
        """A fault of the updates themselves, in either way of delivery."""
        for fault in self._planned:
            if fault.kind == kind and fault.method in _DELIVERY:
                self._use(fault)
                return True
        return False

    def _use(self, fault: Fault) -> Fault:
        self.fallen[fault.kind] += 1
        if fault.times == 1:
            self._planned.remove(fault)
        fault.times = max(0, fault.times - 1)
        return fault

    def spoil_update(self, kind: str, body: Json) -> Json:
        """An update with fields from a newer Bot API, or without one that every parser needs."""
        if not self._planned:
            return body
        if self.take_for_delivery("unknown_fields"):
            body = _STRANGE | body
        if self.take_for_delivery("missing_fields"):
            needed = "from" if kind == "callback_query" else "date"
            body = {key: value for key, value in body.items() if key != needed}
        if self.take_for_delivery("missing_chat"):
            body = {key: value for key, value in body.items() if key != "chat"}
        return body

    def spoil_result(self, method: str, result: object) -> object:
        """Spoils the answer of a call in the way in which `spoil_update` spoils an update."""
        if not self._planned or not isinstance(result, dict) or method in _DELIVERY:
            return result
        if self.take(method, "unknown_fields"):
            result = _STRANGE | result
        if self.take(method, "missing_fields"):
            result = {key: value for key, value in result.items() if key not in ("message_id", "id", "file_id")}
        return result
