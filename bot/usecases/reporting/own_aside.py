"""An officer's own report waits while they enter what somebody else told: the two never share a draft."""

from bot.domain.cases.deadlines.danger import stub_at
from bot.domain.errors import Refusal
from bot.domain.ids import PersonKey
from bot.domain.intake.unasked import goes_at
from bot.domain.people import Visitor
from bot.domain.report import Draft
from bot.usecases.reporting.draft.saving import save_unshown
from bot.usecases.reporting.unasked import is_empty
from bot.usecases.services import Services, Transaction


def aside_key(services: Services, person: PersonKey) -> PersonKey:
    """The key under which the own draft waits. No account has this key."""
    return PersonKey(services.blind_index.keyed_hash("own-draft", person))


async def put_aside(act: Transaction, visitor: Visitor, own: Draft | None) -> None:
    """Makes room for a staff draft. Raises Refusal (key own-report-first) where the own report cannot wait: it is
    urgent, its files are being fetched, or another one waits already."""
    if own is None:
        return
    if own.is_addition or is_empty(own):
        await act.uow.drafts.drop(visitor.person, erase=not own.is_addition)
        return
    goes_out = stub_at(act.services.profile.policy, own) or goes_at(own)
    if goes_out is not None or own.coming or await is_aside(act, visitor.person):
        raise Refusal("own-report-first")
    key = aside_key(act.services, visitor.person)
    await save_unshown(act, key, visitor.chat, own)
    await act.uow.drafts.drop(visitor.person, erase=False, is_moved=True)


async def is_aside(act: Transaction, person: PersonKey) -> bool:
    """Whether an own report of the person waits."""
    return await act.uow.drafts.of(aside_key(act.services, person)) is not None


async def bring_back(act: Transaction, visitor: Visitor) -> Draft | None:
    """Makes the own report that waits the conversation at hand again. Returns None where none waits, or where there is
    another conversation."""
    key = aside_key(act.services, visitor.person)
    found = await act.uow.drafts.with_chat(key)
    if found is None:
        return None
    chat, own = found
    await act.uow.drafts.drop(key, erase=False, is_moved=True)
    await save_unshown(act, visitor.person, chat, own)
    return own
