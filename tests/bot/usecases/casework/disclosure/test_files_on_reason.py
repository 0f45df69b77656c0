"""Rights, row "files, voice": who hears a voice message and sees a waiting file, for what reason, and what the audit
log holds."""

from dataclasses import replace

import pytest

from bot.cli.export import roles_of_body
from bot.domain.cases.lists import RecordedAct
from bot.domain.errors import BadAnswer, IllegalStep, NotAllowed, NotFound
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Notice
from bot.domain.people import Agent
from bot.domain.report import MediaState
from bot.usecases.casework.bodies import taking
from bot.usecases.casework.case_files import to_export
from bot.usecases.casework.disclosure import files_on_reason
from bot.usecases.oversight.audit import show_audit
from tests.support.acting import asking
from tests.support.casework.sealed_files import ONE, OfficerInPrivate, gone_from, sets_pin
from tests.support.domain.profiles import shipped
from tests.support.notices import facts_of
from tests.support.people import District, Someone, answer_until, kinds
from tests.support.reporting.sent_files import PREGNANT, sends, the_case


class Reader(OfficerInPrivate):
    """An officer who asks for what waits."""

    async def asks(self, reason: str = "") -> list[Notice]:
        await files_on_reason.show_files(await asking(self.district, self.agent, self.visitor), ONE, reason)
        return await self.district.deliver()

    async def takes(self) -> "Reader":
        await taking.acknowledge(await asking(self.district, self.agent, self.visitor, is_press=True), ONE)
        await self.district.deliver()
        return self


def shown(notices: list[Notice]) -> int:
    return kinds(notices).count("story_file")


def waiting(notices: list[Notice]) -> dict[str, object]:
    """What the officer is told about waiting files."""
    (one,) = [notice for notice in notices if notice.kind == "files_wait"]
    return {name: facts_of(one)[name] for name in ("voices", "looks", "files") if facts_of(one)[name]}


async def log_of(district: District) -> list[RecordedAct]:
    async with district.database.reading() as uow:
        return list(await uow.audit.history((await the_case(district)).id))


async def neglect(rita: Someone, words: str = "There is never food.") -> None:
    """Neglect, with a letter, a picture and a voice message; civil affairs lead; health, women's federation and schools
    support."""
    await rita.is_reporting(harms="neglect")
    await rita.say(words)
    for message, kind in enumerate(("document", "photo", "voice"), 70):
        await sends(rita, message, kind=kind)
    await rita.check()
    await rita.send()


async def declared(rita: Someone) -> None:
    """Bullying, a voice, and "one file shows private parts": schools lead, police join because of that."""
    await rita.is_reporting(harms="bullying")
    await sends(rita, 70, kind="voice")
    await rita.done("story")
    await answer_until(rita, "files_declared")
    await rita.choose("files_declared", "yes")
    await rita.check()
    await rita.send()


async def test_the_lead_hears_a_voice_message_only_after_giving_a_reason_which_is_logged(rita: Someone) -> None:
    await neglect(rita)
    wang = await Reader(rita.district, 900, "CIV").takes()
    opened = await wang.opens()
    assert (shown(opened), waiting(opened)) == (2, {"voices": 1})
    assert "voice_opened" not in {done.action for done in await log_of(rita.district)}
    assert (waiting(await wang.asks()), shown(await wang.asks("safety"))) == ({"voices": 1}, 1)
    (heard,) = [done for done in await log_of(rita.district) if done.action == "voice_opened"]
    assert (heard.person, heard.agency, heard.facts) == (wang.agent.person, "CIV", {"reason": "safety"})


async def test_each_listening_adds_an_audit_line(rita: Someone) -> None:
    await neglect(rita)
    wang = await Reader(rita.district, 900, "CIV").takes()
    await wang.asks("assess")
    await wang.asks("evidence")
    heard = [done.facts["reason"] for done in await log_of(rita.district) if done.action == "voice_opened"]
    assert heard == ["assess", "evidence"]


async def test_a_support_gets_files_and_voice_messages_after_giving_a_reason(rita: Someone) -> None:
    await neglect(rita)
    ruan = Reader(rita.district, 901, "HEA")
    with pytest.raises(NotAllowed):
        await ruan.asks("treatment")
    await ruan.takes()
    opened = await ruan.opens()
    assert (shown(opened), waiting(opened)) == (0, {"voices": 1, "files": 2})
    assert shown(await ruan.asks("treatment")) == 3
    looks = [(done.action, done.facts.get("reason")) for done in await log_of(rita.district) if done.agency == "HEA"]
    assert looks[-3:] == [("file_opened", "treatment")] * 2 + [("voice_opened", "treatment")]


