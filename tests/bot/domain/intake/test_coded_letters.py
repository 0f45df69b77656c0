"""Text is searched in a coded form. What is found is what a reader finds in the text itself."""

import pytest

from bot.domain.intake.coded_letters import coded
from bot.domain.intake.wordlists import found_in

GAP_OF_16, GAP_OF_17 = " a b c d e f gh ", " a b c d e f ghi "
STRANGE = "\ue000\ue001\U000e0301\U000f3001\U00104e2d"
"""Signs of no script that stand where others are moved to."""


@pytest.mark.parametrize(
    ("word", "text", "is_found"),
    [
        ("hit", "他hit我", True),
        ("hit", "_hit_", True),
        ("hit", "hit\u0301", False),
        ("hit", "hit\u093f", False),
        ("hit", "hitमार", False),
        ("hit", "1hit", False),
        ("hit", "hit1", False),
        ("hit", "hitก", True),
        ("hit", "hit한", True),
        ("hit", "hit𠀀", True),
        ("hit", "hit。", True),
        ("打", "他打_我", True),
        ("打", "a打b", True),
        ("맞았", "엄마한테맞았어요", True),
        ("ตี", "พ่อตีหนู", True),
        ("𠀀打", "他𠀀打我", True),
        ("a_b", "so a_b it is", True),
        ("a_b", "so a b it is", False),
        ("touch*", "touched", True),
        ("touch*", "touch中文", True),
        ("touch*", "touched_", True),
        ("touch*d", "touch中文d", True),
        ("touch*d", "touch_d", False),
        ("touch*d", "touch\u0301d", False),
        ("touch*d", "touchमd", True),
        ("make…undress", f"make{GAP_OF_16}undress", True),
        ("make…undress", f"make{GAP_OF_17}undress", False),
        ("make…undress", "make 我们脱 undress", True),
        ("make…undress", "make 我们都脱 undress", False),
        ("make…undress", "make、undress", False),
        ("make…undress", "make「undress", True),
        ("让…脱", "让他在家里都脱", True),
        ("让…脱", "让他现在家里都脱", False),
        ("让…脱", "让、脱", False),
        ("让…脱", "让_脱", True),
        ("让…脱", f"让{GAP_OF_16}脱", True),
        ("想死你了。", "想死你了啊～！", True),
        ("想死你了。", "想死你了", True),
        ("想死你了。", "想死你了_", False),
        ("想死你了。", "想死你了」", True),
        ("想死你了。", "想死你了𠀀", False),
        ("想死你了。", "想死你了\ue001", True),
        ("中", "\U00104e2d", False),
        ("hit", "hit\U000e0301", True),
        ("_", "\ue001", False),
    ],
)
def test_a_word_is_found_in_the_signs_around_it(word: str, text: str, *, is_found: bool) -> None:
    assert found_in((word,), (), text) is is_found


def test_what_is_in_ascii_stays_as_it_is() -> None:
    assert coded("He hit me, 3 times!\n") == "He hit me, 3 times!\n"


def test_no_two_signs_of_a_script_get_one_place() -> None:
    """Every sign but those that no script uses keeps what tells it apart."""
    signs = [chr(code) for code in range(0xE0000) if not 0xD800 <= code < 0xF900]
    assert len({*coded("".join(signs))}) == len(signs)


def test_signs_of_no_script_are_nothing_that_is_looked_for() -> None:
    assert {*coded(STRANGE)} == {"\ue000"}
