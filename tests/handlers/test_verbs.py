"""What a verb of the staff needs to be complete; each failure says what was forgotten."""

from typing import Any

import pytest

from bot.domain.access.roles import Action
from bot.usecases.access.transaction import AGAIN, OnCase, OnWholeLine
from bot.usecases.casework.forms import FORMS, Form
from handlers.staff_verbs import VERBS
from locales.catalogue import Catalogue
from tests.support.people import PROFILE

WITHIN_OTHERS = {
    Action.OWN_REPORT, Action.SUMMARY, Action.MEDIA, Action.WITHHELD, Action.IDENTITY, Action.RECUSE_BODY,
}  # fmt: skip
"""Rights that are asked as part of another act: for what is shown with it, or for whom it is done."""
TEXTS = Catalogue(PROFILE.zone, own=PROFILE.texts)


def test_every_right_belongs_to_a_verb() -> None:
    asked = {verb.run.action for verb in VERBS if isinstance(verb.run, OnCase | OnWholeLine)}
    assert set(Action) - asked - WITHIN_OTHERS == set(), "give the use case its row in handlers/staff_verbs.py"


def test_every_verb_that_may_wait_for_a_code_can_be_resumed() -> None:
    made = [verb.run for verb in VERBS if isinstance(verb.run, OnCase | OnWholeLine)]
    lost = [run.run.__name__ for run in made if run.second_factor and run.again not in AGAIN]
    assert lost == [], "write again=… into its decorator, or what was wanted is lost while the code is typed"


@pytest.mark.parametrize("language", PROFILE.languages)
def test_every_step_of_a_form_has_its_words(language: str) -> None:
    keys = [f"staff-{form.doing}-{name}" for form in FORMS.values() for name in steps_of(form)]
    missing = [key for key in keys if not TEXTS.has(key, language)]
    assert missing == [], f"write these texts into locales/{language}/staff.ftl"


def steps_of(form: Form[Any]) -> list[str]:
    return [step.name for step in form.steps] + (["preview"] if form.preview else [])
