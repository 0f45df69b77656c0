"""The parts of one message: which of them stand in the chat already, from an earlier attempt, and which come now."""

from collections import deque
from collections.abc import Iterable
from hashlib import sha256

from bot.domain.ids import MessageId
from bot.domain.queues.delivery import MessagePart, OutboxRow


class WordedAnew(Exception):
    """Another part stands in the chat at this place: the message is worded otherwise than at the last attempt."""


def mark_of(words: tuple[object, ...]) -> str:
    """A hash of what a part says. `words`: texts, numbers, bytes, and frozen dataclasses of such."""
    return sha256(repr(words).encode("utf-8", "surrogatepass")).hexdigest()[:32]


class SentSoFar:
    """`arrived`: the numbers of the messages that arrived in this attempt. A part is named by its words, of which marks
    are made only where parts are compared or noted: most messages have one part."""

    def __init__(self, row: OutboxRow) -> None:
        self._in_place_of_it = [part for part in row.parts if not part.mark]
        self._earlier = deque(part for part in row.parts if part.mark)
        """Parts of earlier attempts that were not come to yet."""
        self._done: list[tuple[MessagePart | tuple[object, ...], tuple[MessageId, ...]]] = []
        """What stands, in order: parts of earlier attempts, and the words of new ones."""
        self._noted = 0
        self.arrived: list[MessageId] = []

    @property
    def has_begun(self) -> bool:
        """Whether some part of what is said now stands in the chat."""
        return bool(self.last_messages)

    @property
    def left_over(self) -> list[MessageId]:
        """Messages of earlier attempts that were not come to."""
        return [number for part in self._earlier for number in part.messages]

    @property
    def last_messages(self) -> tuple[MessageId, ...]:
        """The messages that arrived in this attempt; the last of earlier ones where all of them had arrived before."""
        return tuple(self.arrived) or next((numbers for _, numbers in reversed(self._done) if numbers), ())

    @property
    def must_be_noted(self) -> bool:
        """Whether messages have arrived that are not noted."""
        return self._noted < len(self.arrived)

    def add_messages(self, numbers: Iterable[MessageId]) -> None:
        """These have arrived."""
        self.arrived += numbers

    def take_last_message(self) -> MessageId:
        """The last one that has arrived does not stay."""
        return self.arrived.pop()

    def is_next(self, words: tuple[object, ...]) -> bool:
        """Whether this part stands in the chat, and is the next one."""
        return bool(self._earlier) and self._earlier[0].mark == mark_of(words)

    def stands(self, words: tuple[object, ...]) -> bool:
        """Whether this part stands in the chat. If so, it is passed over. Raises WordedAnew where another one stands
        there."""
        if not self._earlier:
            return False
        if not self.is_next(words):
            raise WordedAnew
        part = self._earlier.popleft()
        self._done.append((part, part.messages))
        return True

    def add(self, words: tuple[object, ...], first: int) -> None:
        """The part was sent: its messages are those that arrived from the `first` one on."""
        self._done.append((words, tuple(self.arrived[first:])))

    def put_back(self) -> None:
        """No part of an earlier attempt stands for what is said now."""
        self._earlier.extendleft(one for one, _ in reversed(self._done) if isinstance(one, MessagePart))
        self._done.clear()

    def drop_left_over(self) -> bool:
        """They are deleted. Returns whether there were any."""
        were_there = bool(self._earlier)
        self._earlier.clear()
        return were_there

    def noted(self) -> tuple[MessagePart, ...]:
        """All that stands in the chat, in order. It counts as noted from now on."""
        self._noted = len(self.arrived)
        done = [
            one if isinstance(one, MessagePart) else MessagePart(mark_of(one), numbers) for one, numbers in self._done
        ]
        return (*self._in_place_of_it, *done, *self._earlier)
