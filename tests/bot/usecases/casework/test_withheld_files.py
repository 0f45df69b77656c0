"""SG34: a file that was stored before it was known what it may show is not shown or stored any longer."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.cases.flags import Flag
from bot.domain.ids import AgencyKey, CaseNumber, ChatId, UserId
from bot.domain.notices.notice import Notice, ToAgency, ToChat
from bot.domain.people import Agent, Visitor
from bot.domain.report import MediaState
from bot.usecases.casework.bodies import taking
from bot.usecases.casework.disclosure import opening
from bot.usecases.reporting.draft import answering
from bot.usecases.reporting.evidence import refused_files
from tests.support.acting import asking
from tests.support.notices import facts_of
from tests.support.people import District, Someone, answer_until, kinds
from tests.support.reporting.sent_files import BYTES, on_disk, sends, the_case


def media_of(notices: list[Notice]) -> list[str]:
    """Bodies that were told of withheld files."""
    return [str(n.to.agency) for n in notices if n.kind == "sealed_media" and isinstance(n.to, ToAgency)]


async def opened_by(district: District, agency: str, user: int = 900) -> list[Notice]:
    """What a member of this body is shown of case 1."""
    person = district.services.blind_index.person(UserId(user))
    agent = Agent(person, frozenset({AgencyKey(agency)}))
    visitor = Visitor(UserId(user), ChatId(user), person, "en", "Wu")
    await opening.open_story(await asking(district, agent, visitor), CaseNumber(1))
    return await district.deliver()


@pytest.fixture
async def with_a_picture(rita: Someone) -> Someone:
    """Bullying so far, and one stored picture."""
    await rita.is_reporting()
    assert "kept" in kinds(await sends(rita, 70))
    return rita


async def test_choosing_a_sexual_harm_deletes_a_stored_picture(with_a_picture: Someone, tmp_path: Path) -> None:
    rita = with_a_picture
    told = await rita.change("harms", "sexual_contact")
    draft = await rita.draft()
    assert draft is not None
    (item,) = draft.media
    assert (item.state, item.file) == (MediaState.REFUSED, None)
    assert (item.kind, item.size, item.unique_hash) == ("photo", len(BYTES), "hash-70")
    assert len(item.sha256) == 64
    assert kinds(told).count("withheld") == 1
    assert await on_disk(rita.district, tmp_path) == 0


async def test_the_message_that_said_stored_is_deleted_with_the_picture(with_a_picture: Someone) -> None:
    told = await with_a_picture.change("harms", "sexual_contact")
    assert [n.mode.value for n in told if n.slot is not None and n.slot.startswith("kept:")] == ["delete"]


async def test_a_tick_without_done_deletes_no_file(rita: Someone, tmp_path: Path) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "no")
    await sends(rita, 70)
    await answering.tick(rita.request, "harms", "sexual_contact")
    await answering.tick(rita.request, "harms", "sexual_contact")
    assert await on_disk(rita.district, tmp_path) == 1
    await rita.tick("harms", "sexual_contact")
    assert await on_disk(rita.district, tmp_path) == 0


async def test_saying_that_a_picture_shows_private_parts_deletes_it(with_a_picture: Someone, tmp_path: Path) -> None:
    rita = with_a_picture
    await rita.done("story")
    await answer_until(rita, "files_declared")
    told = await rita.choose("files_declared", "yes")
    assert "withheld" in kinds(told)
    assert await on_disk(rita.district, tmp_path) == 0
    await rita.check()
    assert set(media_of(await rita.send())) == {"PSB", "PROC"}
    case = await the_case(rita.district)
    assert Flag.SEALED_MEDIA in case.flags
    assert case.task(AgencyKey("PSB")) is not None


LOOKS = {
    "image/jpeg": "photo",
    "video/mp4": "video",
    "audio/mpeg": "audio",
    "application/pdf": "document",
    "": "document",
}


@pytest.mark.parametrize(("mime", "kind"), LOOKS.items())
async def test_a_picture_that_was_sent_as_a_document_is_called_a_picture(rita: Someone, mime: str, kind: str) -> None:
    await rita.is_reporting(harms="sexual_contact")
    (told,) = [notice for notice in await sends(rita, 70, kind="document", mime=mime) if notice.kind == "not_kept"]
    assert (facts_of(told)["kind"], facts_of(told)["count"]) == (kind, 1)


async def test_files_of_several_kinds_are_called_files(with_a_picture: Someone) -> None:
    await sends(with_a_picture, 71, kind="video")
    (told,) = [n for n in await with_a_picture.change("harms", "sexual_contact") if n.kind == "withheld"]
    assert (facts_of(told)["kind"], facts_of(told)["count"]) == ("file", 2)


async def test_in_a_danger_conversation_officers_do_not_see_a_withheld_picture(rita: Someone, tmp_path: Path) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    await sends(rita, 70)
    await rita.choose("danger", "yes_now")
    await rita.say("Behind the school.")
    told = await rita.tick("harms", "sexual_contact")
    (report,) = await rita.reports()
    assert [(item.state, item.file) for item in report.media] == [(MediaState.REFUSED, None)]
    assert set(media_of(told)) == {"PSB", "PROC"}
    assert await on_disk(rita.district, tmp_path) == 0


@pytest.mark.parametrize("link", ["police", "parent"])
async def test_where_the_police_are_named_the_procuratorate_alone_hears_of_withheld_files(
    rita: Someone, link: str
) -> None:
    await rita.is_reporting(harms="sexual_contact")
    await sends(rita, 70)
    await rita.done("story")
    await answer_until(rita, "link")
    await rita.choose("link", link)
    await rita.check()
    sent = await rita.send()
    assert media_of(sent) == (["PROC"] if link == "police" else ["PROC", "PSB"])
    assert {facts_of(n)["alone"] for n in sent if n.kind == "sealed_media"} == {link == "police"}


async def test_ticks_of_an_idle_conversation_count_when_it_is_sent(rita: Someone, tmp_path: Path) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    await sends(rita, 70)
    await rita.choose("danger", "yes_now")
    await rita.say("Behind the school.")
    await answering.tick(rita.request, "harms", "sexual_contact")
    await rita.district.deliver()
    rita.district.time.move(minutes=11)
    sent = await rita.district.process_idle_drafts()
    assert [notice for notice in sent if isinstance(notice.to, ToChat)] == []
    assert await on_disk(rita.district, tmp_path) == 0


async def test_all_refused_copies_are_removed_from_the_chat_when_the_person_wants_that(
    with_a_picture: Someone,
) -> None:
    rita = with_a_picture
    await sends(rita, 71)
    await rita.change("harms", "sexual_contact")
    await refused_files.remove_refused(rita.request)
    wiped = [facts_of(notice)["messages"] for notice in await rita.district.deliver() if notice.kind == "wipe"]
    assert wiped == [[70, 71]]


async def test_a_restricted_file_is_for_police_and_procuratorate_alone(district: District) -> None:
    policy = replace(district.services.profile.policy, media_mode="restricted")
    district.services = replace(district.services, profile=replace(district.services.profile, policy=policy))
    rita = Someone(district)
    await rita.is_reporting(harms="neglect")
    await sends(rita, 70)
    await rita.done("story")
    await answer_until(rita, "medical")
    await rita.tick("medical", "unknown")
    await answer_until(rita, "files_declared")
    await rita.choose("files_declared", "no")
    await rita.change("medical", "private_injury")
    await rita.check()
    await rita.send()
    (report,) = await rita.reports()
    assert [item.state for item in report.media] == [MediaState.RESTRICTED]
    case = await the_case(district)
    assert case.lead == "CIV"
    for user, body in enumerate(("PSB", "CIV"), 901):
        person = district.services.blind_index.person(UserId(user))
        await taking.acknowledge(await asking(district, Agent(person, frozenset({AgencyKey(body)}))), case.number)
    assert "story_file" not in kinds(await opened_by(district, "CIV", 902))
    assert "story_file" in kinds(await opened_by(district, "PROC"))
    assert "story_file" in kinds(await opened_by(district, "PSB", 901))
