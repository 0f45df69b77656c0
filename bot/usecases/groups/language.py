"""The language of a body's group."""

from bot.domain.access.roles import Action
from bot.domain.errors import NotFound
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.say import SayAlone
from bot.domain.notices.supervisor.groups import LanguageChoice
from bot.usecases.access.asking import Act
from bot.usecases.access.transaction import transaction


@transaction(Action.GROUP_LANGUAGE)
async def set_language(act: Act, locale: str = "") -> None:
    """Sets the language in which the line writes to the group. Open cards follow when they change. Without a language,
    or with an unknown one, the choice is shown."""
    wanted = next((name for name in act.services.profile.languages if name.lower() == locale.lower()), "")
    if not wanted:
        await _show_choice(act)
        return
    await act.uow.agencies.set_locale(act.to.chat, wanted)
    facts = {"locale": wanted}
    await act.uow.audit.add("group_language", at=act.now, agency=min(act.here), person=act.person, facts=facts)
    to = ToChat(act.to.chat, wanted)
    await act.tell(Notice(SayAlone(key="staff-language-set"), to, slot="language", mode=Mode.NEXT))


async def _show_choice(act: Act) -> None:
    """Shows the choice in the present language; each language is named in itself."""
    if act.is_press:
        raise NotFound("unknown-language")
    await act.tell(Notice(LanguageChoice(), act.to, slot="language", mode=Mode.NEXT))
