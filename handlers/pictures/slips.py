"""The page of a slip (PDF, A4): in every language of the district, with a QR code and the text to copy. Of one slip it
is always the same page, to the last byte: nothing in it tells when it was made."""

import io
import json
from typing import Any

from bot.domain.institutions.base32 import in_groups
from bot.domain.institutions.slip import SignedSlip, Slip, width
from bot.domain.institutions.slip_text import in_one_line, text_of
from handlers.pictures.fonts import FAMILY, font_folder
from handlers.telegram.text.rendered import RenderContext
from locales.catalogue import HERE

TEMPLATE = HERE / "pages" / "slip.typ"


def page_of(context: RenderContext, signed: SignedSlip, locale: str, fingerprint: str) -> bytes:
    """The page, the reader's language first. `fingerprint`: of the line's key, in hex. Takes a twentieth of a second:
    not to be called in the event loop."""
    languages = sorted(context.profile.languages, key=lambda language: language != locale)
    lines = text_of(signed).split("\n")
    given = {
        "title": " · ".join(context.text("slip-title", language) for language in languages),
        "font": FAMILY,
        "parts": [_part(context, signed.slip, language) for language in languages],
        "fingerprint": in_groups(fingerprint),
        "code": code_of(signed),
        "lines": lines,
        "widest": width(lines[1]),
    }
    return _made(given)


def code_of(signed: SignedSlip) -> str:
    """The slip's text as a QR code (SVG). A phone that reads the code has the text to send."""
    import segno  # noqa: PLC0415 - only who prints one is drawn a code

    target = io.BytesIO()
    code = segno.make(in_one_line(text_of(signed)), error="m", encoding="utf-8", micro=False)
    code.save(target, kind="svg", xmldecl=False, border=2)
    return target.getvalue().decode()


def _part(context: RenderContext, slip: Slip, locale: str) -> dict[str, Any]:
    by = context.text("slip-by-registry" if slip.is_registered else "slip-by-sender", locale)
    rows = {"institution": slip.institution, "by": by, "day": slip.day.isoformat(), "number": slip.number}
    return {
        "rows": [(context.text(f"slip-page-{name}", locale), value) for name, value in rows.items()],
        "says": context.text("slip-page-says", locale),
        "silent": context.text("slip-page-silent", locale),
        "check": context.text("slip-page-check", locale, bot=context.username),
    }


def _made(given: dict[str, Any]) -> bytes:
    import typst  # noqa: PLC0415 - read in when the first page is made

    return typst.compile(
        TEMPLATE,
        font_paths=[font_folder()],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(given, ensure_ascii=False)},
    )
