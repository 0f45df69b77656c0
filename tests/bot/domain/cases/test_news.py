"""News that waits for the same morning: one message, the newest state, and no answer lost."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.facts import Fact
from bot.domain.ids import CaseId, ReporterToken
from bot.domain.notices.merging import merged
from bot.domain.notices.news import NEWS, answers_in, news_in, news_slot
from bot.domain.notices.notice import Mode, Notice, Priority, ToReporter
from tests.support.notices import notice_of

RANK = {"apology": 0, "case_acknowledged": 1, "case_answered": 2, "case_closed": 3}
KINDS = st.lists(st.sampled_from(list(RANK)), min_size=2, max_size=6)


def a_piece_of_news(kind: str, number: int = 0, case: str = "c") -> Notice:
    """News as the line writes it; an answer has words of its own."""
    facts: dict[str, Fact] = {"number": 1, "voice": "adult"}
    facts |= {"text_key": "", "words": f"answer {number}"} if kind == "case_answered" else {}
    slot = news_slot(CaseId(case))
    to = ToReporter(ReporterToken("t"))
    return notice_of(
        kind, to, facts, Priority.ALERT, CaseId(case), slot, Mode.NEXT, silent=True, merge=True, starts=True
    )


@given(KINDS)
def test_any_news_in_any_order_becomes_one_message(kinds: list[str]) -> None:
    first, *others = [a_piece_of_news(kind, n) for n, kind in enumerate(kinds)]
    waiting = first
    for newer in others:
        both = merged(waiting, newer)
        assert both is not None
        waiting = both
    told = waiting.content
    assert isinstance(told, NEWS)
    assert waiting.kind == max(kinds, key=lambda kind: RANK[kind])
    assert {one.KIND for one in news_in(told)} == set(kinds)
    words = [f"answer {n}" for n, kind in enumerate(kinds) if kind == "case_answered"]
    assert [one.words for one in answers_in(told)] == words
    assert (waiting.starts, waiting.silent, waiting.merge) == (True, True, True)


def test_news_of_two_cases_stays_apart() -> None:
    assert merged(a_piece_of_news("apology"), a_piece_of_news("case_closed", case="d")) is None


def test_other_messages_to_the_reporter_stay_apart() -> None:
    other = notice_of("danger_sent", ToReporter(ReporterToken("t")), {"number": 1}, merge=True)
    assert merged(other, a_piece_of_news("case_closed")) is None
