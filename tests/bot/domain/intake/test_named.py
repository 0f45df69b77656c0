"""Names and numbers of a report that an officer is about to write are pointed out."""

from dataclasses import replace

import pytest

from bot.domain.intake.named import pointed_out
from bot.domain.report import Answer, Phone, Piece, Report
from tests.support.domain.a_case import BULLYING, a_report
from tests.support.domain.answers import NOW


def told(*answers: tuple[str, str], phone: str = "") -> Report:
    """A report with these words beside its choices."""
    report = a_report(BULLYING)
    given = [Answer(question, pieces=(Piece(text, 1, NOW),)) for question, text in answers]
    given += [Answer("contact_phone", phone=Phone(phone))] if phone else []
    return replace(report, answers=(*report.answers, *given))


@pytest.mark.parametrize(
    ("question", "text", "words", "found"),
    [
        ("child_name", "Li Ming, class 3", "We have seen Ming today.", ("Ming",)),
        ("child_name", "li ming", "Ming is well.", ("Ming",)),
        ("person", "Mr Brown, the caretaker", "We have talked to mr brown.", ("mr", "brown")),
        ("child_name", "李小明，三年级二班", "小明现在安全。", ("小明",)),
        ("child_name", "李小明三年级", "李小明现在安全。", ("李小明", "小明", "李小")),
        ("story", "Then Tom hit him.", "We have visited Tom.", ("Tom",)),
        ("story", "那个人叫王大力，住在楼上", "我们找到王大力了。", ("王大力",)),
        ("story", "Call my sister, 138 0013-8000", "We called 13800138000.", ("13800138000",)),
        ("story", "电话１３８００１３８０００", "已拨打 +86 138 0013 8000。", ("+86 138 0013 8000",)),
        ("story", "Tom hit him.", "We look into it.", ()),
        ("story", "On Monday he cried.", "We come on Monday.", ()),
        ("story", "He is in class 3.", "Class 3 was visited.", ()),
        ("child_name", "不知道", "我们不知道更多。", ()),
        ("story", "Three boys", "Call 110 or 12345.", ()),
    ],
)
def test_names_and_numbers_of_the_report_are_found_in_other_words(
    question: str, text: str, words: str, found: tuple[str, ...]
) -> None:
    assert set(pointed_out(words, [told((question, text))])) == set(found)


def test_a_number_that_was_shared_is_found_however_it_is_spaced() -> None:
    assert pointed_out("Ring 138-0013-8000 please", [told(phone="+8613800138000")]) == ("138-0013-8000",)


def test_without_a_report_no_words_are_pointed_out() -> None:
    assert pointed_out("Tom, 13800138000", []) == ()
