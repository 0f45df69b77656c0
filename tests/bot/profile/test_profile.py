"""The shipped profile is valid, and every fault of a broken one is named with its place."""

import re
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path as FilePath

import pytest

from bot.domain.report import Path
from bot.domain.second_factor import FactorKind
from bot.domain.urgency import Urgency
from bot.profile.files import SHIPPED, ProfileError
from bot.profile.load import load_profile

SOURCE = (SHIPPED / "jiulongpo.toml").read_text("utf-8")


def faults_after(folder: FilePath, *changes: tuple[str, str]) -> list[str]:
    text = SOURCE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "other.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ProfileError) as caught:
        load_profile(path)
    return caught.value.faults


def test_the_nine_bodies_of_jiulongpo_are_loaded() -> None:
    profile = load_profile("jiulongpo")
    assert list(profile.agencies) == ["PROC", "PSB", "SUP", "EDU", "CIV", "JUS", "HEA", "CYL", "WOM"]
    assert (profile.agency_with("supervising"), profile.agency_with("police")) == ("PROC", "PSB")
    assert len(profile.harms) == 17


def test_the_deadlines_are_those_of_the_table() -> None:
    policy = load_profile("jiulongpo").policy
    first = policy.limits[Urgency.P1]
    assert (first.acknowledge, first.first_action, first.assess) == (
        timedelta(minutes=15),
        timedelta(hours=1),
        timedelta(hours=24),
    )
    assert policy.limits[Urgency.P4].repeat is None
    assert (policy.reply, policy.outcome, policy.case_retention) == (
        timedelta(days=3),
        timedelta(days=90),
        timedelta(days=1095),
    )
    assert (policy.quiet_from, policy.quiet_to, policy.half, policy.double) == (time(22), time(7), 0.5, 2.0)


def test_a_module_asks_at_most_three_questions() -> None:
    questions = load_profile("jiulongpo").questionnaire.questions.values()
    modules = [question.module for question in questions if question.module]
    assert all(modules.count(module) <= 3 for module in modules)


def test_a_profile_is_loaded_by_its_path_too() -> None:
    assert repr(load_profile(SHIPPED / "jiulongpo.toml")) == repr(load_profile("jiulongpo"))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('lead = "EDU"\nsupports = ["PSB"', 'lead = "X"\nsupports = ["PSB"', r"route\[5\] bullying: unknown agency X"),
        ('when = ["danger:yes_now"]', 'when = ["danger:yess"]', r"triage\[0\] T01: unknown fact danger:yess"),
        ('"doctor", "link"', '"link"', "question doctor: in no order"),
        (
            '"caller_phone", "caller_words",',
            '"caller_phone", "contact",',
            "order.staff: contact is for who reports here",
        ),
        ('staff = [\n  "channel",', 'staff = [\n  "start", "channel",', "order.staff: start is for who reports here"),
        ('[[triage]]\nid = "T23"\nfloor = "P3"\nlast = true\n', "", "triage: the last rule must be the default"),
        ('[[route]]\nharm = "neglect"', '[[route]]\nharm = "assault"', "harm neglect: no route"),
        ('"start:child_self", "harms:self_harm"', '"words:self_harm"', "order.child: self_harm_now can never be asked"),
        ('"doctor", "link"', '"doctor", "official_body", "link"', "order.child: official_body can never be asked"),
        ('  "doctor", ', '  "doctor", "person", ', "order.child: person is not asked under 14"),
        ('"maybe_today", "no", "unknown"]', '"maybe_today", "no"]', "question danger: required, but has no option"),
        ('roles = ["police"]', "roles = []", "agency: exactly one must be police, found 0"),
        ('bar = ["EDU"]', 'bar = ["XYZ"]', r"conflict\[4\] C-education: unknown agency XYZ"),
        ('key = "WOM"', 'key = "CYL"', "agency CYL: given twice"),
        ('staff_language = "zh-Hans"', 'staff_language = "fr"', "staff_language: fr is not among the languages"),
        ('ambulance = "120"\n', "", "numbers.ambulance: missing"),
        ('mode = "refuse"', 'mode = "seal"', "media.mode: seal needs"),
        ('acknowledge = "15m"', 'acknowledge = "soon"', "limits.P1.acknowledge: .*like '15m'"),
        ('zone = "Asia/Shanghai"', 'zone = "Asia/Nowhere"', "zone: .*no time zone"),
        ('kind = "place"', 'kind = "riddle"', r"question\[2\] place_now.kind: "),
        ('name = "Jiulongpo"', 'name = "Jiulongpo"\nnickname = "J"', "nickname: Extra inputs"),
        ('name = "Jiulongpo"', "name = ", "other.toml: "),
        ('name = "injury"', 'name = "injuries"', "unknown fact injury"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: FilePath, old: str, new: str, fault: str) -> None:
    faults = faults_after(tmp_path, (old, new))
    assert any(re.match(f".*{fault}", line) for line in faults), faults


