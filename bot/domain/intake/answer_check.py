"""Whether an answer fits its question."""

from dataclasses import replace

from bot.domain.errors import BadAnswer, NotAnOption, NothingChosen, TooLong, WrongKind
from bot.domain.profile import IntakeQuestion, QuestionKind
from bot.domain.report import Answer, Draft

LONGEST = 20_000
"""How many characters one answer may have, all its messages together."""
MOST_PIECES = 500
"""How many messages one answer may have."""


def checked_answer(question: IntakeQuestion, draft: Draft, answer: Answer) -> Answer:
    """The answer as it will be stored. Raises what is wrong with it."""
    if not set(answer.options) <= set(question.options):
        raise NotAnOption
    refuse_too_long(answer)
    if question.kind in {QuestionKind.ONE, QuestionKind.MANY, QuestionKind.INFO}:
        return _checked_choice(question, draft, answer)
    takes_place, takes_phone = question.kind is QuestionKind.PLACE, question.kind is QuestionKind.CONTACT
    if (answer.place and not takes_place) or (answer.phone and not takes_phone):
        raise WrongKind
    if not (answer.place or answer.phone or answer.text.strip() or question.kind is QuestionKind.MEDIA):
        raise WrongKind
    return answer


def _checked_choice(question: IntakeQuestion, draft: Draft, answer: Answer) -> Answer:
    if answer.place or answer.phone or (answer.pieces and not question.text):
        raise WrongKind
    many = question.kind is QuestionKind.MANY
    options = tuple(dict.fromkeys(answer.options))
    if many and not options and draft.at == question.id:
        options = draft.chosen
    if not options and not answer.text.strip():
        raise NothingChosen if many else WrongKind
    if len(options) > 1 and (not many or question.exclusive & set(options)):
        raise BadAnswer
    old = draft.answer(question.id)
    pieces = answer.pieces or (old.pieces if old and question.text else ())
    return replace(answer, options=options, pieces=pieces)


def refuse_too_long(answer: Answer) -> None:
    if len(answer.pieces) > MOST_PIECES or sum(len(piece.words) for piece in answer.pieces) > LONGEST:
        raise TooLong(limit=LONGEST)


def toggled(question: IntakeQuestion, chosen: tuple[str, ...], option: str) -> tuple[str, ...]:
    if option in chosen:
        return tuple(other for other in chosen if other != option)
    if option in question.exclusive:
        return (option,)
    return (*(other for other in chosen if other not in question.exclusive), option)
