"""The intake as pure steps on a draft: what is asked next, what an answer does, Back, Skip, Done, changes.

Every step returns a draft whose `at` and `screen` name what is shown next. Answers to questions that no longer apply
stay in the draft (words are never lost) but give no facts.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.errors import AnswerRequired, NotAnOption, NothingChosen, StaleButton, WrongKind
from bot.domain.intake.answer_check import checked_answer, refuse_too_long, toggled
from bot.domain.intake.facts import HELP, asked, facts_of, is_met, path_of
from bot.domain.profile import IntakeQuestion, QuestionKind, Questionnaire
from bot.domain.report import Answer, Draft, Path, Piece

SELF_HARM = frozenset({"yes_now", "yes"})
ALARMING = {"danger": frozenset({"yes_now", "maybe_today"}), "self_harm_now": SELF_HARM}
GO_ON = "go_on"


def questions_for(questionnaire: Questionnaire, draft: Draft) -> tuple[IntakeQuestion, ...]:
    """The questions that apply to this person so far, in order."""
    return asked(questionnaire, draft.path, draft.answers, draft.media)


def next_question(questionnaire: Questionnaire, draft: Draft) -> IntakeQuestion | None:
    """The question to be answered next: the one on screen, else the first one without an answer; None for the
    review."""
    if draft.screen == "review":
        return None
    applicable = questions_for(questionnaire, draft)
    on_screen = next((question for question in applicable if question.id == draft.at), None)
    return on_screen or _first_open(applicable, draft)


def accept(questionnaire: Questionnaire, draft: Draft, answer: Answer, now: datetime) -> Draft:
    """Takes the answer and goes on. Raises a BadAnswer, or StaleButton when the question does not apply."""
    question = _applicable(questionnaire, draft, answer.question)
    if answer.skipped:
        return _skip(questionnaire, draft, question, now)
    checked = checked_answer(question, draft, answer)
    if question.kind is QuestionKind.INFO and checked.options != (GO_ON,):
        return replace(draft, changed_at=now)
    return _advance(questionnaire, draft, checked, now)


def toggle(questionnaire: Questionnaire, draft: Draft, option: str, now: datetime) -> Draft:
    """Ticks or unticks an option of the question on screen that takes several. Options that stand alone replace the
    others."""
    question = _applicable(questionnaire, draft, draft.at)
    if question.kind is not QuestionKind.MANY:
        raise StaleButton
    if option not in question.options:
        raise NotAnOption
    return replace(draft, chosen=toggled(question, draft.chosen, option), changed_at=now)


def done(questionnaire: Questionnaire, draft: Draft, now: datetime) -> Draft:
    """Done for ticks, a long answer or files. Raises NothingChosen when there is nothing yet."""
    question = _applicable(questionnaire, draft, draft.at)
    if question.kind is QuestionKind.MANY:
        return accept(questionnaire, draft, Answer(question.id, options=draft.chosen), now)
    if question.kind is QuestionKind.MEDIA:
        return _advance(questionnaire, draft, draft.answer(question.id) or Answer(question.id), now)
    if question.kind is not QuestionKind.LONG:
        raise StaleButton
    told = draft.answer(question.id)
    if told is None and (draft.coming or any(item.state.is_stored for item in draft.media)):
        told = Answer(question.id)
    if told is None:
        raise NothingChosen
    return _advance(questionnaire, draft, told, now)


def skip(questionnaire: Questionnaire, draft: Draft, now: datetime) -> Draft:
    """Skips the question on screen. Raises AnswerRequired where 'I don't know' is an option instead."""
    return _skip(questionnaire, draft, _applicable(questionnaire, draft, draft.at), now)


def back(questionnaire: Questionnaire, draft: Draft, now: datetime) -> Draft:
    """The screen before: the review when a change was opened from it, else the question before. Never raises."""
    if draft.changing:
        return replace(draft, at="", screen="review", chosen=(), changing=False, changed_at=now)
    names = {question.id for question in questions_for(questionnaire, draft)}
    trail = [name for name in draft.trail if name in names and name != draft.at]
    if not trail:
        return _show(questionnaire, draft, draft.at or next(iter(questionnaire.order[draft.path])), now)
    return _show(questionnaire, replace(draft, trail=tuple(trail[:-1])), trail[-1], now)


def open_change(draft: Draft, question: str, now: datetime | None = None) -> Draft:
    """Opens a question from the review; its answer (or Back) leads to the review again."""
    answer = draft.answer(question)
    chosen = answer.options if answer else ()
    changed_at = now or draft.changed_at
    return replace(draft, at=question, screen="question", chosen=chosen, changing=True, changed_at=changed_at)