async def test_a_supervisor_hears_nothing_and_a_stranger_learns_nothing(rita: Someone) -> None:
    await neglect(rita)
    sue = Reader(rita.district, 902)
    sue.agent = Agent(sue.agent.person, frozenset(), supervisor=True)
    with pytest.raises(NotAllowed):
        await sue.asks("assess")
    with pytest.raises(NotFound):
        await Reader(rita.district, 903, "JUS").asks("assess")


async def test_only_reasons_on_the_list_are_accepted(rita: Someone) -> None:
    await neglect(rita)
    wang = await Reader(rita.district, 900, "CIV").takes()
    with pytest.raises(BadAnswer):
        await wang.asks("curious")


async def test_asking_for_files_when_none_wait_is_answered_so(rita: Someone) -> None:
    await rita.is_reporting(harms="neglect")
    await rita.say("There is never food.")
    await rita.check()
    await rita.send()
    wang = await Reader(rita.district, 900, "CIV").takes()
    with pytest.raises(IllegalStep, match="no-files-wait"):
        await wang.asks("assess")


async def test_a_voice_beside_declared_files_is_for_lead_police_and_procuratorate_alone(rita: Someone) -> None:
    await declared(rita)
    (report,) = await rita.reports()
    assert [item.state for item in report.media] == [MediaState.RESTRICTED]
    case = await the_case(rita.district)
    assert case.lead == "EDU"
    assert {"PSB", "PROC", "CYL"} <= {task.agency for task in case.tasks}
    for user, body in enumerate(("EDU", "PSB"), 900):
        one = await Reader(rita.district, user, body).takes()
        assert waiting(await one.opens()) == {"voices": 1}
        assert shown(await one.asks("evidence")) == 1, body
    assert shown(await Reader(rita.district, 902, "PROC").asks("assess")) == 1
    zhou = await Reader(rita.district, 903, "CYL").takes()
    assert "files_wait" not in kinds(await zhou.opens())
    with pytest.raises(IllegalStep):
        await zhou.asks("assess")


async def test_a_voice_about_sexual_harm_is_heard_by_police_and_procuratorate_and_no_support(rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "child_self")
    await rita.choose("danger", "no")
    await rita.choose("age_reporter", "under_14")
    await rita.tick("harms", "sexual_contact")
    await rita.choose("next_steps", "go_on")
    await sends(rita, 70, kind="voice")
    await rita.done("story")
    await rita.check()
    await rita.send()
    for user, body in enumerate(("HEA", "WOM", "JUS"), 910):
        helper = await Reader(rita.district, user, body).takes()
        assert "files_wait" not in kinds(await helper.opens())
        with pytest.raises(IllegalStep):
            await helper.asks("treatment")
    assert shown(await (await Reader(rita.district, 900, "PSB").takes()).asks("evidence")) == 1
    assert shown(await Reader(rita.district, 901, "PROC").asks("evidence")) == 1


async def test_files_beside_alarming_words_wait_for_an_officers_look(rita: Someone) -> None:
    await neglect(rita, PREGNANT)
    ruan = await Reader(rita.district, 901, "HEA").takes()
    assert waiting(await ruan.opens()) == {"voices": 1}
    assert shown(await ruan.asks("treatment")) == 1
    wang = await Reader(rita.district, 900, "CIV").takes()
    opened = await wang.opens()
    assert (shown(opened), waiting(opened)) == (0, {"voices": 1, "looks": 2})
    assert shown(await wang.asks("assess")) == 3
    opened = await wang.opens()
    assert (shown(opened), waiting(opened)) == (2, {"voices": 1})
    assert waiting(await ruan.opens()) == {"voices": 1, "files": 2}


@pytest.mark.parametrize("body", ["PSB", "PROC"])
async def test_police_and_procuratorate_may_look_too(rita: Someone, body: str) -> None:
    await rita.is_reporting(harms="bullying")
    await rita.say("naked")
    await sends(rita, 70)
    await rita.check()
    await rita.send()
    one = Reader(rita.district, 900, body)
    if body == "PSB":
        await one.takes()
    assert waiting(await one.opens()) == {"looks": 1}
    assert shown(await one.asks("evidence")) == 1


