"""An answer to the reporter is taken back within the minute before it leaves."""

from bot.domain.access.roles import Action
from bot.domain.cases.reporter import outgoing_answers as rules
from bot.domain.cases.reporter.merged import number_of
from bot.domain.notices.notice import Notice, ToPerson
from bot.domain.notices.officer.answers import AnswerTakenBack, AnswerWaits
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.expiring_messages import expiry_of
from bot.usecases.access.transaction import transaction_on_case
from bot.usecases.casework.correspondence.expiring_answers import author_told
from bot.usecases.casework.steps import keep_step, viewing_agency


@transaction_on_case(Action.TAKE_BACK, again="takeback")
async def take_back(act: CaseAct, item: int = 0) -> None:
    """Takes this answer back, or the newest that waits (0). Everybody who may answer may do so, also for an answer of
    somebody else. The words of the answer are shown once more, so that they can be written anew."""
    case, taken = rules.take_back(act.case, item)
    await keep_step(act, case, "answer_taken_back", viewing_agency(act))
    over = AnswerWaits(number=number_of(case, taken.of), state="taken_back")
    await act.tell(author_told(over, case, taken, ToPerson(taken.by)))
    said = AnswerTakenBack(number=case.number, text_key=taken.text_key, words=taken.words)
    leaves = expiry_of(act.services, "reply", int(case.number), act.now)
    await act.tell(Notice(said, act.to, case=case.id, leaves=leaves))
