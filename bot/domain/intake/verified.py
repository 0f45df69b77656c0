"""A report by staff of an institution: what it asks about the institution is answered already (institutions.md).

Only adults have one: a child whose account was linked through somebody else's poster reports like anybody. The report
of a private person names no institution, and counts for none.
"""

from dataclasses import replace

from bot.domain.intake.questionnaire import with_answer
from bot.domain.report import Answer, Draft, Path, Piece

WHO, ORGANISATION, POST = "who", "organisation", "post"
FILLED_IN = frozenset({WHO, ORGANISATION, POST})
START = "start"
PRIVATE = "private_person"
"""What `asked_twice` holds when the person wants no institution in this report."""
NO_MESSAGE = 0
"""The message number of words from the registry, which belong to no message of the chat."""


def is_to_attach(before: Draft | None, after: Draft) -> bool:
    """Whether the person has just said that an adult reports, and not as a private person."""
    start = after.answer(START)
    is_new = start is not None and (before is None or before.answer(START) != start)
    return is_new and after.path is Path.ADULT and not after.institution and PRIVATE not in after.asked_twice


def attached(draft: Draft, code: str, who: str, name: str, post: str) -> Draft:
    """The draft with the institution, and its questions answered. `who`: the option for its staff."""
    words = Piece(name, NO_MESSAGE, draft.changed_at)
    answers = (Answer(WHO, options=(who,)), Answer(ORGANISATION, pieces=(words,)), Answer(POST, options=(post,)))
    for answer in answers:
        draft = with_answer(draft, answer)
    return replace(draft, institution=code)


def detached(draft: Draft) -> Draft:
    """The draft of a private person, without anything about the institution."""
    answers = tuple(answer for answer in draft.answers if answer.question not in FILLED_IN)
    trail = tuple(name for name in draft.trail if name not in FILLED_IN)
    private = draft.asked_twice | {PRIVATE}
    return replace(draft, institution="", answers=answers, trail=trail, asked_twice=private)


def still_true(before: Draft | None, after: Draft) -> Draft:
    """The draft without its institution where the person now says something else about it, or is no adult."""
    if not after.institution:
        return after
    if after.path is not Path.ADULT:
        return replace(detached(after), asked_twice=after.asked_twice)
    is_same = before is None or all(before.answer(name) == after.answer(name) for name in FILLED_IN)
    return after if is_same or not before or not before.institution else replace(after, institution="")