async def test_files_added_after_a_look_wait_again_and_seen_ones_do_not(rita: Someone) -> None:
    await neglect(rita, PREGNANT)
    wang = await Reader(rita.district, 900, "CIV").takes()
    await wang.asks("assess")
    await rita.add(1)
    await sends(rita, 80)
    opened = await wang.opens()
    assert (shown(opened), waiting(opened)) == (2, {"voices": 1, "looks": 1})


async def test_a_file_withheld_after_a_look_is_no_longer_shown_to_the_lead(rita: Someone) -> None:
    await neglect(rita, PREGNANT)
    wang = await Reader(rita.district, 900, "CIV").takes()
    await wang.asks("assess")
    assert gone_from(await wang.seals(71)) == {900}
    assert shown(await wang.opens()) == 1
    assert shown(await Reader(rita.district, 901, "PROC").opens()) == 2


@pytest.mark.parametrize("mode", ["refuse", "restricted", "seal"])
async def test_a_voice_that_somebody_withholds_is_for_police_and_procuratorate(rita: Someone, mode: str) -> None:
    policy = replace(rita.services.profile.policy, media_mode=mode)
    rita.district.services = replace(rita.services, profile=replace(rita.services.profile, policy=policy))
    await neglect(rita)
    wang = await Reader(rita.district, 900, "CIV").takes()
    await wang.asks("assess")
    assert gone_from(await wang.seals(72)) == {900}
    with pytest.raises(IllegalStep):
        await wang.asks("assess")
    assert shown(await Reader(rita.district, 901, "PROC").asks("evidence")) == 1
    async with rita.district.database.reading() as uow:
        assert list(await uow.sealed_files.to_seal(5)) == []


async def test_a_voice_message_needs_the_second_factor_and_is_deleted_from_the_chat(rita: Someone) -> None:
    second_factor = shipped().second_factor
    rita.district.services = replace(rita.services, profile=replace(rita.services.profile, second_factor=second_factor))
    await neglect(rita)
    qin = Reader(rita.district, 901, "PROC")
    await rita.district.deliver()
    assert kinds(await qin.asks("evidence")) == ["lock"]
    assert "voice_opened" not in {done.action for done in await log_of(rita.district)}
    assert (await sets_pin(qin)).count("story_file") == 1
    (voice,) = [notice for notice in await qin.asks("evidence") if notice.kind == "story_file"]
    assert voice.leaves is not None
    assert voice.expires_at is not None


async def test_the_list_of_who_looked_shows_the_reasons(rita: Someone) -> None:
    await neglect(rita)
    await Reader(rita.district, 901, "PROC").asks("evidence")
    qin = Reader(rita.district, 901, "PROC")
    await show_audit(await asking(rita.district, qin.agent, qin.visitor), ONE)
    (told,) = [n for n in await rita.district.deliver() if n.kind == "audit_lines"]
    rows: list[dict[str, object]] = facts_of(told)["rows"]
    assert [row["reason"] for row in rows if row["action"] == "voice_opened"] == ["evidence"]


async def exported(rita: Someone, body: str) -> list[int]:
    """Messages of the files in an export for this body."""
    case, profile = await the_case(rita.district), rita.services.profile
    async with rita.district.database.reading() as uow:
        found = await to_export(profile, uow, case, roles_of_body(profile, case, AgencyKey(body)))
    return [ref.message_id for ref in found]


async def test_an_export_contains_no_voice_for_a_body_that_may_not_hear_it(rita: Someone) -> None:
    await declared(rita)
    for user, body in enumerate(("PSB", "CYL"), 900):
        await Reader(rita.district, user, body).takes()
    found = {body: await exported(rita, body) for body in ("EDU", "PSB", "PROC", "CYL", "JUS")}
    assert found == {"EDU": [70], "PSB": [70], "PROC": [70], "CYL": [], "JUS": []}


async def test_an_export_for_a_support_contains_no_file_that_nobody_has_looked_at(rita: Someone) -> None:
    await neglect(rita, PREGNANT)
    assert await exported(rita, "HEA") == []
    await (await Reader(rita.district, 900, "CIV").takes()).asks("assess")
    assert await exported(rita, "HEA") == [70, 71]
    assert await exported(rita, "CIV") == [70, 71, 72]
