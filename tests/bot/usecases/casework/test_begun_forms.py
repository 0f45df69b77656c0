"""A begun form goes on where it was: after a code, and when its command is given again."""

import pytest

from bot.domain.facts import Fact
from bot.domain.ids import CaseId
from bot.domain.people import Desk
from bot.usecases.casework.desk import goes_on
from bot.usecases.casework.forms import FORMS, Choice, Form, Words
from handlers import staff_verbs
from tests.support.domain.answers import NOW

assert staff_verbs.VERBS  # every form is registered once its verb is known
TAPPED: list[tuple[Form, dict[str, Fact]]] = [
    (form, step.answered("something")) for form in FORMS.values() for step in form.steps if isinstance(step, Choice)
]
WRITTEN: list[tuple[Form, dict[str, Fact]]] = [
    (form, {step.key: "Seen at school"}) for form in FORMS.values() for step in form.steps if isinstance(step, Words)
]


def lying(form: Form, values: dict[str, Fact]) -> Desk:
    return Desk(form.doing, CaseId("c"), {"number": 7, "step": "any", **values}, NOW)


@pytest.mark.parametrize(("form", "values"), TAPPED + WRITTEN, ids=lambda one: getattr(one, "doing", None))
def test_a_form_with_any_value_filled_in_is_continued(form: Form, values: dict[str, Fact]) -> None:
    assert goes_on(lying(form, values), form, 7, {})
    assert goes_on(lying(form, values | {"item": 2}), form, 7, {"item": 2})
    assert not goes_on(lying(form, values), form, 8, {})
    assert not goes_on(lying(form, values | {"item": 2}), form, 7, {"item": 3})


@pytest.mark.parametrize("form", FORMS.values(), ids=[*FORMS])
def test_an_empty_form_begins_again(form: Form) -> None:
    assert not goes_on(lying(form, {}), form, 7, {})
    assert not goes_on(lying(form, {"item": 2}), form, 7, {"item": 2})
    assert goes_on(lying(form, {"kept": "words that waited for a code"}), form, 7, {})
