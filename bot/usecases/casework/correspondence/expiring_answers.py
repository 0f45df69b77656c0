"""An answer to a reporter is sent one minute after it was written: from then on it can be read, and the reporter is
told where that is allowed. Where it is not, it counts as arrived at once."""

from bot.domain.cases.case import Case
from bot.domain.cases.lists import Reply
from bot.domain.cases.reporter import outgoing_answers as rules
from bot.domain.cases.reporter.merged import number_of
from bot.domain.cases.work import OutgoingAnswer
from bot.domain.notices.notice import Address, Mode, Notice, Priority, ToPerson
from bot.domain.notices.officer.answers import AnswerWaits
from bot.domain.notices.reporter.to_reporters import CaseAnswered
from bot.usecases.access.arrived_answers import answer_slot
from bot.usecases.casework.messages.announce import tell_reporters
from bot.usecases.casework.steps import Done, save
from bot.usecases.services import Transaction


async def let_answers_leave(act: Transaction, was: Case) -> Case:
    """Sends every answer whose minute is over. Returns the case as it is saved; the very same case where there is
    none."""
    case, due = rules.leave(was, act.now)
    for one in due:
        case = await _leaves(act, case, one)
    if due:
        last = due[-1]
        action = "answered" if case.answered_at is not None and was.answered_at is None else "answer_left"
        await save(act, was, case, Done(action, last.by, last.agency))
    return case


def author_told(said: AnswerWaits, case: Case, one: OutgoingAnswer, to: Address, mode: Mode = Mode.EDIT) -> Notice:
    """The message in the author's private chat that says what becomes of their answer. It is edited in place."""
    return Notice(
        said, to, priority=Priority.ALERT, case=case.id, slot=answer_slot(case, one.id), mode=mode, silent=True
    )


async def _leaves(act: Transaction, case: Case, one: OutgoingAnswer) -> Case:
    told_in = one.of or case.id
    await act.uow.reports.add_reply(Reply(told_in, act.now, one.agency, one.text_key, one.words))
    said = CaseAnswered(number=case.number, agency=one.agency, text_key=one.text_key, words=one.words, item=one.id)
    is_on_its_way = await tell_reporters(act, case, said, of={told_in})
    told = AnswerWaits(number=number_of(case, one.of), is_sent=is_on_its_way, state="left")
    await act.uow.outbox.add(author_told(told, case, one, ToPerson(one.by)))
    return case if is_on_its_way else rules.arrive(case, {one.id}, act.now)
