"""May a file be fetched: SG31-SG34 and SG38."""

from dataclasses import replace

import pytest

from bot.domain.intake.facts import facts_of
from bot.domain.intake.media import allowed, fits, invites, judge, stricter
from bot.domain.intake.questionnaire import questions_for
from bot.domain.profile import Condition, Policy
from bot.domain.report import Draft, MediaRef, MediaState, Path
from tests.support.domain.answers import ASKED, NOW, PROFILE, a_draft, answers_of, chose, told

POLICY = PROFILE.policy
RESTRICTED = replace(POLICY, media_mode="restricted")


def draft_with(chosen: dict[str, str | list[str]], path: Path = Path.ADULT) -> Draft:
    return replace(a_draft(path), answers=answers_of({"danger": "no", **chosen}, path))


def judged(draft: Draft, kind: str = "photo", size: int = 1000, policy: Policy = POLICY) -> MediaState:
    return judge(policy, ASKED, draft, MediaRef(kind, MediaState.FAILED, 1, NOW, size))


def stored(size: int) -> MediaRef:
    return MediaRef("photo", MediaState.STORED, 1, NOW, size=size)


def test_a_photo_of_a_bullying_report_is_kept() -> None:
    assert judged(draft_with({"harms": ["bullying"], "files_declared": "no"})) is MediaState.STORED


@pytest.mark.parametrize("harm", ["sexual_contact", "sexual_online"])
@pytest.mark.parametrize("path", list(Path))
@pytest.mark.parametrize("kind", ["photo", "video", "audio", "video_note", "animation", "document", "sticker"])
def test_no_file_of_a_sexual_report_is_downloaded(harm: str, path: Path, kind: str) -> None:
    draft = draft_with({"harms": ["assault", harm], "files_declared": "no"}, path)
    assert judged(draft, kind) is MediaState.REFUSED
    assert not invites(POLICY, ASKED, draft)


def test_nothing_is_downloaded_after_the_person_said_it_shows_private_parts() -> None:
    assert judged(draft_with({"harms": ["bullying"], "files_declared": "yes"})) is MediaState.REFUSED


def test_the_declaration_counts_even_when_the_question_no_longer_applies() -> None:
    draft = draft_with({"harms": ["bullying"], "files_declared": "yes"}, Path.CHILD)
    assert judged(draft, policy=RESTRICTED) is MediaState.REFUSED


def test_ticks_before_done_count_as_a_sexual_type() -> None:
    draft = replace(draft_with({}), at="harms", chosen=("sexual_contact",))
    assert judged(draft) is MediaState.REFUSED


def test_words_of_a_sexual_type_refuse_nothing() -> None:
    draft = draft_with({"harms": ["bullying"]})
    assert judged(replace(draft, answers=(*draft.answers, told("story", "a naked picture")))) is MediaState.STORED


def test_a_profile_cannot_allow_files_of_a_sexual_report() -> None:
    """SG19 holds whatever a district writes into its groups of words."""
    group = tuple(
        (name, (*when, Condition(any=frozenset({"words:sexual"}))) if name == "sexual" else when)
        for name, when in ASKED.groups
    )
    asked = replace(ASKED, groups=group)
    draft = draft_with({"harms": ["bullying"], "files_declared": "no"})
    alarming = replace(draft, answers=(*draft.answers, told("story", "a naked picture")))
    photo = MediaRef("photo", MediaState.FAILED, 1, NOW, 1000)
    assert "sexual" in facts_of(asked, alarming.path, alarming.answers)
    assert judge(POLICY, asked, alarming, photo) is MediaState.STORED
    assert questions_for(asked, alarming) == questions_for(asked, draft)
    assert "files" in {question.id for question in questions_for(asked, alarming)}


def test_a_restriction_that_staff_put_on_a_file_stays() -> None:
    """While a danger conversation goes on, its report is written anew from the draft."""
    mine = MediaRef("voice", MediaState.RESTRICTED, 1, NOW)
    for other in (replace(mine, by_hand=True, looked_at=True), replace(mine, state=MediaState.STORED, by_hand=True)):
        found = stricter(mine, other)
        assert (found.state, found.by_hand, found.looked_at) == (MediaState.RESTRICTED, True, other.looked_at)


def test_a_child_is_never_invited_to_send_files_but_what_it_sends_is_kept() -> None:
    draft = draft_with({"harms": ["bullying"]}, Path.CHILD)
    assert not invites(POLICY, ASKED, draft)
    assert judged(draft) is MediaState.STORED


def test_restricted_mode_takes_declared_files_from_adults_only() -> None:
    said: dict[str, str | list[str]] = {"harms": ["sexual_online"], "files_declared": "no"}
    assert judged(draft_with(said), policy=RESTRICTED) is MediaState.RESTRICTED
    assert judged(draft_with(said, Path.TEEN), policy=RESTRICTED) is MediaState.REFUSED
    assert judged(draft_with({"harms": ["sexual_online"]}), policy=RESTRICTED) is MediaState.REFUSED


def test_a_file_over_20_mb_is_too_large_and_exactly_20_mb_is_not() -> None:
    draft = draft_with({"harms": ["bullying"]})
    assert judged(draft, size=POLICY.max_file_bytes + 1) is MediaState.TOO_LARGE
    assert judged(draft, size=POLICY.max_file_bytes) is MediaState.STORED


def test_the_21st_file_and_the_byte_over_100_mb_are_over_the_limit() -> None:
    draft = draft_with({"harms": ["bullying"]})
    assert judged(replace(draft, media=(stored(1),) * 20)) is MediaState.LIMIT
    assert judged(replace(draft, media=(stored(1),) * 19)) is MediaState.STORED
    assert judged(replace(draft, media=(stored(POLICY.max_bytes),)), size=1) is MediaState.LIMIT


def test_refused_files_do_not_use_up_the_limit() -> None:
    refused = replace(stored(POLICY.max_bytes), state=MediaState.REFUSED)
    draft = draft_with({"harms": ["bullying"]})
    assert judged(replace(draft, media=(refused,) * 30)) is MediaState.STORED


def test_a_sticker_is_no_evidence() -> None:
    assert judged(draft_with({"harms": ["bullying"]}), "sticker") is MediaState.WRONG_TYPE


def test_types_are_by_list_whatever_their_case_and_parameters() -> None:
    assert allowed(POLICY, "image/jpeg")
    assert allowed(POLICY, "Text/Plain; charset=utf-8")
    assert not allowed(POLICY, "application/zip")
    assert not allowed(POLICY, "")


def test_a_picture_that_calls_itself_a_voice_is_not_kept() -> None:
    voice = MediaRef("voice", MediaState.RESTRICTED, 1, NOW)
    assert fits(POLICY, voice, "audio/ogg")
    assert not fits(POLICY, voice, "image/jpeg")
    assert not fits(POLICY, voice, "video/mp4")
    assert fits(POLICY, replace(voice, kind="document"), "image/jpeg")
    assert not fits(POLICY, replace(voice, kind="document"), "application/zip")


def test_an_empty_draft_may_keep_a_file() -> None:
    assert judged(replace(a_draft(), answers=(chose("start", "adult"),))) is MediaState.STORED
