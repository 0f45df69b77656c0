"""Boards to draw: empty, with one number in each place, and as large as a district can be."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

from bot.domain.ids import AgencyKey
from bot.domain.numbers import board as b
from bot.domain.urgency import Urgency
from handlers.pictures.chart_words import ChartWords
from handlers.telegram.text.rendered import RenderContext
from tests.support.facts_of_notices import CATALOGUE
from tests.support.people import PROFILE

AT = datetime(2026, 11, 29, 4, 0, tzinfo=UTC)
QUARTER = b.Period("quarter", date(2026, 8, 31), date(2026, 11, 29))
MONTHS = b.Period("quarter", date(2026, 8, 1), date(2026, 10, 31), closed=True)
MONDAYS = [date(2026, 9, 7) + timedelta(weeks=number) for number in range(12)]
LARGE = 48_765
SMALL, WITHHELD = b.Count(None, b.HiddenCount.SMALL), b.Count(None, b.HiddenCount.WITHHELD)


def words_in(locale: str) -> ChartWords:
    """The words of charts in a language."""
    context = RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", None, None, None)  # type: ignore[arg-type]
    return ChartWords(context, locale)


def empty() -> b.Board:
    """A line on its first day: no numbers at all."""
    return b.Board(period=QUARTER, filter=b.Filter(), at=AT)


def weeks_without_cases() -> b.Board:
    """Twelve weeks without cases."""
    weeks = tuple(
        b.Week(one, closed=True, opened={}, ended={}, stock=0, answered=b.Share(), outcome=b.Share()) for one in MONDAYS
    )
    return b.Board(period=QUARTER, filter=b.Filter(), at=AT, weeks=weeks)


def one_of_each() -> b.Board:
    """One case."""
    police, hour = AgencyKey("PSB"), timedelta(hours=1)
    step = b.Times(1, hour, hour, hour, b.Share(1, 1))
    return b.Board(
        period=b.Period("day", date(2026, 11, 29), date(2026, 11, 29)),
        filter=b.Filter(police, Urgency.P2, "bullying", "yangjiaping"),
        at=AT,
        late=(b.LateBody(police, {Urgency.P2: 1}, {Urgency.P2: timedelta(minutes=3)}),),
        bodies=(b.BodyTimes(police, step, b.Times()),),
        weeks=(b.Week(MONDAYS[-1], False, {Urgency.P2: 1}, {}, 1, b.Share(0, 1), b.Share()),),
        reporters=(b.Bar("school", SMALL),),
        silent=(b.Silent("杨家坪小学", "school", never=False),),
        funnel=b.Funnel(started=1, left=1, steps=(b.QuestionStep("start", 1, 0, 0, 1),)),
        delays=(b.Bar("today", SMALL), b.Bar("week", WITHHELD)),
        heat=(b.HeatCell("bullying", "7_10", "", SMALL), b.HeatCell("bullying", "11_13", "", WITHHELD)),
        heat_by_sex=(b.HeatCell("bullying", "11_13", "girl", SMALL), b.HeatCell("bullying", "11_13", "boy", WITHHELD)),
        heat_period=MONTHS,
        areas=(b.Bar("yangjiaping", SMALL), b.Bar("shiban", WITHHELD)),
        matrix=b.Matrix({Urgency.P2: {Urgency.P1: 1}}),
    )


def large() -> b.Board:
    """Every body, harm, age, reporter and question of the profile, with numbers of five digits."""
    bodies, options = PROFILE.agencies, PROFILE.questionnaire.questions
    classes = {one: LARGE // (place + 2) for place, one in enumerate(Urgency)}
    step = b.Times(LARGE, timedelta(minutes=1), timedelta(days=80), timedelta(hours=3), b.Share(LARGE // 2, LARGE))
    share = b.Share(LARGE // 3, LARGE)
    steps = tuple(b.QuestionStep(key, LARGE, LARGE // 2, 0, LARGE // 2) for key in options)
    return b.Board(
        period=QUARTER,
        filter=b.Filter(AgencyKey("WOM"), Urgency.P1, "emotional_or_exposure", "zhongliangshan"),
        at=AT,
        late=tuple(b.LateBody(one, classes, dict.fromkeys(Urgency, timedelta(days=900))) for one in bodies),
        bodies=tuple(b.BodyTimes(one, step, step) for one in bodies),
        weeks=tuple(b.Week(one, True, classes, classes, LARGE, share, share) for one in MONDAYS),
        reporters=tuple(b.Bar(key, b.Count(LARGE)) for key in options["who"].options),
        silent=tuple(b.Silent(f"Experimental Secondary School Number {number}", "school") for number in range(400)),
        funnel=b.Funnel(LARGE, LARGE // 9, 0, LARGE, 12.4, steps),
        delays=tuple(b.Bar(key, b.Count(LARGE)) for key in (*options["last_time"].options, "unknown")),
        heat=tuple(
            b.HeatCell(harm, age, "", b.Count(LARGE)) for harm in PROFILE.harms for age in options["age"].options
        ),
        heat_by_sex=tuple(
            b.HeatCell(harm, age, sex, b.Count(LARGE))
            for harm, age, sex in product(PROFILE.harms, options["age"].options, options["sex"].options)
        ),
        heat_period=MONTHS,
        areas=tuple(b.Bar(area, b.Count(LARGE)) for area in PROFILE.areas),
        matrix=b.Matrix({by: dict.fromkeys(Urgency, LARGE) for by in Urgency}),
    )
