"""The poster of an institution's link for staff (PDF, A4): neutral words in every language, and a QR code."""

import io
import json
from typing import Any

from handlers.pictures.fonts import FAMILY, font_folder
from handlers.telegram.text.rendered import RenderContext
from locales.catalogue import HERE

TEMPLATE = HERE / "pages" / "poster.typ"


def poster_of(context: RenderContext, name: str, link: str, locale: str) -> bytes:
    """The page, the reader's language first. Takes a tenth of a second: not to be called in the event loop."""
    languages = sorted(context.profile.languages, key=lambda language: language != locale)
    given = {
        "title": " · ".join(context.text("poster-title", language) for language in languages),
        "font": FAMILY,
        "name": name,
        "parts": [_part(context, language) for language in languages],
        "code": code_of(link),
        "link": link,
    }
    import typst  # noqa: PLC0415 - read in when the first page is made

    made: Any = typst.compile(
        TEMPLATE,
        font_paths=[font_folder()],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(given, ensure_ascii=False)},
    )
    if not isinstance(made, bytes):
        raise TypeError("a poster is one page")
    return made


def code_of(link: str) -> str:
    """The link as a QR code (SVG), readable also where a corner of the poster is torn."""
    import segno  # noqa: PLC0415 - only who prints one is drawn a code

    target = io.BytesIO()
    segno.make(link, error="q", micro=False).save(target, kind="svg", xmldecl=False, border=2)
    return target.getvalue().decode()


def _part(context: RenderContext, locale: str) -> dict[str, str]:
    text = {"title": "poster-title", "what": "poster-what", "how": "poster-how", "place": "poster-where"}
    return {name: str(context.text(key, locale)) for name, key in text.items()}
