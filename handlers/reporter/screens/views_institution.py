"""Linking an account to an institution, and what its head reads: how many are linked, and never who."""

import asyncio

from bot.domain.institutions.registered import POSTS, Registered
from bot.domain.notices.supervisor.institutions import DutyLetter, HeadCard, LinkPoster, StaffLinkAsk, StaffLinked
from bot.domain.queues.delivery import OutboxRow
from handlers.pictures.posters import poster_of
from handlers.reporter import buttons_institution as b
from handlers.reporter.screens.words import ScreenWords
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.links import institution_staff_link
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views

RENEWAL = "institution-renew-ask"
"""Note of the head's card: a new link is wanted, and what it ends."""


async def link_ask(context: RenderContext, row: OutboxRow, said: StaffLinkAsk) -> Rendered | None:
    """Do you work there, and as what?"""
    one = await _registered(context, said.code)
    if one is None:
        return None
    words = ScreenWords(context, row, said.voice)
    keys = [(Key(words.option("post", post), pack(b.LinkPost(said.link, post))),) for post in POSTS]
    no = words.key("link-no", b.LinkPost(said.link, ""))
    return Rendered(words("institution-link-ask", name=one.institution.name), (*keys, (no,)))


async def linked(context: RenderContext, row: OutboxRow, said: StaffLinked) -> Rendered:
    """What it means, and how it ends; for adults also the button for the training of staff."""
    words = ScreenWords(context, row, said.voice)
    one = await _registered(context, said.code) if said.code else None
    if one is None:
        return Rendered(words("institution-link-none"))
    end, duty = (words.key("link-end", b.EndLink()),), (words.key("duty", b.ShowDuty(1, "")),)
    is_trained = said.voice == "adult" and bool(context.profile.duty.situations)
    return Rendered(words("institution-linked", name=one.institution.name), (duty, end) if is_trained else (end,))


async def head_card(context: RenderContext, row: OutboxRow, said: HeadCard) -> Rendered | None:
    """How many accounts are linked, when somebody last did the training; the poster and a new link."""
    one, locale = await _registered(context, said.code), row.locale
    if one is None:
        return None
    async with context.reading() as uow:
        count = (await uow.institutions.count_staff([said.code])).get(said.code, 0)
        is_head = bool(await uow.institutions.heads(said.code))
    if not is_head:
        return None
    parts = [context.text(said.note, locale)] if said.note else []
    parts.append(context.text("institution-head", locale, name=one.institution.name, linked=count))
    if one.trained_on is not None:
        parts.append(context.text("institution-head-trained", locale, day=one.trained_on.isoformat()))
    asked = said.note == RENEWAL
    poster = Key(context.text("button-institution-poster", locale), pack(b.OwnInstitution("poster")))
    label = "button-institution-renew-sure" if asked else "button-institution-renew"
    renew = Key(context.text(label, locale), pack(b.OwnInstitution("sure" if asked else "renew")))
    return Rendered("\n\n".join(parts), ((poster,), (renew,)))


async def poster(context: RenderContext, row: OutboxRow, said: LinkPoster) -> Rendered | None:
    """The poster of the link that holds now, as a file to print."""
    one = await _registered(context, said.code)
    if one is None or not one.link:
        return None
    link = institution_staff_link(context.username, one.link)
    page = await asyncio.to_thread(poster_of, context, one.institution.name, link, row.locale)
    return Rendered(context.text("institution-poster", row.locale), page=page, page_name="poster.pdf")


async def letter(context: RenderContext, row: OutboxRow, said: DutyLetter) -> Rendered | None:
    """The reminder of duty, in the words of the profile."""
    one = await _registered(context, said.code)
    return None if one is None else Rendered(letter_to(context, row.locale, one.institution.name))


def letter_to(context: RenderContext, locale: str, name: str) -> str:
    """The letter to the institution: its name, then the profile's words."""
    return f"{context.text('institution-letter', locale, name=name)}\n\n{context.text('duty-letter', locale)}"


async def _registered(context: RenderContext, code: str) -> Registered | None:
    async with context.reading() as uow:
        return await uow.institutions.registered(code)


VIEWS = (
    no_views()
    .on(StaffLinkAsk, link_ask)
    .on(StaffLinked, linked)
    .on(HeadCard, head_card)
    .on(LinkPoster, poster)
    .on(DutyLetter, letter)
)
