"""SG34, SG44: a voice message recorded in this chat is what somebody tells, not a picture: it is stored in every
mode."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.cases.flags import Flag
from bot.domain.notices.notice import Notice
from bot.domain.report import MediaState
from bot.usecases.reporting.draft import answering
from tests.support.notices import facts_of
from tests.support.people import District, Someone, kinds
from tests.support.reporting.sent_files import on_disk, sends, the_case

MODES = ("refuse", "restricted", "seal")


def in_mode(district: District, mode: str) -> None:
    policy = replace(district.services.profile.policy, media_mode=mode)
    district.services = replace(district.services, profile=replace(district.services.profile, policy=policy))


async def begins(who: Someone, start: str, age: str, *harms: str) -> None:
    await who.start()
    await who.choose("start", start)
    await who.choose("danger", "no")
    if start != "adult":
        await who.choose("age_reporter", age)
    await who.tick("harms", *harms)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("start", "age"), [("child_self", "under_14"), ("child_self", "14_17"), ("adult", "")])
async def test_a_voice_message_about_sexual_harm_is_stored(
    district: District, tmp_path: Path, mode: str, start: str, age: str
) -> None:
    in_mode(district, mode)
    kim = Someone(district)
    await begins(kim, start, age, "sexual_contact")
    told = await sends(kim, 70, kind="voice")
    assert "kept" in kinds(told)
    assert "not_kept" not in kinds(told)
    draft = await kim.draft()
    assert draft is not None
    assert [(item.state, item.file is not None) for item in draft.media] == [(MediaState.RESTRICTED, True)]
    assert await on_disk(district, tmp_path) == 1


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", ["voice", "video_note"])
async def test_forwarded_and_filmed_files_do_not_count_as_own_voice_messages(
    district: District, mode: str, kind: str
) -> None:
    in_mode(district, mode)
    kim = Someone(district)
    await begins(kim, "child_self", "under_14", "sexual_contact")
    told = await sends(kim, 70, kind=kind, by_others=kind == "voice")
    draft = await kim.draft()
    assert draft is not None
    assert [item.state for item in draft.media] == [MediaState.SEALED if mode == "seal" else MediaState.REFUSED]
    assert ("not_kept" in kinds(told)) is (mode != "seal")


@pytest.mark.parametrize("mode", MODES)
async def test_a_voice_message_sent_before_the_harm_was_chosen_stays_stored(
    district: District, tmp_path: Path, mode: str
) -> None:
    in_mode(district, mode)
    kim = Someone(district)
    await begins(kim, "child_self", "under_14", "bullying")
    await sends(kim, 70, kind="voice")
    await sends(kim, 71)
    draft = await kim.draft()
    assert draft is not None
    await kim.choose("next_steps", "go_on")
    told = await kim.change("harms", "sexual_contact")
    draft = await kim.draft()
    assert draft is not None
    assert draft.media[0].state is MediaState.RESTRICTED
    assert ("withheld" in kinds(told)) is (mode != "seal")
    assert await on_disk(district, tmp_path) == (2 if mode == "seal" else 1)


@pytest.mark.parametrize("mode", MODES)
async def test_no_voice_message_is_sealed_with_two_keys(district: District, mode: str) -> None:
    in_mode(district, mode)
    kim = Someone(district)
    await begins(kim, "child_self", "under_14", "sexual_contact")
    await sends(kim, 70, kind="voice")
    await kim.choose("next_steps", "go_on")
    await kim.say("words")
    await kim.check()
    await kim.send()
    async with district.database.reading() as uow:
        assert list(await uow.sealed_files.to_seal(5)) == []
    case = await the_case(district)
    assert case.lead == "PSB"
    assert Flag.SEALED_MEDIA not in case.flags


# --- SG44: once, before it ---


def notes(notices: list[Notice], kind: str) -> list[object]:
    return [facts_of(notice)["notes"] for notice in notices if notice.kind == kind]


async def test_the_note_that_a_voice_can_be_recognised_is_shown_once_under_the_story(district: District) -> None:
    kim = Someone(district)
    await begins(kim, "child_self", "under_14", "sexual_contact")
    assert notes(await kim.choose("next_steps", "go_on"), "question") == [["voice-notice"]]
    told = await sends(kim, 70, kind="voice")
    assert [facts_of(notice)["notice"] for notice in told if notice.kind == "kept"] == [False]
    await kim.done("story")
    await answering.go_back(kim.request, "safe_now")
    assert notes(await district.deliver(), "question") == [[]]


async def test_an_earlier_voice_message_is_answered_with_that_note_once(district: District) -> None:
    kim = Someone(district)
    told = await sends(kim, 70, kind="voice") + await sends(kim, 71, kind="voice")
    assert [facts_of(notice)["notice"] for notice in told if notice.kind == "kept"] == [True, False]
    await begins(kim, "child_self", "under_14", "sexual_contact")
    assert notes(await kim.choose("next_steps", "go_on"), "question") == [[]]


async def test_no_other_file_is_answered_with_the_voice_note(district: District) -> None:
    kim = Someone(district)
    told = await sends(kim, 70) + await sends(kim, 71, kind="voice", by_others=True)
    told += await sends(kim, 72, kind="video_note")
    assert [facts_of(notice)["notice"] for notice in told if notice.kind == "kept"] == [False] * 3


@pytest.mark.parametrize("has_read", [False, True])
async def test_somebody_who_adds_to_a_report_reads_the_voice_note_once(district: District, has_read: bool) -> None:
    kim = Someone(district)
    await kim.start()
    await kim.choose("start", "adult")
    await kim.choose("danger", "yes_now")
    await kim.say("Behind the school.")
    await kim.tick("harms", "assault")
    if has_read:
        await kim.choose("who", "parent")
        await kim.choose("next_steps", "go_on")
    await kim.check()
    await kim.send()
    assert notes(await kim.add(1), "add_ask") == [[] if has_read else ["voice-notice"]]
    told = await sends(kim, 70, kind="voice")
    assert [facts_of(notice)["notice"] for notice in told if notice.kind == "kept"] == [False]
