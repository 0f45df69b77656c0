"""Answering the reporter, with a prepared text or in own words. The answer is shown once more before it is sent."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.access.roles import Action
from bot.domain.cases.acting import require_open
from bot.domain.cases.by import By
from bot.domain.cases.reporter import outgoing_answers as rules
from bot.domain.cases.reporter.call_back import may_read, require_reader
from bot.domain.cases.reporter.merged import ids_of, number_of, reporters_of
from bot.domain.desk_answers import NewReply
from bot.domain.desk_options import CANNED, CASE, OWN_WORDS, DeskQuestion, FormName
from bot.domain.errors import StaleButton
from bot.domain.ids import CaseId
from bot.domain.notices.notice import Mode, Notice
from bot.domain.notices.officer.answers import AnswerWaits
from bot.domain.notices.officer.desk_steps import ReplyPreview
from bot.domain.notices.reporter.to_reporters import CaseAnswered
from bot.usecases.access.asking import CaseAct
from bot.usecases.casework.correspondence.expiring_answers import author_told
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.form_questions import Choice, Step, Words, one_of, where
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.messages.announce import words_to_reporters
from bot.usecases.casework.steps import keep_step, viewing_agency


class AnswerForm(Form[NewReply]):
    """The form of an answer. Words that are typed at the preview replace those shown there."""

    def chosen(self, act: CaseAct, step: Step | None, option: str, answers: NewReply) -> NewReply:
        """The answers after a tap. A prepared text takes the place of earlier words."""
        tapped = self.offered(act, step, option)
        if tapped is not WHICH:
            return tapped.answered(answers, option)
        if option == OWN_WORDS:
            return replace(answers, text_key="")
        return replace(answers, text_key=f"canned-{option}", words="")

    def written(self, act: CaseAct, step: Words, words: str, answers: NewReply) -> NewReply:
        """The answer in the officer's own words."""
        return replace(answers, text_key="", words=words)


def needs_words(answers: NewReply) -> bool:
    """Whether own words were chosen, and none are there. Some may be there that were typed while a code was awaited."""
    return answers.text_key == "" and not answers.words


def rehearse(act: CaseAct) -> None:
    """Raises for a case that cannot be answered."""
    require_reader(act.case)
    require_open(act.case)


def preview(act: CaseAct, answers: NewReply) -> ReplyPreview:
    """Shows the answer as it would be sent."""
    return ReplyPreview(number=act.case.number, answers=answers)


async def answer_reporter(act: CaseAct, answers: NewReply) -> Notice:
    """Stores the answer; it is sent after one minute. Returns the message to its author, which says whether the
    reporter can be written to. Raises StaleButton for a desk of an older version that holds no answer."""
    key, words = answers.text_key or "", answers.words
    if not (key or words):
        raise StaleButton
    agency = viewing_agency(act)
    told_in = _case_of(act, answers)
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


def _case_of(act: CaseAct, answers: NewReply) -> CaseId:
    """The case that was reported by the person who reads the answer."""
    readers = _readers(act)
    return readers.get(str(answers.to), next(iter(readers.values()), act.case.id))


WRITE = Words("write", where(NewReply, needs_words))
WHICH = Choice(DeskQuestion.WHICH.value, one_of((*CANNED, OWN_WORDS)), field="text_key", words=WRITE)
STEPS = (Choice("to", recipients, texts=CASE, least=2, read=int), WHICH, WRITE)
REPLY = register(
    AnswerForm(FormName.REPLY.value, Action.REPLY, STEPS, NewReply, answer_reporter, rehearse, preview, replaced=WRITE)
)
begin = beginning(REPLY)