def test_all_faults_are_named_at_once(tmp_path: FilePath) -> None:
    faults = faults_after(tmp_path, ('lead = "HEA"', 'lead = "HAE"'), ('when = ["danger:yes_now"]', 'when = ["x:y"]'))
    assert len(faults) == 2


def test_a_template_of_tasks_has_a_key_of_its_own_that_fits_a_button(tmp_path: FilePath) -> None:
    for key, fault in (("own", "this key is taken by the form"), ("x" * 33, "longer than 32 characters")):
        found = faults_after(tmp_path, ('key = "see_child"', f'key = "{key}"'))
        assert [one for one in found if one.startswith(f"task {key}: {fault}")]


def test_an_unknown_profile_name_lists_the_shipped_profiles() -> None:
    with pytest.raises(ProfileError, match="shipped are: demo, jiulongpo, harbour"):
        load_profile("atlantis")


def test_a_profile_with_a_base_says_only_what_differs(tmp_path: FilePath) -> None:
    (tmp_path / "own.toml").write_text('base = "jiulongpo"\nname = "Other"\n[lock]\nminutes = 5\n', "utf-8")
    own, base = load_profile(tmp_path / "own.toml"), load_profile("jiulongpo")
    assert repr(replace(own, name=base.name, second_factor=base.second_factor)) == repr(base)
    assert own.second_factor == replace(base.second_factor, open=timedelta(minutes=5))


def test_the_second_factor_is_on_by_default_and_a_number_opens_it_in_the_demo(
    tmp_path: FilePath,
) -> None:
    (tmp_path / "silent.toml").write_text(SOURCE[: SOURCE.index("[lock]")], "utf-8")
    assert load_profile(tmp_path / "silent.toml").second_factor == load_profile("jiulongpo").second_factor
    assert load_profile("jiulongpo").second_factor.on
    assert load_profile("demo").second_factor.kinds == (FactorKind.PIN,)


def test_a_circle_of_base_profiles_is_reported_as_a_fault(tmp_path: FilePath) -> None:
    (tmp_path / "own.toml").write_text(f'base = "{tmp_path}/own.toml"\n', "utf-8")
    with pytest.raises(ProfileError, match="base"):
        load_profile(tmp_path / "own.toml")


def test_a_profile_from_before_staff_intake_asks_its_questions_for_adults(tmp_path: FilePath) -> None:
    begin, end = SOURCE.index("# What somebody told by phone"), SOURCE.index('[[question]]\nid = "start"')
    first, last = SOURCE.index("# Staff intake alone"), SOURCE.index("# Modules: at most")
    (tmp_path / "older.toml").write_text(SOURCE[:begin] + SOURCE[end:first] + SOURCE[last:], "utf-8")
    order = load_profile(tmp_path / "older.toml").questionnaire.order[Path.STAFF]
    assert order[:3] == ("danger", "place_now", "harms")
    assert not {"start", "next_steps", "contact", "contact_hours", "contact_phone"} & set(order)
    assert {"story", "child_name", "reporter_name"} <= set(order)
