"""The first answers of a conversation, each with a word that must be shown nowhere."""

from bot.domain.profile import IntakeQuestion, QuestionKind
from bot.domain.report import Answer, Location, Path, Phone, Piece
from tests.support.people import PROFILE, Someone

CANARY = "zqpear"
ASKED = PROFILE.questionnaire
YOUNG = {Path.TEEN: "14_17", Path.CHILD: "under_14"}


def an_answer(question: IntakeQuestion, person: Someone) -> Answer:
    """With words wherever words fit, else the first option."""
    words = (Piece(CANARY, 70, person.now),)
    if question.kind is QuestionKind.PLACE:
        return Answer(question.id, place=Location(29.5, 106.5), pieces=words)
    if question.kind is QuestionKind.CONTACT:
        return Answer(question.id, phone=Phone(CANARY))
    if question.kind in {QuestionKind.TEXT, QuestionKind.LONG}:
        return Answer(question.id, pieces=words)
    return Answer(question.id, options=question.options[:1], pieces=words if question.text else ())


def told_so_far(path: Path, person: Someone, upto: int) -> tuple[Answer, ...]:
    """The answers to the first questions of a path, danger ruled out."""
    given = {"danger": Answer("danger", options=("no",))}
    if path in YOUNG:
        given["start"] = Answer("start", options=("child_self",))
        given["age_reporter"] = Answer("age_reporter", options=(YOUNG[path],))
    names = list(ASKED.order[path])[:upto]
    young = [given["age_reporter"]] if path in YOUNG and "age_reporter" not in names else []
    return (*[given.get(name) or an_answer(ASKED.questions[name], person) for name in names], *young)
