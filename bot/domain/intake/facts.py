"""What the answers say, as facts: `question:option`, `path:child`, `words:<group>`, and the profile's named groups."""

import os
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

from bot.domain.intake.wordlists import lists_in
from bot.domain.profile import Condition, IntakeQuestion, Questionnaire
from bot.domain.report import Answer, Contact, Draft, MediaRef, Path, Report

HELP = "help_"
"""Groups with this prefix call for a help card when they begin to hold."""
WORDS = "words:"
"""Facts with this prefix say that a word of that list stands in what was written."""
TEXTS_HEARD = 1024
NOTHING: frozenset[str] = frozenset()
ROUGH_AGES = {"7_10": "under_14", "11_13": "under_14", "14_15": "14_17", "16_17": "14_17"}
"""A child that reports about itself is shown in these two age bands only: exact ones beside them would reveal it
(SG21)."""


def path_of(answers: Sequence[Answer]) -> Path:
    """The path that START and Q05 set: adult unless the answers say otherwise, under 14 unless they say 14-17."""
    given = {answer.question: answer for answer in answers}
    start = given.get("start")
    if start is None or not {"child_self", "child_other"} & set(start.options):
        return Path.ADULT
    age = given.get("age_reporter")
    return Path.TEEN if age is not None and "14_17" in age.options else Path.CHILD


def voice_of(told: Draft | Report) -> str:
    """The wording in which a person is addressed: adult, teen (14-17, about themselves), peer (14-17, about another),
    child (under 14, about themselves), friend (under 14, about another), staff (who enter what somebody told)."""
    start = told.answer("start")
    of_another = start is not None and "child_other" in start.options
    if told.path is Path.STAFF:
        return "staff"
    if told.path is Path.CHILD:
        return "friend" if of_another else "child"
    if told.path is Path.TEEN:
        return "peer" if of_another else "teen"
    return "adult"


def voice_to_anybody(draft: Draft) -> str:
    """Works like `voice_of`, also before anybody has said who writes. A child may be writing then. So the wording is
    the one for teenagers, which adults can read too."""
    is_known = draft.path is not Path.ADULT or draft.answer("start") is not None or draft.follows is not None
    return voice_of(draft) if is_known else "teen"


def of_oneself(voice: str) -> bool:
    """Whether somebody with this wording tells about themselves."""
    return voice in {"teen", "child"}


def facts_of(
    questionnaire: Questionnaire, path: Path, answers: Sequence[Answer], media: Sequence[MediaRef] = ()
) -> frozenset[str]:
    """All facts of the answers that count on this path, with named groups and words that were found (T21)."""
    return _walk(questionnaire, path, answers, media)[1]


def chosen_facts(questionnaire: Questionnaire, path: Path, answers: Sequence[Answer]) -> frozenset[str]:
    """Facts of what was chosen, with the named groups that follow. Word lists do not count: only these facts decide
    whether files are refused or deleted (SG19, SG34)."""
    said = _said(answers)
    return _course(questionnaire, path, said, NOTHING)[1]


def asked(
    questionnaire: Questionnaire, path: Path, answers: Sequence[Answer], media: Sequence[MediaRef] = ()
) -> tuple[IntakeQuestion, ...]:
    """The questions of the path that apply, given the answers so far, in order."""
    return _walk(questionnaire, path, answers, media)[0]


def is_met(conditions: tuple[Condition, ...], facts: frozenset[str]) -> bool:
    """Whether there is no condition, or one of them holds."""
    return not conditions or any(condition.is_met(facts) for condition in conditions)


def _walk(
    questionnaire: Questionnaire, path: Path, answers: Sequence[Answer], media: Sequence[MediaRef]
) -> tuple[tuple[IntakeQuestion, ...], frozenset[str]]:
    """The questions in order, and the facts. Alarming words raise the class wherever they were written, also in answers
    that no longer count (T21)."""
    told = [piece.words for answer in answers for piece in answer.pieces]
    found = _words(questionnaire, [*told, *(item.words for item in media)])
    said = _said(answers)
    return _course(questionnaire, path, said, frozenset(found | {f"media:{item.state.value}" for item in media}))


@lru_cache(maxsize=1024)
def _course(
    questionnaire: Questionnaire, path: Path, said: tuple[tuple[str, tuple[str, ...]], ...], others: frozenset[str]
) -> tuple[tuple[IntakeQuestion, ...], frozenset[str]]:
    """Goes through the path in order. Whether a question applies is decided by the facts of the questions before it,
    and never by words that were found in free text (SG03, SG19). It is called many times for one answer, so results are
    cached; the cache holds keys of options, never anybody's words."""
    given = dict(said)
    heard = {fact for fact in others if fact.startswith(WORDS)}
    plain = {*paths(path), *(others - heard)}
    facts, questions = _grouped(questionnaire, frozenset(plain)), []
    stale = False
    for name in questionnaire.order[path]:
        question = questionnaire.questions[name]
        if question.when and stale:
            facts, stale = _grouped(questionnaire, frozenset(plain)), False
        if not is_met(question.when, facts):
            continue
        questions.append(question)
        if name in given:
            plain |= set(given[name])
            stale = True
    return tuple(questions), _grouped(questionnaire, frozenset(plain | heard))


