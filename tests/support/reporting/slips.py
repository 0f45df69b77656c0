"""Slips and their keys, made without the program: the signature comes directly from the library. And a teacher who
reports under the duty, and wants a slip."""

from dataclasses import replace
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.domain.ids import CaseNumber, ChatId
from bot.domain.institutions.base32 import signs_of
from bot.domain.institutions.slip import SignedSlip, Slip
from bot.domain.notices.notice import Notice
from bot.domain.queues.delivery import OutboxRow
from bot.usecases.reporting.slips import slips
from handlers.telegram.text.rendered import RenderContext, Rendered
from storage.crypto.slip_keys import OnlyPublic, PublicKey
from tests.support.facts_of_notices import CATALOGUE
from tests.support.notices import worded
from tests.support.people import PROFILE, District, Someone, answer_until
from tests.support.recorded_walks import recorded_walk

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PublicKey(PRIVATE.public_key().public_bytes_raw())
KNOWN = OnlyPublic([PUBLIC])
SLIP = Slip("重庆市第一小学", False, date(2026, 11, 29), "7q2km-4xd9t", "0" * 51 + "g", PUBLIC.id)
"""Its commitment is 31 bytes of zeros and one of 1."""
LINES = """SLIP-1
institution: 重庆市第一小学
named by: sender
day: 2026-11-29
number: 7q2km-4xd9t
a report under the duty was made
commitment: 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000 000g
key: 56475aa7"""
"""The lines of a slip, written by hand."""
SIGNATURE = signs_of(PRIVATE.sign(" ".join(LINES.split()).encode()))
SIGNED = SignedSlip(SLIP, SIGNATURE)
TEXT = f"{LINES}\nsignature: {' '.join(SIGNATURE[at : at + 4] for at in range(0, 103, 4))}"


def sign(key: str, text: bytes) -> bytes:
    """Signs as the line does; there is one key."""
    assert key == PUBLIC.id
    return PRIVATE.sign(text)


def named(name: str) -> SignedSlip:
    """A slip of another institution with the same signature."""
    return replace(SIGNED, slip=replace(SLIP, institution=name))


async def teacher_reports(rita: Someone, workplace: str = "重庆市第一小学") -> list[Notice]:
    """Rita, who works at a school, reports bullying and sends it; without a workplace, as a private person. Returns
    what she is then sent."""
    await rita.is_reporting(who="school")
    if workplace:
        await rita.say(workplace)
        await rita.done("organisation")
    else:
        await rita.skip("organisation")
    await answer_until(rita, "story")
    await rita.say("They wait for him after school.")
    await rita.check()
    return await rita.send()


def context_of(district: District) -> RenderContext:
    """The context that views are given."""
    database = district.database
    return RenderContext(
        CATALOGUE, CATALOGUE.has, PROFILE, "tipline_bot", database.reading, database.files, district.time.now
    )


async def shown(district: District, notice: Notice, locale: str = "en") -> Rendered:
    """A notice in words, as it would be sent now."""
    found = await worded(context_of(district), OutboxRow(1, ChatId(7), locale, notice, 0, None, None, is_group=False))
    assert found is not None
    return found


@recorded_walk
async def presses_yes(rita: Someone, number: CaseNumber) -> list[Notice]:
    """'Yes, send it here': what is sent then."""
    assert await slips.make(rita.request, number) == ""
    return await rita.district.deliver()


async def wants_slip(rita: Someone, number: int = 1, locale: str = "en") -> tuple[bytes, str]:
    """'Yes, send it here': the page, and the text of the message after it."""
    page, text = [n for n in await presses_yes(rita, CaseNumber(number)) if n.kind in {"slip_page", "slip_text"}]
    page_shown, text_shown = [await shown(rita.district, notice, locale) for notice in (page, text)]
    assert page_shown.page_name == "slip.pdf"
    return page_shown.page, text_shown.text.removeprefix("<pre>").removesuffix("</pre>")
