"""Answering the reporter, with a prepared text or in own words. The answer is shown once more before it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.access.roles import Action
from bot.domain.cases.acting import require_open
from bot.domain.cases.by import By
from bot.domain.cases.reporter import outgoing_answers as rules
from bot.domain.cases.reporter.call_back import may_read, require_reader
from bot.domain.cases.reporter.merged import ids_of, number_of, reporters_of
from bot.domain.errors import StaleButton
from bot.domain.facts import Fact
from bot.domain.ids import CaseId
from bot.domain.notices.notice import Mode, Notice
from bot.domain.notices.officer.answers import AnswerWaits
from bot.domain.notices.reporter.to_reporters import CaseAnswered
from bot.usecases.access.asking import CaseAct
from bot.usecases.casework.correspondence.expiring_answers import author_told
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.forms import CASE, PREVIEW, WORDS, Choice, Form, Values, Words, one_of, register
from bot.usecases.casework.messages.announce import words_to_reporters
from bot.usecases.casework.steps import keep_step, viewing_agency

OWN_WORDS = "own"
"""The choice of own words in place of a prepared text."""
CANNED = ("looking_into_it", "child_is_safe", "need_more", "passed_on", "thank_you")


@dataclass(frozen=True)
class Which(Choice):
    """The question: a prepared text, or own words."""

    def answered(self, value: str) -> dict[str, Fact]:
        """The key of the prepared text; none for own words."""
        return {"text_key": "" if value == OWN_WORDS else f"canned-{value}", WORDS: ""}


class Answer(Form):
    """The form of an answer. Words that are typed at the preview replace those shown there."""

    def awaits_words(self, step: str) -> bool:
        """Words are awaited at the preview too."""
        return step in {"write", PREVIEW}

    def step_of_words(self, step: str) -> str:
        """Words typed at the preview count as typed one step earlier, so the preview follows again."""
        return "write"

    def written(self, act: CaseAct, step: str, words: str) -> dict[str, Fact]:
        """The answer in the officer's own words."""
        return {"text_key": "", WORDS: words}


def is_own(values: Values) -> bool:
    """Whether own words were chosen."""
    return values.get("text_key") == ""


def rehearse(act: CaseAct) -> None:
    """Raises for a case that cannot be answered."""
    require_reader(act.case)
    require_open(act.case)


async def answer_reporter(act: CaseAct, values: Values) -> Notice:
    """Stores the answer; it is sent after one minute. Returns the message to its author, which says whether the
    reporter can be written to. Raises StaleButton for a desk of an older version that holds no answer."""
    key, words = str(values.get("text_key") or ""), str(values.get(WORDS) or "")
    if not (key or words):
        raise StaleButton
    agency = viewing_agency(act)
    told_in = _case_of(act, values)
    of = reporters_of(act.case, told_in)
    case, given = rules.give(act.case, text_key=key, words=words, by=By(act.person, agency, act.now), of=of)
    await keep_step(act, case, "answer_written", agency)
    said = CaseAnswered(number=case.number, agency=agency, item=given.id)
    is_sent = await words_to_reporters(replace(act, now=given.leaves_at), case, said, of={told_in})
    return author_told(
        AnswerWaits(number=number_of(case, of), item=given.id, is_sent=bool(is_sent)), case, given, act.to, Mode.NEXT
    )


def recipients(act: CaseAct) -> Sequence[str]:
    """The numbers of the merged cases. Each stands for its reporter, who can be chosen to read the answer."""
    return [*_readers(act)]


def _readers(act: CaseAct) -> dict[str, CaseId]:
    case = act.case
    return {str(number_of(case, one)): one for one in ids_of(case) if may_read(case, one)}


def _case_of(act: CaseAct, values: Values) -> CaseId:
    """The case that was reported by the person who reads the answer."""
    readers = _readers(act)
    return readers.get(str(values.get("to")), next(iter(readers.values()), act.case.id))


STEPS = (
    Choice("to", recipients, texts=CASE, least=2),
    Which("which", one_of((*CANNED, OWN_WORDS))),
    Words("write", is_own),
)
REPLY = register(Answer("reply", Action.REPLY, STEPS, answer_reporter, rehearse, preview=True))
begin = beginning(REPLY)
