"""Opening a report: the report with its files and places, in the officer's private chat."""

from dataclasses import replace

from bot.domain.access.roles import Action
from bot.domain.notices.notice import Notice
from bot.domain.notices.officer.cases import Story
from bot.domain.second_factor import leaves_at
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.expiring_messages import expiry_of
from bot.usecases.access.identity_names import show_named
from bot.usecases.access.transaction import transaction_on_case
from bot.usecases.casework.case_files import CaseFiles, before_story, for_viewer, shown_file
from bot.usecases.casework.merging.linking import known_links, same_child
from bot.usecases.casework.messages.slots import story_slot
from bot.usecases.casework.messages.story_places import shown_places
from bot.usecases.casework.steps import viewing_agency


@transaction_on_case(Action.STORY, again="open")
async def open_story(act: CaseAct) -> None:
    """Shows a warning, then files and places, then the words with the buttons for acting. Every look and every file
    adds a line to the audit log (SG23). All of it is deleted from the chat again."""
    agency, uow = viewing_agency(act), act.uow
    files = await for_viewer(act.services.profile, uow, act.case, act.role_in_case)
    await uow.audit.add("opened", at=act.now, case=act.case.id, person=act.person, agency=agency)
    for _ in files.shown:
        await uow.audit.add("file_opened", at=act.now, case=act.case.id, person=act.person, agency=agency)
    links, child = await known_links(uow, act.scope, act.case), await same_child(uow, act.scope, act.case)
    said = Story(
        number=act.case.number,
        agency=agency,
        heads=act.agent.heads,
        supervisor=act.agent.supervisor,
        reader=act.person,
        links=links,
        same_child=child,
        linked=await known_links(uow, act.scope, act.case, by_hand=True),
        may_merge=act.may(Action.MERGE),
        may_part=act.may(Action.MERGE_UNDO),
    )
    if act.may(Action.IDENTITY):
        await show_named(act, agency)
    places = await shown_places(uow, act.case, act.to)
    await act.tell(*for_a_while(act, files, places, said, "open"))


def for_a_while(act: CaseAct, files: CaseFiles, places: list[Notice], said: Story, doing: str) -> list[Notice]:
    """Sends what is shown, for as long as it may stay in the chat. `doing`: the command that shows it again."""
    case, to = act.case, act.to
    told = Notice(said, to, case=case.id, slot=story_slot(case))
    parts = [*before_story(case, to, files), *[shown_file(case, ref, to) for ref in files.shown], *places, told]
    late = leaves_at(act.services.profile.second_factor, act.now)
    leaves = expiry_of(act.services, doing, case.number, act.now)
    return [replace(one, leaves=leaves, expires_at=late) for one in parts]
