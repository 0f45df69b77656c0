"""Words that came where none were asked for: nothing typed is lost. They join the story, or wait for it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.intake.questionnaire import add_piece
from bot.domain.report import Answer, Draft, Piece, Report

STORY = "story"
ASIDE = "also_said"
"""The id under which words that came before the story question wait; they join the story when it is asked for."""


def put_aside(draft: Draft, piece: Piece, now: datetime) -> Draft:
    """Stores words that answer no question on screen. The same message counts once. Raises TooLong."""
    told = draft.answer(STORY) is not None or draft.at == STORY
    added = add_piece(replace(draft, at=STORY if told else ASIDE), piece, now)
    return replace(added, at=draft.at)


def fold_asides(draft: Draft) -> Draft:
    """The draft with all such words in the story, in the order in which they came."""
    aside = draft.answer(ASIDE)
    if aside is None:
        return draft
    story = draft.answer(STORY) or Answer(STORY)
    pieces = tuple(sorted((*aside.pieces, *story.pieces), key=lambda piece: (piece.said_at, piece.message_id)))
    rest = tuple(answer for answer in draft.answers if answer.question not in {ASIDE, STORY})
    return replace(draft, answers=(*rest, replace(story, pieces=pieces, skipped=False)))


def knows(draft: Draft, message_id: int) -> bool:
    """Whether this message has been handled already (an update that came twice)."""
    told = {piece.message_id for piece in pieces(draft)} | {item.message_id for item in draft.media}
    return message_id in told | draft.coming


def pieces(draft: Draft) -> Iterator[Piece]:
    """Everything that the person wrote."""
    for answer in draft.answers:
        yield from answer.pieces


def answers_of(report: Report) -> tuple[Answer, ...]:
    """The answers as if all words that were added later were part of the story."""
    return with_words(report.answers, [piece for addition in report.additions for piece in addition.pieces])


def with_words(answers: tuple[Answer, ...], pieces: Sequence[Piece]) -> tuple[Answer, ...]:
    """The answers as if these words were part of the story: for triage only; nothing is changed in the report."""
    old = next((answer for answer in answers if answer.question == STORY), Answer(STORY))
    story = replace(old, pieces=(*old.pieces, *pieces), skipped=False)
    return (*(answer for answer in answers if answer.question != STORY), story) if pieces else answers