def to_review(questionnaire: Questionnaire, draft: Draft, now: datetime) -> Draft:
    """Leaves the question on screen for the review (Send what I have). Ticks without Done are kept as the answer."""
    trail = _trail(draft.trail, draft.at) if draft.at and not draft.changing else draft.trail
    answers = answers_with_ticks(questionnaire, draft)
    return replace(
        draft, answers=answers, at="", screen="review", chosen=(), changing=False, trail=trail, changed_at=now
    )


def go_on(questionnaire: Questionnaire, draft: Draft, now: datetime) -> Draft:
    """Goes from the review to the first question without an answer. Stays at the review when every question is
    answered."""
    question = _first_open(questions_for(questionnaire, draft), draft)
    return draft if question is None else _show(questionnaire, draft, question.id, now)


def add_piece(draft: Draft, piece: Piece, now: datetime) -> Draft:
    """The draft with one more message of the long answer on screen. A message that comes twice counts once. Raises
    TooLong."""
    if not draft.at:
        raise WrongKind
    old = draft.answer(draft.at) or Answer(draft.at)
    if any(known.message_id == piece.message_id for known in old.pieces):
        return draft
    answer = replace(old, pieces=(*old.pieces, piece), skipped=False)
    refuse_too_long(answer)
    return with_answer(replace(draft, changed_at=now), answer)


def correct_piece(draft: Draft, piece: Piece, now: datetime) -> Draft:
    """The draft with an edited message replaced: its words or caption, and what came with them (Q-rule 5). Words of a
    file that were kept before it came stand apart from it. The draft unchanged when the message is unknown or says what
    it said before."""
    answers = tuple(_corrected(answer, piece) for answer in draft.answers)
    is_told = any(told.message_id == piece.message_id for answer in answers for told in answer.pieces)
    media = tuple(
        replace(m, caption=piece.text, extras=piece.extras) if m.message_id == piece.message_id and not is_told else m
        for m in draft.media
    )
    if (answers, media) == (draft.answers, draft.media):
        return draft
    return replace(draft, answers=answers, media=media, changed_at=now)


def missing(questionnaire: Questionnaire, draft: Draft) -> tuple[str, ...]:
    """All questions that must still be answered before sending."""
    if draft.case is not None:
        return ()
    given, _ = _given(questionnaire, draft)
    return tuple(name for name in questionnaire.required if name not in given)


def missing_one_of(questionnaire: Questionnaire, draft: Draft) -> tuple[str, ...]:
    """Questions of which one must still be answered before sending; empty once one was, and in danger."""
    given, applicable = _given(questionnaire, draft)
    if draft.case is not None or is_danger(draft) or given & set(questionnaire.one_of):
        return ()
    return tuple(name for name in applicable if name in questionnaire.one_of)


def _given(questionnaire: Questionnaire, draft: Draft) -> tuple[set[str], list[str]]:
    """Which questions have an answer that counts for sending, and which questions apply."""
    answers = answers_with_ticks(questionnaire, draft)
    questions = asked(questionnaire, draft.path, answers, draft.media)
    applicable = [question.id for question in questions]
    given = {answer.question for answer in answers if not answer.skipped} & set(applicable)
    return given | _told_by_voice(questions, draft), applicable


def _told_by_voice(questions: tuple[IntakeQuestion, ...], draft: Draft) -> set[str]:
    """Whether a stored voice message tells the story, as words would; whether Done was pressed or not."""
    is_told = any(item.is_testimony and item.state.is_stored for item in draft.media)
    return {question.id for question in questions if is_told and question.kind is QuestionKind.LONG}


def may_send(questionnaire: Questionnaire, draft: Draft) -> bool:
    """Whether there is enough to send: Q01, Q03 and one of Q02, Q08, Q10, Q17; in danger Q01 and Q03 are enough."""
    return not (missing(questionnaire, draft) or missing_one_of(questionnaire, draft))


def progress(questionnaire: Questionnaire, draft: Draft) -> tuple[int, int]:
    """'4 of about 12': the place of the question on screen among the screens that apply so far; the review is the
    last."""
    question = next_question(questionnaire, draft)
    joined = {one.joined for one in questionnaire.questions.values()} - {question.id if question else ""}
    names = [one.id for one in questions_for(questionnaire, draft) if one.id not in joined]
    total = len(names) + 1
    return (names.index(question.id) + 1 if question else total), total


def is_danger(draft: Draft) -> bool:
    """Danger now, or maybe today or tonight (Q01); or a child who says yes to thoughts of self-harm (SG20)."""
    told = (answer for answer in draft.answers if answer.question in ALARMING)
    return any(not ALARMING[answer.question].isdisjoint(answer.options) for answer in told)


def stub_due(questionnaire: Questionnaire, draft: Draft) -> bool:
    """Whether danger and the kind of harm are known and no case is made yet: then one is made at once (Q-rule 1)."""
    known = {question.id for question in questions_for(questionnaire, draft)}
    return draft.case is None and is_danger(draft) and "harms" in known and draft.answer("harms") is not None


