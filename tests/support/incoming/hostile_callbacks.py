"""Callback data that none of our buttons ever held, for every registered button; written by hand, by kind."""

from collections.abc import Iterator
from typing import Any

from handlers.telegram.text.buttons import BUTTONS, fields_of
from handlers.telegram.text.fields import OneOf

UNNAMED = "2147483646"
"""A number that could be one, and belongs to nothing."""
STRANGE = "no_such_word"
"""A word that could be one, and belongs to nothing."""
NUMBERS = (
    "", " ", "-1", "-0", "+1", "0", "00", "01", "1.0", "1e3", "0x1", "1_0", "²", "½", "Ⅷ", "१२", "٣", "１２", "一",
    "2147483648", "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
    "99999999999999999999", "1" * 40, "NaN", "inf", "None", "True", "\x00", "1\x00", "1\n", " 1", "1 ", "🙂", "a",
)  # fmt: skip
WORDS = (
    "", " ", "GO", " go", "go ", "ｇｏ", "gо", "\x00", "\n", "..", "../x", "'--", "%s", "{x}", "$x", "<b>", "🙂", "٣",
    "a" * 45, "é", "-", "_", ".", "a.", ".a", "a..b", "a b", "\u202ea", "\ud800",
)  # fmt: skip
CODES = frozenset(
    {"00", "01", "1e3", "0x1", "2147483648", "4294967296", "9223372036854775807", "9223372036854775808"}
    | {"99999999999999999999", "NaN", "inf", "None", "True", "GO"}
)
"""Words that could be the district's own number of an institution; whether it exists is decided by the use case."""
LINKS = frozenset({"9223372036854775807", "9223372036854775808", "-9223372036854775809", "99999999999999999999"})
"""Words that could stand in a link, among them one of forty digits."""
DECLARED: dict[tuple[str, str], frozenset[str]] = {
    ("AddTo", "number"): frozenset({"0"}),
    ("About", "number"): frozenset({"0"}),
    ("ChooseLevel", "number"): frozenset({"0"}),
    ("ChooseLevel", "level"): frozenset({""}),
    ("AssessValue", "value"): frozenset({"0"}),
    ("ShowQuestion", "number"): frozenset({"0"}),
    ("Clean", "hours"): frozenset({"-1", "0"}),
    ("RevealDecide", "stamp"): frozenset({"0", "2147483648", "4294967296"}),
    ("Back", "question"): frozenset({""}),
    ("Language", "code"): frozenset({""}),
    ("InstitutionsPage", "words"): frozenset({"", "-", "_"}),
    ("LinkPost", "post"): frozenset({""}),
    ("LinkPost", "link"): LINKS | {"1" * 40},
    ("OpenInstitution", "code"): CODES,
    ("InviteHead", "code"): CODES,
    ("RemindDuty", "code"): CODES,
    ("NoteSuggestion", "code"): CODES,
    ("ShowDuty", "answer"): frozenset({""}),
    ("CasesPage", "words"): frozenset({"", "-", "_"}),
    ("CasesFrom", "words"): frozenset({"", "-", "_"}),
    ("BoardPage", "words"): frozenset({"", "-", "_"}),
    ("BoardTheme", "words"): frozenset({"", "-", "_"}),
    ("CasesFrom", "start"): frozenset({"0"}),
    ("RosterTap", "value"): frozenset({"0"}),
    ("RosterTap", "version"): frozenset({"0"}),
    ("Drill", "danger"): frozenset({""}),
    ("ShowPage", "page"): frozenset({"0"}),
    ("AskSlip", "number"): frozenset({"0"}),
}
"""What a button may hold besides positive numbers of 31 bits and words, each with its reason."""
CASELESS = frozenset({"GO"})
"""A word by the profile's alphabet, though none of ours."""
BROKEN = (
    "", ":", "::::", "zz9:1", "tk1", "tk1:", "tk1:1:1", "tk1:1:", ":tk1:1", "TK1:1", "tk1 :1", " tk1:1", "tk1;1",
    "tk2:1", "tk:1", "1", "ih1:", "ih1:1", "ih1::", "\x00", "🙂:🙂", "tk1:1" + "0" * 80, "x" * 64, "{}", "тк1:1",
)  # fmt: skip
"""Strings that are no button at all."""


def sound(cls: type[Any]) -> list[str]:
    """The parts of a well-formed string for each field, which belong to nothing."""
    return [_sound(field) for _, field in fields_of(cls)]


def _sound(field: Any) -> str:
    if isinstance(field, OneOf):
        return str(next(iter(field.values)))
    try:
        field.read(UNNAMED)
    except ValueError:
        return "zz" if _takes(field, "zz") else "3"
    return UNNAMED if not _takes(field, STRANGE) else STRANGE


def _takes(field: Any, text: str) -> bool:
    try:
        field.read(text)
    except ValueError:
        return False
    return True


def spoilt(code: str) -> Iterator[str]:
    """Strings of this button with one value that it cannot hold."""
    cls = BUTTONS[code]
    whole = sound(cls)
    for place, (name, field) in enumerate(fields_of(cls)):
        may = DECLARED.get((cls.__name__, name), frozenset()) | (CASELESS if _takes(field, STRANGE) else frozenset())
        is_number = not _takes(field, STRANGE) and whole[place].lstrip("-").isdigit()
        for value in NUMBERS if is_number else WORDS:
            if value not in may:
                yield ":".join([code, *whole[:place], value, *whole[place + 1 :]])
    for more in ("", "1", "x"):
        yield ":".join([code, *whole, more])
    if whole:
        yield ":".join([code, *whole[:-1]])


def unnamed(code: str) -> list[str]:
    """The string of this button that is well-formed and belongs to nothing; empty where all its words are ours."""
    whole = sound(BUTTONS[code])
    return [":".join([code, *whole])] if {UNNAMED, STRANGE, "zz"} & set(whole) else []