def paths(path: Path) -> frozenset[str]:
    """The facts that say on which path the answers were given. What staff enter counts as an adult's report too."""
    return frozenset({f"path:{path.value}"} | ({f"path:{Path.ADULT.value}"} if path.is_adult else set()))


def _said(answers: Sequence[Answer]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each question that was answered, and the plain facts of its answer."""
    return tuple((one.question, _plain(one.question, one.options, one.skipped)) for one in answers)


@lru_cache(maxsize=1024)
def _plain(question: str, options: tuple[str, ...], skipped: bool) -> tuple[str, ...]:
    return (f"{'skipped' if skipped else 'answered'}:{question}", *(f"{question}:{option}" for option in options))


@lru_cache(maxsize=1024)
def _grouped(questionnaire: Questionnaire, plain: frozenset[str]) -> frozenset[str]:
    """The plain facts, and the groups that follow from them. The way to one more answer leads through the facts of all
    answers before it, so results are cached: keys of options and names of lists, never anybody's words."""
    facts = plain
    for name, when in questionnaire.groups:
        if is_met(when, facts):
            facts |= {name}
    return facts


def _words(questionnaire: Questionnaire, texts: Iterable[str]) -> frozenset[str]:
    """`words:<group>` for each keyword group of which a word is in one of the texts."""
    return NOTHING.union(*(_heard.groups(questionnaire, text) for text in texts if text))


class _Heard:
    """A cache of the word groups that were found in recent texts, because an answer is looked at many times. A text is
    stored as a hash with a key of this process, so none of its words outlasts the conversation."""

    def __init__(self) -> None:
        self._key = os.urandom(32)
        self._groups: dict[tuple[Questionnaire, bytes], frozenset[str]] = {}

    def groups(self, questionnaire: Questionnaire, text: str) -> frozenset[str]:
        """`words:<group>` of one text."""
        name = (questionnaire, blake2b(text.encode("utf-8", "surrogatepass"), key=self._key).digest())
        if name not in self._groups:
            self._groups[name] = _search(questionnaire, text)
            while len(self._groups) > TEXTS_HEARD:
                self._groups.pop(next(iter(self._groups)))
        return self._groups[name]


_heard = _Heard()


def _search(questionnaire: Questionnaire, text: str) -> frozenset[str]:
    found = lists_in(questionnaire.keywords, questionnaire.harmless, text)
    return frozenset(f"{WORDS}{group}" for group in found)


def age_band(report: Draft | Report) -> str:
    """The option of the age question; else what a child said about its own age (under_14, 14_17); else 'unknown'."""
    answer = report.answer("age")
    if answer is not None and answer.options and answer.options != ("unknown",):
        return answer.options[0]
    start = report.answer("start")
    if start is not None and "child_self" in start.options:
        return "14_17" if report.path is Path.TEEN else "under_14"
    return "unknown"


def rough_age(band: str) -> str:
    """The age as a group may see it: it does not reveal whether the child is the reporter (SG21)."""
    return ROUGH_AGES.get(band, band)


def area_of(report: Draft | Report) -> str:
    """Option of the area question, or 'unknown'."""
    answer = report.answer("area")
    return answer.options[0] if answer is not None and answer.options else "unknown"


def contact_of(report: Draft | Report) -> Contact:
    """Whether the line may write first (Q20). UNKNOWN counts as no (SG15): not asked, not known, or at times that were
    not named. A person who told it to staff has no chat here."""
    if report.path is Path.STAFF:
        return Contact.NO
    answer = report.answer("contact")
    contact = Contact(answer.options[0]) if answer is not None and answer.options else Contact.UNKNOWN
    return Contact.UNKNOWN if contact is Contact.TIMES and not hours_of(report) else contact


def hours_of(report: Draft | Report) -> str:
    """The only hours in which the line may write to the reporter: the key of the option, or '' for any hour."""
    answer = report.answer("contact_hours")
    return answer.options[0] if answer is not None and answer.options else ""


def harms_of(report: Draft | Report) -> tuple[str, ...]:
    """The harms that were chosen, in that order; ('unknown',) when none was."""
    answer = report.answer("harms")
    return answer.options if answer is not None and answer.options else ("unknown",)
