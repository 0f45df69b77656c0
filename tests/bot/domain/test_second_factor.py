"""The rules of the second factor: what a code does, what wrong ones cost, and that nothing opens before it was
confirmed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.errors import StaleButton
from bot.domain.second_factor import (
    LONGEST,
    FactorKind,
    FactorStep,
    Fits,
    Hashed,
    SecondFactor,
    SecondFactorPolicy,
    Verdict,
    Wanted,
    asked,
    awaits,
    chosen,
    is_easy,
    is_open,
    leaves_at,
    tried,
)

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
POLICY = SecondFactorPolicy()
STORY = Wanted("open", "1")
APP = SecondFactor(FactorKind.TOTP, "SECRET", confirmed=True, used=100)


def wrong(factor: SecondFactor, now: datetime) -> SecondFactor:
    return tried(factor, POLICY, None, now)[0]


def test_three_wrong_codes_cost_a_wait_of_one_minute_then_five_then_fifteen() -> None:
    factor, now, waits = asked(APP, POLICY, STORY, NOW), NOW, []
    for _ in range(6):
        factor = wrong(factor, now)
        waits.append((factor.wait_until - now).total_seconds() / 60 if factor.wait_until else 0)
        now = factor.wait_until or now
    assert waits == [0, 0, 1, 5, 15, 15]


def test_during_the_wait_after_wrong_codes_the_right_code_is_refused_too() -> None:
    factor = replace(asked(APP, POLICY, STORY, NOW), wrong=3, wait_until=NOW + timedelta(minutes=1))
    same, verdict = tried(factor, POLICY, Fits(101), NOW + timedelta(seconds=59))
    assert (same, verdict) == (factor, Verdict.WAIT)
    opened, verdict = tried(factor, POLICY, Fits(101), NOW + timedelta(seconds=60))
    assert verdict is Verdict.OPENED
    assert (opened.wrong, opened.wait_until) == (0, None)


@pytest.mark.parametrize("step", [99, 100])
def test_an_app_code_that_was_used_and_older_ones_are_refused(step: int) -> None:
    factor, verdict = tried(asked(APP, POLICY, STORY, NOW), POLICY, Fits(step), NOW)
    assert verdict is Verdict.USED
    assert (factor.wrong, is_open(factor, POLICY, NOW)) == (1, False)


def test_a_right_code_opens_for_ten_minutes() -> None:
    factor, _ = tried(asked(APP, POLICY, STORY, NOW), POLICY, Fits(101), NOW)
    assert is_open(factor, POLICY, NOW + timedelta(minutes=9, seconds=59))
    assert not is_open(factor, POLICY, NOW + timedelta(minutes=10))
    assert factor.used == 101


def test_a_second_factor_that_is_being_set_up_opens_nothing_and_must_be_confirmed_in_five_minutes() -> None:
    factor = replace(chosen(asked(SecondFactor(), POLICY, STORY, NOW), POLICY, FactorKind.TOTP, NOW), secret="SECRET")
    assert factor.step is FactorStep.ENROL
    assert not is_open(factor, POLICY, NOW)
    assert tried(factor, POLICY, Fits(1), NOW + timedelta(minutes=5))[1] is Verdict.LATE
    assert tried(factor, POLICY, Fits(1), NOW + timedelta(minutes=4))[1] is Verdict.OPENED


def test_asking_again_during_setup_keeps_the_secret_and_later_gives_a_new_one() -> None:
    factor = replace(chosen(asked(SecondFactor(), POLICY, STORY, NOW), POLICY, FactorKind.TOTP, NOW), secret="SECRET")
    again = asked(factor, POLICY, Wanted("case", "2"), NOW + timedelta(minutes=4))
    assert (again.secret, again.wanted) == ("SECRET", Wanted("case", "2"))
    late = asked(factor, POLICY, STORY, NOW + timedelta(minutes=5))
    assert (late.secret, late.step) == ("", FactorStep.CHOOSE)


def test_setting_up_again_does_not_shorten_the_wait() -> None:
    slowed = SecondFactor(FactorKind.TOTP, "SECRET", step=FactorStep.ENROL, asked_at=NOW, wrong=4)
    assert asked(slowed, POLICY, STORY, NOW + timedelta(hours=1)).wrong == 4


def test_somebody_with_a_second_factor_cannot_choose_another() -> None:
    with pytest.raises(StaleButton):
        chosen(asked(APP, POLICY, STORY, NOW), POLICY, FactorKind.PIN, NOW)
    with pytest.raises(StaleButton):
        chosen(replace(APP, step=FactorStep.CHOOSE), POLICY, FactorKind.PIN, NOW)


def test_a_pin_is_written_twice_and_two_that_differ_begin_anew() -> None:
    factor = chosen(asked(SecondFactor(), POLICY, STORY, NOW), POLICY, FactorKind.PIN, NOW)
    factor, verdict = tried(factor, POLICY, Hashed("hash"), NOW)
    assert (factor.step, verdict) == (FactorStep.SAME_PIN, Verdict.ONCE_MORE)
    other, verdict = tried(factor, POLICY, None, NOW)
    assert (other.step, other.secret, other.wrong, verdict) == (FactorStep.NEW_PIN, "", 0, Verdict.DIFFERS)
    opened, verdict = tried(factor, POLICY, Fits(), NOW)
    assert (opened.confirmed, verdict) == (True, Verdict.OPENED)


@pytest.mark.parametrize("pin", ["12345", "111111", "121212", "123456", "987654", "1234567890123"])
def test_a_pin_that_is_guessed_first_is_refused(pin: str) -> None:
    assert is_easy(pin)


def test_only_digits_that_were_asked_for_within_the_hour_are_a_code() -> None:
    factor = asked(APP, POLICY, STORY, NOW)
    assert awaits(factor, " 123 456 ", NOW)
    assert not awaits(factor, "He is 123456", NOW)
    assert not awaits(factor, "١٢٣٤٥٦", NOW)
    assert not awaits(factor, "123456", NOW + timedelta(hours=2))
    assert not awaits(APP, "123456", NOW)


def test_a_profile_of_one_kind_does_not_ask_which_and_does_not_open_by_the_other() -> None:
    pins = SecondFactorPolicy(kinds=(FactorKind.PIN,))
    assert asked(SecondFactor(), pins, STORY, NOW).step is FactorStep.NEW_PIN
    assert not is_open(replace(APP, open_until=NOW + timedelta(minutes=5)), pins, NOW)


def test_what_was_opened_goes_before_forty_hours_whatever_the_profile_says() -> None:
    for policy in (SecondFactorPolicy(on=False), SecondFactorPolicy(open=timedelta(days=3))):
        assert leaves_at(policy, NOW) == NOW + LONGEST
    assert timedelta(hours=40) > LONGEST
    assert leaves_at(POLICY, NOW) == NOW + timedelta(minutes=10)
