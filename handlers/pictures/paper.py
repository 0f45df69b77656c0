"""Pictures on pages to print: A4, 300 points to the inch, one picture on each."""

import io
from collections.abc import Sequence

from PIL import Image

A4 = (2480, 3508)
"""Points."""
MARGIN = 180


def as_pages(pictures: Sequence[bytes]) -> bytes:
    """A PDF with each of these PNGs on a page of its own, as large as fits."""
    first, *rest = [_page(one) for one in pictures]
    target = io.BytesIO()
    first.save(target, "PDF", save_all=True, append_images=rest, resolution=300.0, quality=92)
    return target.getvalue()


def _page(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=("PNG",)) as opened:
        picture = opened.convert("RGB")
    picture.thumbnail((A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN), Image.Resampling.LANCZOS)
    page = Image.new("RGB", A4, "white")
    page.paste(picture, ((A4[0] - picture.width) // 2, MARGIN))
    return page
