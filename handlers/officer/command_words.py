"""The words beside a command of the staff, as the arguments of its use case.

Each function raises a Refusal for an unknown word, with the words that it knows: nothing is silently left out.
"""

from collections.abc import Sequence

from bot.domain.access.file_access import REASONS as FILE_REASONS
from bot.domain.cases.merging.merge import LINK
from bot.domain.cases.merging.merge import REASONS as MERGE_REASONS
from bot.domain.cases.stages.retention import REASONS
from bot.domain.errors import NotFound
from bot.usecases.groups.agreeing import NO, YES
from bot.usecases.oversight.case_lists.filters import filter_words
from bot.usecases.oversight.case_lists.task_list import LISTS
from handlers.telegram.text.fields import whole

LIFT = "off"
"""Beside /hold NUMBER: the hold ends."""
DECISIONS = ("pass", "keep")
NUMBERS_OF_ONE_TASK = 2
"""The numbers of a task: its case's and its own."""
Arguments = tuple[object, ...]


def number_alone(words: Sequence[str]) -> Arguments:
    """The number of a case, and nothing beside it."""
    number, rest = _number_and_rest(words)
    if rest:
        raise NotFound("number-alone")
    return (number,)


def number_and_item(words: Sequence[str]) -> Arguments:
    """A case number and the number of a task of it: `/taskdone 12 3`."""
    numbers = _one_or_two_numbers(words)
    if len(numbers) != NUMBERS_OF_ONE_TASK:
        raise NotFound("number-and-task")
    return numbers


def number_perhaps_item(words: Sequence[str]) -> Arguments:
    """A case number, and perhaps the number of a task: `/task 12` or `/task 12 3`."""
    return _one_or_two_numbers(words)


def _one_or_two_numbers(words: Sequence[str]) -> Arguments:
    number, rest = _number_and_rest(words)
    numbers = (number, *(whole(word.lstrip("#")) for word in rest))
    if len(numbers) > NUMBERS_OF_ONE_TASK or None in numbers:
        raise NotFound("number-and-task")
    return numbers


def two_cases(words: Sequence[str]) -> Arguments:
    """A case number, perhaps the number of another case, and perhaps why they belong together: `/merge 12 15 child`."""
    number, rest = _number_and_rest(words)
    reasons = [word for word in rest if word in {*MERGE_REASONS, LINK}]
    others = [whole(word.lstrip("#")) for word in rest if word not in reasons]
    if len(others) > 1 or len(reasons) > 1 or None in others or (reasons and not others):
        raise NotFound("number-and-case")
    return (number, *others, *reasons)


def which_tasks(words: Sequence[str]) -> Arguments:
    """Which list of tasks: `/tasks late`; without a word the usual one."""
    return (_one_of(words, LISTS),)


def nothing(words: Sequence[str]) -> Arguments:
    """Reads the words beside a command that takes none."""
    if words:
        raise NotFound("no-words")
    return ()


def words(words: Sequence[str]) -> Arguments:
    """Up to two words, unchanged."""
    if len(words) > 2:
        raise NotFound("too-many-words", limit=2)
    return tuple(word.lower() for word in words)


def one_word(words: Sequence[str]) -> Arguments:
    """One word, or none."""
    if len(words) > 1:
        raise NotFound("one-word")
    return (words[0].lower(),) if words else ()


def joined(words: Sequence[str]) -> Arguments:
    """Words that the use case knows, joined by a full stop."""
    return (".".join(word.lower() for word in words),)


def language(words: Sequence[str]) -> Arguments:
    """A language, or nothing."""
    return (" ".join(words),)


def filters_of_cases(words: Sequence[str]) -> Arguments:
    """The words of a filter, joined as they are in the button of a page."""
    return (".".join(filter_words(list(words))),)


def files(words: Sequence[str]) -> Arguments:
    """A number, and perhaps the reason for which the files are opened."""
    number, rest = _number_and_rest(words)
    return (number, _one_of(rest, sorted(FILE_REASONS)))


def keep(words: Sequence[str]) -> Arguments:
    """A number, and perhaps a reason and years; years count only beside a reason."""
    number, rest = _number_and_rest(words)
    years = next((found for word in rest if (found := whole(word, most=99))), 0)
    reason = _one_of([word for word in rest if not word.isdigit()], sorted(REASONS))
    return (number, reason, years if reason else 0)


def hold(words: Sequence[str]) -> Arguments:
    """A number, perhaps a reason, and `off` where the hold ends."""
    number, rest = _number_and_rest(words)
    is_over = LIFT in {word.lower() for word in rest}
    reason = _one_of([word for word in rest if word.lower() != LIFT], [*sorted(REASONS), LIFT])
    return (number, reason, int(is_over))


def body_of_case(words: Sequence[str]) -> Arguments:
    """A number, and perhaps a body: `/remind 12 police`."""
    number, rest = _number_and_rest(words)
    if len(rest) > 1:
        raise NotFound("number-and-body")
    return (number, "".join(rest).upper())


def quarantine(words: Sequence[str]) -> Arguments:
    """Nothing, or a decision and a number."""
    if not words:
        return ()
    number, rest = _number_and_rest(words)
    decision = _one_of(rest, DECISIONS)
    if not decision:
        raise NotFound("unknown-words", known=", ".join(DECISIONS))
    return (number, decision)


def body_and_answer(words: Sequence[str]) -> Arguments:
    """A body, and yes or no: `/newgroup police yes`. Without an answer it is no."""
    body, *rest = [*words] or [""]
    return (body.upper(), _one_of(rest, (YES, NO)) or NO)


def _number_and_rest(words: Sequence[str]) -> tuple[int, list[str]]:
    """The case number, written 12 or #12, and the words besides it. Raises NotFound (key number-wanted) where there is
    none."""
    place = next((place for place, word in enumerate(words) if _is_number(word)), None)
    number = whole(words[place].lstrip("#0")) if place is not None else None
    if place is None or number is None:
        raise NotFound("number-wanted")
    return number, [*words[:place], *words[place + 1 :]]


def _is_number(word: str) -> bool:
    digits = word.lstrip("#")
    return digits.isascii() and digits.isdigit()


def _one_of(words: Sequence[str], known: Sequence[str]) -> str:
    """The word, if it is one of these; '' where there is none. Raises a Refusal with the known words for any other
    word, and for more than one."""
    if len(words) > 1 or any(word.lower() not in known for word in words):
        raise NotFound("unknown-words", known=", ".join(known))
    return "".join(words).lower()
