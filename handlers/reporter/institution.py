"""People who work at an institution and those who head one, in private: links, the head's card, a report without an
institution."""

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from bot.usecases.institutions import links, training
from bot.usecases.reporting import as_private_person
from handlers.reporter import buttons_institution as b
from handlers.telegram.handling.context import Context, Handler, pressed
from handlers.telegram.text.links import HEAD_LINK, STAFF_LINK, secret_in

IN_PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
OF_INSTITUTION = filters.Regex(rf"^/start [{HEAD_LINK}{STAFF_LINK}][A-Za-z0-9_-]{{16,40}}\Z")


async def on_link(update: Update, context: Context) -> None:
    """/start with the link of an institution: for its head, or for people who work there."""
    payload = (context.args or [""])[0]
    opened = links.join_as_head if payload.startswith(HEAD_LINK) else links.open_link
    await opened(context.request(update), secret_in(payload))


async def on_post(update: Update, context: Context) -> None:
    """What I do there; or that I do not work there."""
    button = pressed(update)
    await links.confirm(context.request(update), button.link, button.post)
    await context.toast(update)


async def on_end(update: Update, context: Context) -> None:
    """Linked to no institution any more."""
    await links.end(context.request(update))
    await context.toast(update)


async def on_own(update: Update, context: Context) -> None:
    """The head's card, poster, new link."""
    what, request = pressed(update).what, context.request(update)
    if what == "poster":
        await links.send_poster(request)
    elif what == "sure":
        await links.renew(request)
    else:
        await links.show_own(request, note="institution-renew-ask" if what == "renew" else "")
    await context.toast(update)


async def on_private_person(update: Update, context: Context) -> None:
    """Report as a private person."""
    await as_private_person.go_private(context.request(update))
    await context.toast(update)


async def on_show_duty(update: Update, context: Context) -> None:
    """Another page of it, or an answer."""
    shown = pressed(update)
    await training.show(context.request(update), shown.place, shown.answer)
    await context.toast(update)


PRESSES: dict[type[object], Handler] = {
    b.PrivatePerson: on_private_person,
    b.LinkPost: on_post,
    b.EndLink: on_end,
    b.OwnInstitution: on_own,
    b.ShowDuty: on_show_duty,
}
HANDLERS: list[BaseHandler[Update, Context, None]] = [
    CommandHandler("start", on_link, filters=IN_PRIVATE & OF_INSTITUTION),
]
