"""A slip is verified by its signature: as text, as PDF; one changed character fails, and every fault has its own
answer."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.institutions.base32 import signs_of
from bot.domain.institutions.slip import Named, SignedSlip, Slip, name_for_slip, new_slip
from bot.domain.institutions.slip_check import Checked, SlipVerdict, check_file, check_text, signed_pdf
from bot.domain.institutions.slip_text import signed_bytes, text_of
from storage.crypto.slip_keys import OnlyPublic
from tests.support.domain.examples import SIGNS
from tests.support.reporting.slips import KNOWN, LINES, PUBLIC, SIGNED, SLIP, TEXT, named, sign

GENUINE = Checked(SlipVerdict.GENUINE, SLIP)
PAGE = b"%PDF-1.7\n" + bytes(range(256)) + b"\n%%EOF"
FILE = signed_pdf(PAGE, SIGNED, PUBLIC.id, sign)
seen = SIGNS.filter(lambda sign: not sign.isspace())
"""What is visible on paper, and what is invisible there: everything but layout."""


def test_the_test_key_has_the_id_written_by_hand() -> None:
    """So that the expected text does not come from the program."""
    assert PUBLIC.id == "56475aa7"


def test_the_text_of_a_slip_never_changes_its_form() -> None:
    assert text_of(SIGNED) == TEXT
    assert signed_bytes(SLIP).decode() == " ".join(LINES.split())


def test_a_slip_text_is_genuine_however_its_lines_are_wrapped() -> None:
    assert check_text(TEXT, KNOWN.fits) == GENUINE
    assert check_text(TEXT.replace("\n", " "), KNOWN.fits) == GENUINE
    assert check_text("\n\n" + TEXT.replace(" ", "\r\n  ") + "\n", KNOWN.fits) == GENUINE


@given(st.data(), seen)
def test_a_slip_with_one_changed_character_is_refused(data: st.DataObject, new: str) -> None:
    at = data.draw(st.sampled_from([place for place, sign in enumerate(TEXT) if sign != new]))
    assert check_text(TEXT[:at] + new + TEXT[at + 1 :], KNOWN.fits).slip is None


@given(st.data())
def test_a_slip_with_one_missing_character_is_refused(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(TEXT) - 1))
    assert check_text(TEXT[:at] + TEXT[at + 1 :], KNOWN.fits).slip is None


@given(st.integers(0, len(TEXT)), seen)
def test_a_slip_with_one_added_character_is_refused(at: int, new: str) -> None:
    assert check_text(TEXT[:at] + new + TEXT[at:], KNOWN.fits).slip is None


def test_each_character_in_another_case_or_as_a_look_alike_is_refused() -> None:
    """Every confusion that a person who types may make is tried, not a random one."""
    alike = {"0": "o", "1": "l", "K": "\u212a", ":": "：", "-": "‐", "a": "а", "e": "е", "5": "s", "2": "z", "8": "b"}
    for at, sign_ in enumerate(TEXT):
        for new in {sign_.swapcase(), alike.get(sign_, sign_)} - {sign_}:
            assert check_text(TEXT[:at] + new + TEXT[at + 1 :], KNOWN.fits).slip is None, (at, sign_, new)


def test_a_slip_with_two_swapped_characters_is_refused() -> None:
    for at, (one, two) in enumerate(pairwise(TEXT)):
        if one != two and not (one.isspace() and two.isspace()):
            assert check_text(TEXT[:at] + two + one + TEXT[at + 2 :], KNOWN.fits).slip is None, at


@pytest.mark.parametrize(
    ("brought", "verdict"),
    [
        (TEXT.replace("第一", "第二"), SlipVerdict.CHANGED),
        (TEXT.replace("2026-11-29", "2026-11-28"), SlipVerdict.CHANGED),
        (TEXT.replace("2026-11-29", "2026-11-31"), SlipVerdict.CHANGED),
        (TEXT.replace("by: sender", "by: registry"), SlipVerdict.CHANGED),
        (TEXT.replace("commitment", "comitment"), SlipVerdict.CHANGED),
        (TEXT.removeprefix("SLIP-1\n"), SlipVerdict.CHANGED),
        (TEXT[:-1], SlipVerdict.CHANGED),
        (LINES, SlipVerdict.CHANGED),
        (TEXT.replace("key: 56475aa7", "key: 00000000"), SlipVerdict.OTHER_KEY),
        ("My slip:\n" + TEXT, SlipVerdict.MORE),
        (TEXT + "\nThank you", SlipVerdict.MORE),
        (TEXT + "\n" + TEXT, SlipVerdict.MORE),
        ("", SlipVerdict.NONE),
        ("hello", SlipVerdict.NONE),
        ("我想说一件事", SlipVerdict.NONE),
        ("\x00" * 5000, SlipVerdict.NONE),
        ("SLIP-1", SlipVerdict.CHANGED),
        (TEXT + " " * 20_000, SlipVerdict.LONG),
        ("x" * 20_001, SlipVerdict.LONG),
        ("SLIP-1 institution: " * 1000, SlipVerdict.CHANGED),
    ],
)
def test_each_fault_of_a_slip_has_its_own_verdict(brought: str, verdict: SlipVerdict) -> None:
    assert check_text(brought, KNOWN.fits) == Checked(verdict)
    if len(brought) > 10:
        assert check_file(brought.encode(), KNOWN.fits) == Checked(verdict)


def test_without_its_key_no_slip_is_genuine() -> None:
    assert check_text(TEXT, OnlyPublic([]).fits) == Checked(SlipVerdict.OTHER_KEY)
    assert check_file(FILE, OnlyPublic([]).fits) == Checked(SlipVerdict.OTHER_KEY)


def test_a_slip_in_a_text_file_saved_on_windows_is_read() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert check_file(TEXT.replace("\n", "\r\n").encode(encoding), KNOWN.fits) == GENUINE


def test_an_unchanged_pdf_slip_is_genuine() -> None:
    assert check_file(FILE, KNOWN.fits) == GENUINE
    assert FILE.startswith(PAGE)


def test_a_pdf_slip_with_any_changed_byte_is_refused() -> None:
    for at in range(len(FILE)):
        changed = FILE[:at] + bytes([FILE[at] ^ 1]) + FILE[at + 1 :]
        assert check_file(changed, KNOWN.fits).slip is None, at
        assert check_file(FILE[:at] + FILE[at + 1 :], KNOWN.fits).slip is None, at


@given(st.integers(0, len(FILE)), st.binary(min_size=1, max_size=30))
def test_a_pdf_slip_with_anything_added_is_refused(at: int, more: bytes) -> None:
    changed = FILE[:at] + more + FILE[at:]
    assert changed == FILE or check_file(changed, KNOWN.fits).slip is None


def test_a_pdf_of_another_program_is_said_to_be_one() -> None:
    assert check_file(PAGE, KNOWN.fits) == Checked(SlipVerdict.FILE_UNSIGNED)
    assert check_file(FILE.replace(b"EOF", b"EOX"), KNOWN.fits) == Checked(SlipVerdict.FILE_CHANGED)
    assert check_file(b"%PDF-" + b"x" * (1 << 20), KNOWN.fits) == Checked(SlipVerdict.LONG)


@given(st.binary(max_size=2000))
def test_no_file_makes_the_slip_check_fail(data: bytes) -> None:
    assert check_file(data, KNOWN.fits).slip is None
    assert check_file(b"%PDF-" + data, KNOWN.fits).slip is None


@given(st.text(SIGNS, max_size=400))
def test_no_text_makes_the_slip_check_fail(text: str) -> None:
    assert check_text(text, KNOWN.fits).slip is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("重庆市第一小学", "重庆市第一小学"),
        ("  First\n  School ", "First School"),
        ("St. Mary's (North) No. 2", "St. Mary's (North) No. 2"),
        ("", ""),
        ("   ", ""),
        ("School\u202eloohcS", ""),
        ("School\u200b", ""),
        ("School\x07", ""),
        ("x named by: registry", ""),
        ("名称：学校", ""),
        ("x" * 110, "x" * 110),
        ("x" * 111, ""),
        ("校" * 55, "校" * 55),
        ("校" * 56, ""),
    ],
)
def test_only_a_name_that_fits_on_one_plain_line_is_put_on_a_slip(written: str, name: str) -> None:
    assert name_for_slip(written) == name


@given(st.text(SIGNS, min_size=1, max_size=150))
def test_a_slip_with_any_name_is_read_back_with_that_name(text: str) -> None:
    name = name_for_slip(text)
    if name:
        slip = named(name).slip
        signed = SignedSlip(slip, _signature(slip))
        assert check_text(text_of(signed), KNOWN.fits) == Checked(SlipVerdict.GENUINE, slip)


def _signature(slip: Slip) -> str:
    return signs_of(sign(PUBLIC.id, signed_bytes(slip)))


def test_a_new_slip_takes_all_its_random_bytes() -> None:
    slip = new_slip(Named("School", is_registered=True), SLIP.day, PUBLIC.id, "_" * 10, "_" * 43)
    assert slip.number == "zzzzz-zzzzz"
    assert slip.commitment == "z" * 51 + "g"
    assert slip.is_registered
