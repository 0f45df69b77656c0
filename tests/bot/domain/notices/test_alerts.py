"""Which messages call a body, and for how long they were on their way."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import AgencyKey, CaseId, CaseNumber, ChatId
from bot.domain.notices.alerts import is_alert, on_its_way
from bot.domain.notices.notice import Mode, Notice, ToAgency, ToChat
from bot.domain.notices.officer.cases import Card, NotOursWhy

AT = datetime(2026, 11, 29, 4, 0, tzinfo=UTC)
CARD = Notice(Card(), ToAgency(AgencyKey("EDU")), case=CaseId("c1"))
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("notice", "stands", "calls"),
    [
        (CARD, False, True),
        (CARD, True, True),
        (replace(CARD, mode=Mode.EDIT), False, True),
        (replace(CARD, mode=Mode.EDIT), True, False),
        (replace(CARD, mode=Mode.NEXT), True, True),
        (replace(CARD, mode=Mode.DELETE), True, False),
        (replace(CARD, to=ToChat(ChatId(7), "en")), False, False),
        (replace(CARD, content=NotOursWhy(number=CaseNumber(1))), False, False),
    ],
)
def test_a_card_that_comes_to_a_body_as_a_new_message_is_an_alert(notice: Notice, stands: bool, calls: bool) -> None:
    assert is_alert(notice, stands=stands) is calls


def test_an_alerts_delay_counts_from_its_writing_or_from_its_not_before_time() -> None:
    assert on_its_way(CARD, AT, AT + 3 * MINUTE) == 3 * MINUTE
    assert on_its_way(replace(CARD, not_before=AT + 2 * MINUTE), AT, AT + 3 * MINUTE) == MINUTE
    assert on_its_way(replace(CARD, not_before=AT - MINUTE), AT, AT + 3 * MINUTE) == 3 * MINUTE
