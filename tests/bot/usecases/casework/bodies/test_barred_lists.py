"""What stands in the group of a body about its other cases stays when it is barred from one, without that one."""

import re
from datetime import timedelta

from bot.domain.ids import ChatId
from bot.usecases.access import expiring_messages
from bot.usecases.casework.disclosure import opening
from bot.usecases.deadlines import reminders
from tests.support.acting import asking
from tests.support.casework.barring import GROUP, hands_on, people
from tests.support.casework.merging import SECOND, tells, two_of_one_child
from tests.support.officers import EDU, MORNING, ONE, PROC, PSB, Officer, employ, officer
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats, read_by
from tests.support.screens.late_lists import in_group, passes

PROCURATORATE = -501


async def test_a_list_of_reminders_goes_on_without_the_case_from_which_the_body_is_barred(district: District) -> None:
    await two_of_one_child(district)
    await tells(Someone(district, 102), "He is afraid to go home.", "Bo")
    _, hana = await people(district)
    chats = Chats(district)
    await chats.deliver()
    for hours in (1, 4):
        await passes(district, chats, timedelta(hours=hours))
    [before] = in_group(chats, "<b>Waiting for you</b>")
    assert [f"/case_{number}" in before for number in (ONE, SECOND, 3)] == [True, True, True]
    await hands_on(hana, body=True)
    await chats.deliver()
    [after] = in_group(chats, "<b>Waiting for you</b>")
    assert [f"/case_{number}" in after for number in (ONE, SECOND, 3)] == [False, True, True]


async def test_the_card_of_another_case_does_not_name_the_one_from_which_the_body_is_barred(district: District) -> None:
    await two_of_one_child(district)
    _, hana = await people(district)
    chats = Chats(district)
    await passes(district, chats, timedelta(hours=1))
    [before] = in_group(chats, "[late] <b>Case 2 ")
    assert "Perhaps the same child as /case_1" in before
    await hands_on(hana, body=True)
    await chats.deliver()
    assert in_group(chats, "<b>Case 1 ") == []
    [after] = in_group(chats, "[late] <b>Case 2 ")
    assert "/case_1" not in after


async def test_the_line_that_says_what_was_hidden_leaves_the_chat_of_whoever_is_barred(district: District) -> None:
    await two_of_one_child(district)
    amal, _ = await people(district)
    chats = Chats(district)
    await opening.open_story(await asking(*amal.me), ONE)
    await chats.deliver()
    district.time.move(days=2)
    await expiring_messages.let_go(district.services, district.time.at)
    await chats.deliver()
    assert "/open_1" in read_by(chats, amal)
    await hands_on(amal)
    await chats.deliver()
    assert "/open_1" not in read_by(chats, amal)


async def test_what_is_too_old_to_be_deleted_loses_its_words(district: District) -> None:
    await two_of_one_child(district)
    _, hana = await people(district)
    chats = Chats(district)
    for hours in (1, 30):
        await passes(district, chats, timedelta(hours=hours))
    assert "/case_1" in "".join(in_group(chats, ""))
    chats.too_old = {place for place in chats.shown if place[0] == GROUP}
    await hands_on(hana, body=True)
    await chats.deliver()
    assert "/case_1" not in "".join(in_group(chats, ""))
    assert "Case 1 " not in "".join(in_group(chats, ""))


async def test_nothing_of_the_case_stays_in_a_former_group(district: District) -> None:
    await two_of_one_child(district)
    _, hana = await people(district)
    chats = Chats(district)
    await passes(district, chats, timedelta(hours=5))
    async with district.database.begin() as uow:
        await uow.agencies.bind(EDU, ChatId(-777), "Schools", "en", district.time.at)
        await uow.commit()
    await chats.deliver()
    assert in_group(chats, "<b>Case 1 ")
    await hands_on(hana, body=True)
    await chats.deliver()
    assert in_group(chats, "<b>Case 1 ") == []
    assert "<b>/case_1</b>" not in "".join(in_group(chats, ""))


async def three_late(district: District) -> tuple[Officer, Chats]:
    """The head of the schools has read one list of three late cases. Two of them were told to her before."""
    await two_of_one_child(district)
    await tells(Someone(district, 102), "He is afraid to go home.", "Bo")
    _, hana = await people(district)
    chats = Chats(district, asks=True)
    for hours in (1, 4, 4):
        await passes(district, chats, timedelta(hours=hours))
    assert named_as_late(chats, hana) == [{SECOND, 3}, {SECOND, 3}, {ONE, SECOND, 3}]
    return hana, chats


def named_as_late(chats: Chats, who: Officer) -> list[set[int]]:
    """The cases that each list of late cases in her chat names, the oldest list first."""
    mine = [one.text for (chat, _), one in sorted(chats.shown.items()) if chat == who.visitor.chat]
    lists = [text for text in mine if text.startswith("<b>Not done in time</b>")]
    return [{int(number) for number in re.findall(r"<b>/case_(\d+)</b>", text)} for text in lists]


async def test_what_is_late_in_the_other_cases_of_a_list_is_told_again(district: District) -> None:
    hana, chats = await three_late(district)
    await hands_on(hana)
    await chats.deliver()
    assert named_as_late(chats, hana) == [{SECOND, 3}, {SECOND, 3}, {SECOND, 3}]


async def test_a_late_case_that_bars_another_body_is_told_again_by_itself(district: District) -> None:
    hana, chats = await three_late(district)
    wu = officer(district, 23, PSB, head=True)
    await employ(district, wu, head=PSB)
    await hands_on(wu, SECOND, body=True)
    await hands_on(hana)
    await chats.deliver()
    assert named_as_late(chats, hana)[-1] == {3}
    alone = [line for line in read_by(chats, hana).splitlines() if line.startswith("<b>Case 2 (P2)</b>: Education is")]
    assert [re.findall("acknowledge|first action", line) for line in alone] == [["acknowledge"], ["first action"]]


async def test_a_group_reads_again_what_is_late_in_the_other_cases_of_its_lists(district: District) -> None:
    """The procuratorate has read a list of late cases, and the morning digest."""
    _, chats = await three_late(district)
    lin = officer(district, 24, PROC, head=True)
    await employ(district, lin, head=PROC)
    district.time.at = MORNING
    await reminders.digest(district.services, district.sitting, district.time.at)
    await chats.deliver()
    named = [text for text in in_group(chats, "", of=PROCURATORATE) if "/case_1</b>" in text]
    assert [re.sub(r"[</(].*", "", text.removeprefix("<b>"), flags=re.DOTALL) for text in named] == [
        "Not done in time",
        "Waiting for you",
        "Morning digest",
    ]
    await hands_on(lin, body=True)
    await chats.deliver()
    late = in_group(chats, "<b>Not done in time</b>", of=PROCURATORATE)
    assert not [text for text in late if "/case_1</b>" in text]
    assert "/case_2</b> P2 · Education: first action" in late[-1]
    assert "/case_3</b> P2 · Education: first action" in late[-1]
    assert "Procuratorate" not in late[-1], "the group is reminded of its own deadlines in its own list"
    assert in_group(chats, "<b>Waiting for you</b>", of=PROCURATORATE)
