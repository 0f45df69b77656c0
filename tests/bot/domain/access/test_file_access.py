"""casework.md, Rights: rows "files, voice" and "sealed or withheld files", written by hand for every role."""

from dataclasses import replace

import pytest

from bot.domain.access.file_access import Access, access
from bot.domain.access.roles import Role
from bot.domain.ids import FileKey
from bot.domain.report import MediaRef, MediaState
from tests.support.domain.answers import NOW

S = Role
WHO: dict[str, frozenset[Role]] = {
    "S0": frozenset({S.SUPPORT}),
    "S": frozenset({S.SUPPORT_ACKED}),
    "SH": frozenset({S.SUPPORT, S.SUPPORT_HEAD}),
    "L": frozenset({S.LEAD}),
    "LH": frozenset({S.HEAD}),
    "V": frozenset({S.SUPERVISOR}),
    "P": frozenset({S.SUPERVISING, S.KEY_HOLDER}),
    "K": frozenset({S.SUPPORT_ACKED, S.KEY_HOLDER}),
    "A": frozenset({S.AUDITOR}),
    "R": frozenset({S.REPORTER}),
    "M": frozenset({S.MEMBER}),
    "nobody": frozenset(),
}
"""K: the police as a support that has acknowledged."""
PHOTO = MediaRef("photo", MediaState.STORED, 1, NOW, file=FileKey("f"))
VOICE = replace(PHOTO, kind="voice")
WITHHELD = MediaState.RESTRICTED
ROWS: list[tuple[str, MediaRef, bool, str, str]] = [
    # what, the file, alarming words beside it, who is shown it with the story, who on a reason
    ("a file", PHOTO, False, "L LH P", "S K"),
    ("a voice", VOICE, False, "", "L LH P S K"),
    ("a voice that was passed on", replace(VOICE, by_others=True), False, "L LH P", "S K"),
    ("a round video", replace(PHOTO, kind="video_note"), False, "L LH P", "S K"),
    ("a file beside alarming words", PHOTO, True, "", "L LH P K"),
    ("the same, looked at", replace(PHOTO, looked_at=True), True, "L LH P", "S K"),
    ("a voice beside alarming words", VOICE, True, "", "L LH P S K"),
    ("a voice about sexual harm", replace(VOICE, state=WITHHELD), False, "", "L LH P K"),
    ("a file declared free of nudity", replace(PHOTO, state=WITHHELD), False, "P K", ""),
    ("a file that staff withhold", replace(PHOTO, state=WITHHELD, by_hand=True), False, "P K", ""),
    ("a voice that staff withhold", replace(VOICE, state=WITHHELD, by_hand=True), True, "", "P K"),
    ("a file sealed to two keys", replace(PHOTO, state=MediaState.SEALED), False, "", ""),
    ("a file that was never taken", replace(PHOTO, state=MediaState.REFUSED, file=None), False, "", ""),
]


@pytest.mark.parametrize(
    ("item", "words", "shown", "on_reason"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_who_is_shown_a_file_and_on_what_condition(item: MediaRef, words: bool, shown: str, on_reason: str) -> None:
    found = {who: access(item, roles, has_alarming_words=words) for who, roles in WHO.items()}
    assert {who for who, way in found.items() if way is Access.SHOWN} == set(shown.split())
    assert {who for who, way in found.items() if way is Access.ON_REASON} == set(on_reason.split())
