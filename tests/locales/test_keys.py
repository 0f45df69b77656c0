"""Every language has the same texts with the same facts, and every text that the code or the profile asks for."""

import re
from pathlib import Path

import pytest

from bot.domain import errors
from bot.domain.cases.case import CaseState, TaskState
from bot.domain.profile import Profile, QuestionKind
from bot.domain.report import MediaState
from bot.domain.report import Path as Way
from bot.domain.urgency import Urgency
from handlers.wording import ENDINGS
from locales import wording_rules
from tests.support.domain.profiles import shipped
from tests.support.facts_of_notices import FOLDER, LANGUAGES, facts_of, language, rendered

ROOT = FOLDER.parent
CODE = [
    path.read_text(encoding="utf-8")
    for folder in ("bot/domain", "bot/usecases", "handlers")
    for path in sorted((ROOT / folder).rglob("*.py"))
]


@pytest.fixture(scope="module")
def profile() -> Profile:
    return shipped()


def missing(*keys: str) -> list[str]:
    return [f"{name}: {key}" for name in LANGUAGES for key in keys if key not in language(name)]


def test_all_languages_have_the_same_texts() -> None:
    first, *others = (set(language(name)) for name in LANGUAGES)
    assert [first ^ other for other in others] == [set()] * len(others)


def test_a_text_asks_for_the_same_facts_in_every_language() -> None:
    first, *others = (language(name) for name in LANGUAGES)
    for other in others:
        assert {key for key in first if facts_of(first[key]) != facts_of(other[key])} == set()


def test_every_language_is_tested_and_has_its_wording_rules() -> None:
    shipped_ones = {path.parent.name for path in FOLDER.glob("*/common.ftl")}
    assert shipped_ones == set(LANGUAGES), "name it in LANGUAGES of tests/support/facts_of_notices.py"
    rules = {name: rule for name, rule in vars(wording_rules).items() if isinstance(rule, dict) and "en" in rule}
    lacking = [f"{rule}: {name}" for rule, lists in rules.items() for name in sorted(shipped_ones - lists.keys())]
    assert lacking == [], "write its lists in locales/wording_rules.py: docs/adapt/add-a-language.md"


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_text_can_be_rendered(name: str) -> None:
    assert [key for key, text in rendered(name) if not text.strip() or "{" in text] == []


def test_every_state_of_a_part_has_its_words() -> None:
    assert missing(*(f"staff-task-{state.value}" for state in TaskState)) == []


def test_every_question_has_its_words_and_its_heading(profile: Profile) -> None:
    names = profile.questionnaire.questions
    assert missing(*(f"q-{name}" for name in names), *(f"heading-{name}" for name in names)) == []


def test_every_question_to_a_child_has_words_for_a_child(profile: Profile) -> None:
    asked = [name for name in profile.questionnaire.order[Way.CHILD] if name != "start"]
    assert missing(*(f"q-{name}-child" for name in asked)) == []


@pytest.mark.parametrize("name", LANGUAGES)
def test_words_for_one_voice_stand_beside_words_for_all(name: str) -> None:
    endings = [ending for voice in ENDINGS.values() for ending in voice]
    voiced = {key: key.removesuffix(ending) for key in language(name) for ending in endings if key.endswith(ending)}
    assert {key for key, plain in voiced.items() if plain not in language(name)} == set()


def test_who_is_under_18_and_tells_of_oneself_is_not_spoken_to_as_an_adult() -> None:
    told = {key: text for key, text in rendered("zh-Hans") if key.endswith(("-child", "-friend", "-teen"))}
    assert {key for key, text in told.items() if "您" in text} == set()


def test_every_option_has_its_words(profile: Profile) -> None:
    lacking = [
        f"{name}: o-{question.id}-{option}"
        for name in LANGUAGES
        for question in profile.questionnaire.questions.values()
        if question.id not in {"harms", "area"}
        for option in question.options
        if not {f"o-{question.id}-{option}", f"o-{option}"} & set(language(name))
    ]
    assert lacking == []


def test_every_question_can_be_skipped_or_answered_with_i_do_not_know(profile: Profile) -> None:
    stuck = [
        question.id
        for question in profile.questionnaire.questions.values()
        if question.required and question.kind is not QuestionKind.INFO and "unknown" not in question.options
    ]
    assert stuck == []


def test_harms_bodies_areas_outcomes_and_numbers_have_their_words(profile: Profile) -> None:
    agencies = [f"agency-{key}{end}" for key in profile.agencies for end in ("", "-short")]
    harms = [f"harm-{key}{end}" for key in profile.harms for end in ("", "-child")]
    places = [f"area-{key}" for key in profile.areas]
    ends = [f"outcome-{key}" for key in profile.outcomes]
    assert missing(*agencies, *harms, *places, *ends, *(f"number-{key}" for key in profile.numbers)) == []


def test_every_help_group_has_its_card(profile: Profile) -> None:
    groups = [name.removeprefix("help_") for name, _ in profile.questionnaire.groups if name.startswith("help_")]
    assert groups
    assert missing(*(f"help-card-{name}{end}" for name in groups for end in ("", "-child"))) == []


def test_states_classes_and_results_of_files_have_their_words() -> None:
    states = [f"state-{state.value}" for state in CaseState]
    told = ("untaken", "taken", "looked", "begun", "reopened", "waits", "merged")
    states += [f"status-step-{step}{voice}" for step in told for voice in ("", "-child")]
    fates = [f"not-kept-{state.value}" for state in MediaState if not state.is_stored]
    assert missing(*states, *fates, *(f"urgency-{one.value}" for one in Urgency)) == []


def test_every_refusal_has_its_words() -> None:
    classes = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.TiplineError)]
    assert missing(*(f"error-{one.default_key}" for one in classes)) == []


def test_every_refusal_raised_in_the_code_has_its_words() -> None:
    kinds = "|".join(
        name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, errors.Refusal)
    )
    raised = {key for source in CODE for key in re.findall(rf'raise (?:{kinds})\("([a-z-]+)"', source)}
    assert missing(*(f"error-{key}" for key in sorted(raised))) == []


def test_every_text_named_in_the_code_exists() -> None:
    named = {key for source in CODE for key in re.findall(r'\btext\("([\w-]+)"', source)}
    assert missing(*sorted(named)) == []


def test_no_language_folder_lacks_a_file() -> None:
    files = [{path.name for path in Path(FOLDER / name).glob("*.ftl")} for name in LANGUAGES]
    assert files[0] == files[1]


def test_every_act_in_a_cases_history_has_its_words() -> None:
    audited = {key for source in CODE for key in re.findall(r'audit\.add\(\s*"([a-z_]+)"[^)]*case=', source)}
    saved = {key for source in CODE for key in re.findall(r'await save\(act, \w+, \w+, "([a-z_]+)"', source)}
    saved |= {key for source in CODE for key in re.findall(r'keep_step\(act, [^"]*"([a-z_]+)"', source)}
    assert {"case_opened", "takeover"} <= audited
    assert {"acknowledged", "closed"} <= saved
    other = {"breach", "double", "reminded", "draft_ended", "draft_erased"}
    assert missing(*(f"staff-history-{key}" for key in sorted(audited | saved | other))) == []