def help_card_due(questionnaire: Questionnaire, before: Draft | None, after: Draft) -> tuple[str, ...]:
    """Help cards for which the last step calls: danger, medical, self_harm, words (Q01, Q12, SG19, SG20)."""
    cards = [name for name, _ in questionnaire.groups if name.startswith(HELP)]
    was = facts_of(questionnaire, before.path, before.answers, before.media) if before else frozenset()
    new = facts_of(questionnaire, after.path, after.answers, after.media) - was
    return tuple(card.removeprefix(HELP) for card in cards if card in new)


def finish(questionnaire: Questionnaire, draft: Draft) -> tuple[Answer, ...]:
    """The answers for the report: all that count, and whatever else the person wrote or shared."""
    answers = answers_with_ticks(questionnaire, draft)
    names = {question.id for question in asked(questionnaire, draft.path, answers, draft.media)}
    return tuple(a for a in answers if a.question in names or a.pieces or a.place or a.phone)


def answers_with_ticks(questionnaire: Questionnaire, draft: Draft) -> tuple[Answer, ...]:
    """The draft's answers, with ticks on screen for which Done was not pressed."""
    question = questionnaire.questions.get(draft.at)
    if question is None or question.kind is not QuestionKind.MANY or not draft.chosen:
        return draft.answers
    old = draft.answer(question.id) or Answer(question.id)
    return with_answer(draft, replace(old, options=draft.chosen, skipped=False)).answers


def _applicable(questionnaire: Questionnaire, draft: Draft, name: str) -> IntakeQuestion:
    for question in questions_for(questionnaire, draft):
        if question.id == name:
            return question
    raise StaleButton


def _first_open(applicable: tuple[IntakeQuestion, ...], draft: Draft, *, also: str = "") -> IntakeQuestion | None:
    """The first question without an answer; `also` counts as unanswered."""
    given = {answer.question for answer in draft.answers} - {also}
    return next((question for question in applicable if question.id not in given), None)


def _skip(questionnaire: Questionnaire, draft: Draft, question: IntakeQuestion, now: datetime) -> Draft:
    if question.required:
        raise AnswerRequired
    facts = facts_of(questionnaire, draft.path, draft.answers, draft.media)
    again = question.ask_again and is_met(question.ask_again, facts)
    if again and question.id not in draft.asked_twice:
        return replace(draft, asked_twice=draft.asked_twice | {question.id}, changed_at=now)
    old = draft.answer(question.id)
    told = question.kind is QuestionKind.LONG and old is not None and old.pieces
    return _advance(questionnaire, draft, old if told and old else Answer(question.id, skipped=True), now)


def with_answer(draft: Draft, answer: Answer) -> Draft:
    """The draft with this answer in place of the older one, or at the end."""
    if draft.answer(answer.question) is None:
        return replace(draft, answers=(*draft.answers, answer))
    answers = tuple(answer if old.question == answer.question else old for old in draft.answers)
    return replace(draft, answers=answers)


def _advance(questionnaire: Questionnaire, draft: Draft, answer: Answer, now: datetime) -> Draft:
    """Stores the answer and shows what comes next: the first open question, or the review."""
    was_complete = _first_open(questions_for(questionnaire, draft), draft) is None
    told = with_answer(draft, answer)
    trail = draft.trail if draft.changing else _trail(draft.trail, answer.question)
    path = draft.path if draft.path is Path.STAFF else path_of(told.answers)
    told = replace(told, path=path, trail=trail, changed_at=now)
    if draft.changing and not was_complete:
        return replace(told, at="", screen="review", chosen=(), changing=False)
    elsewhere = draft.at if draft.at != answer.question else ""
    question = _first_open(questions_for(questionnaire, told), told, also=elsewhere)
    if question is None:
        return replace(told, at="", screen="review", chosen=(), changing=False)
    if question.id == elsewhere:
        return told
    return _show(questionnaire, replace(told, changing=False), question.id, now)


def _show(questionnaire: Questionnaire, draft: Draft, name: str, now: datetime) -> Draft:
    """The draft with this question on screen and its earlier ticks set."""
    answer = draft.answer(name)
    many = questionnaire.questions[name].kind is QuestionKind.MANY
    chosen = answer.options if many and answer else ()
    return replace(draft, at=name, screen="question", chosen=chosen, changed_at=now)


def _trail(trail: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The questions to which Back leads: each question once, the latest last."""
    return (*(other for other in trail if other != name), name)


def _corrected(answer: Answer, piece: Piece) -> Answer:
    def exchanged(old: Piece) -> Piece:
        is_it = old.message_id == piece.message_id
        return replace(old, text=piece.text, extras=piece.extras) if is_it else old

    pieces = tuple(map(exchanged, answer.pieces))
    return replace(answer, pieces=pieces)
