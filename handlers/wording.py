"""Words for answers: an option, a heading, a whole answer; shared by the review, the story and the status."""

from html import escape

from bot.domain.report import Answer
from handlers.rendered import Room
from handlers.told_words import piece_lines

FAMILIES = {"harms": "harm", "area": "area", "age": "o-age"}
"""Questions whose options have names of their own in the catalogue."""


ENDINGS: dict[str, tuple[str, ...]] = {
    "adult": (),
    "teen": ("-teen",),
    "child": ("-child",),
    "friend": ("-friend", "-child"),
}
"""Voice -> endings of the texts that speak in it, the fitting one first; a text without any serves everybody."""


def option_text(room: Room, locale: str, question: str, option: str, voice: str = "adult") -> str:
    """The label of an option: its own text, else the family's (harm-, area-), else the shared `o-OPTION`."""
    plain = f"o-{question}-{option}"
    family = f"{FAMILIES[question]}-{option}" if question in FAMILIES else plain
    shared = f"o-{option}"
    own = [f"{key}{ending}" for ending in ENDINGS[voice] for key in (plain, family, shared)]
    for key in (*own, plain, family, shared):
        if room.known(key, locale):
            return room.text(key, locale)
    raise KeyError(plain)


def heading(room: Room, locale: str, question: str) -> str:
    """A question in one or two words, for the review and the story."""
    return room.text(f"heading-{question}", locale)


def answer_text(room: Room, locale: str, answer: Answer) -> str:
    """An answer as it reads in a list (HTML): options, words exactly as written, place, phone."""
    parts = [option_text(room, locale, answer.question, option) for option in answer.options]
    lines = [room.text("list-join", locale).join(parts)] if parts else []
    lines += [line for piece in answer.pieces for line in piece_lines(room, locale, piece)]
    if answer.place is not None:
        place = answer.place
        lat, lon = f"{place.latitude:.5f}", f"{place.longitude:.5f}"
        lines.append(room.text("staff-story-place", locale, latitude=lat, longitude=lon))
    if answer.phone is not None:
        lines.append(escape(f"{answer.phone.name} {answer.phone.number}".strip(), quote=False))
    return "\n".join(lines) or room.text("staff-story-skipped", locale)
