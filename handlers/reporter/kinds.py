"""What a person sends that is no text: places, contacts, files, everything else; and what they change afterwards."""

from dataclasses import replace

from telegram import Message, Update
from telegram.ext import filters

from bot.domain.report import Location, Phone
from bot.usecases.reporting import writing
from bot.usecases.reporting.writing import Written
from bot.usecases.services import say
from handlers.reporter.contact import on_told
from handlers.reporter.files import on_media
from handlers.reporter.verifying import is_slip_file
from handlers.telegram.handling.context import Context, message_of
from handlers.telegram.message_parts import is_live, is_partly_lost, name_and_number, piece_of


async def on_place(update: Update, context: Context) -> None:
    """A location or a venue was shared. For a live location the present place counts, and the person is told so."""
    message = message_of(update)
    if message.location is None:
        return
    place = Location(message.location.latitude, message.location.longitude)
    piece = replace(piece_of(message, f"{place.latitude:.5f}, {place.longitude:.5f}"), place=place)
    notes = ("live-place",) if is_live(message.location) else ()
    await on_told(update, context, Written(piece, place=place), *notes)


async def on_contact(update: Update, context: Context) -> None:
    """A phone number was shared."""
    message, contact = message_of(update), message_of(update).contact
    if contact is None:
        return
    name = " ".join(part for part in (contact.first_name, contact.last_name) if part)
    piece = piece_of(message, name_and_number(contact))
    phone = Phone(contact.phone_number, name)
    await on_told(update, context, Written(piece, phone=phone))


async def on_other(update: Update, context: Context) -> None:
    """A message of any other kind: its file, else whatever words are in it; where there are none, the person is told
    so."""
    message = message_of(update)
    if await is_slip_file(update, context):
        return
    piece, notes = piece_of(message, message.caption or ""), lost_parts(message)
    if await on_media(update, context, notes):
        return
    if piece.text or piece.extras:
        await on_told(update, context, Written(piece), *notes)
    elif filters.StatusUpdate.ALL.check_update(update):
        await say(context.services(update))
    else:
        await writing.not_understood(context.request(update), "nothing-to-keep", notes)


def lost_parts(message: Message) -> tuple[str, ...]:
    """What is said before of a message of which a part cannot be kept."""
    return ("part-not-kept",) if is_partly_lost(message) else ()


async def on_edit(update: Update, context: Context) -> None:
    """An own message was edited: its words, or the caption of a file. A live location that moves changes nothing: the
    place stays as it was first shared."""
    message = message_of(update)
    if message.location is not None:
        await say(context.services(update))
        return
    text = message.text if message.text is not None else message.caption or ""
    await writing.correct(context.request(update), piece_of(message, text))
