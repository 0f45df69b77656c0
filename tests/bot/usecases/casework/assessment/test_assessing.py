"""The form of an assessment names its scales on the buttons, and the resulting class before it is saved (L6)."""

from itertools import product

import pytest

from bot.domain.cases.case import CaseState
from bot.domain.errors import BadAnswer
from bot.domain.notices.notice import Notice
from bot.domain.queues.delivery import OutboxRow
from handlers.officer import buttons as b
from handlers.telegram.text.buttons import parse
from handlers.telegram.text.rendered import RenderContext, Rendered
from tests.support.acting import begins, hands_in, taps
from tests.support.facts_of_notices import CATALOGUE, LANGUAGES
from tests.support.notices import worded
from tests.support.officers import CYL, EDU, Officer, employ, officer, reported, the_case
from tests.support.people import PROFILE, District, Someone
from tests.support.screens.phone_screen import SCREEN, height

CALLED_FOR = {
    (0, 0): "P4", (0, 1): "P4", (0, 2): "P3", (0, 3): "P2",
    (1, 0): "P4", (1, 1): "P4", (1, 2): "P3", (1, 3): "P2",
    (2, 0): "P3", (2, 1): "P3", (2, 2): "P2", (2, 3): "P2",
    (3, 0): "P1", (3, 1): "P1", (3, 2): "P1", (3, 3): "P1",
}  # fmt: skip
"""By hazard and seriousness: the class, by casework.md. The case of these tests is P3, which no assessment lowers."""
SCALES = ("hazard", "seriousness", "credibility")
NAMES = {"en": ("Hazard", "Serious", "Credible"), "zh-Hans": ("危险", "严重", "可信")}


async def at_work(district: District, rita: Someone, agency: str = "EDU", user: int = 30) -> Officer:
    """A bullying case of class P3, acknowledged by an officer who begins to assess it."""
    await reported(rita)
    bo = officer(district, user, EDU if agency == "EDU" else CYL)
    await employ(district, bo)
    await bo.takes()
    await begins(*bo.me, "assess")
    return bo


async def form(district: District, language: str = "en") -> Rendered:
    """The form as it stands in the officer's chat now."""
    shown: list[Notice] = [notice for notice in await district.deliver() if notice.kind == "assess"]
    context = RenderContext(
        CATALOGUE, CATALOGUE.has, PROFILE, "bot", district.database.reading, district.database.files, district.time.now
    )
    rendered = await worded(context, OutboxRow(1, 30, language, shown[-1], 0, None, None, is_group=False))  # type: ignore[arg-type]
    assert rendered is not None
    return rendered


def labels(rendered: Rendered) -> list[list[str]]:
    return [[key.text for key in row] for row in rendered.keys]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_button_says_to_which_row_it_belongs(district: District, rita: Someone, language: str) -> None:
    await at_work(district, rita)
    shown = await form(district, language)
    pairs = [
        (scale, name, pair) for scale, name in zip(SCALES, NAMES[language], strict=True) for pair in ((0, 1), (2, 3))
    ]
    for (scale, name, pair), row in zip(pairs, shown.keys[:6], strict=True):
        assert [key.text for key in row] == [f"{name} {level}" for level in pair]
        assert [parse(key.data) for key in row] == [b.AssessValue(1, scale, level) for level in pair]
    assert height(shown.text, shown.keys) <= SCREEN


@pytest.mark.parametrize("agency", ["EDU", "CYL"])
async def test_the_class_that_results_is_shown_for_every_choice_before_saving(
    district: District, rita: Someone, agency: str
) -> None:
    bo = await at_work(district, rita, agency)
    assert "Once saved" not in (await form(district)).text
    for hazard, seriousness in product(range(4), range(4)):
        await taps(*bo.me, "assess", "hazard", hazard)
        await taps(*bo.me, "assess", "seriousness", seriousness)
        text, called_for = (await form(district)).text, CALLED_FOR[hazard, seriousness]
        expected = {
            "P1": "Once saved, the class is <b>P1 immediate</b> (now P3 medium).",
            "P2": "Once saved, the class is <b>P2 high</b> (now P3 medium).",
            "P3": "Once saved, the class stays <b>P3 medium</b>.",
            "P4": "Once saved, the class stays <b>P3 medium</b>. Your numbers would be P4 low, but an assessment never"
            " lowers the class.",
        }[called_for]
        assert expected in text, (hazard, seriousness)
        assert ("Deadlines become sooner" in text) is (called_for in {"P1", "P2"})
    assert (await the_case(district)).state is CaseState.ACKNOWLEDGED or agency == "CYL"


@pytest.mark.parametrize(
    ("levels", "becomes"), [((3, 0, 2), "P1"), ((2, 2, 2), "P2"), ((2, 0, 3), "P3"), ((0, 0, 2), "P3")]
)
async def test_saving_an_assessment_does_what_its_preview_showed(
    district: District, rita: Someone, levels: tuple[int, int, int], becomes: str
) -> None:
    bo = await at_work(district, rita)
    for scale, value in zip(SCALES, levels, strict=True):
        await taps(*bo.me, "assess", scale, value)
    assert labels(await form(district))[6] == [f"Save: {becomes}", "Cancel"]
    assert (await the_case(district)).urgency.value == "P3"
    await hands_in(*bo.me)
    assert (await the_case(district)).urgency.value == becomes


async def test_an_assessment_cannot_be_saved_while_a_row_is_empty(district: District, rita: Someone) -> None:
    bo = await at_work(district, rita)
    await taps(*bo.me, "assess", "hazard", 3)
    await taps(*bo.me, "assess", "seriousness", 3)
    assert labels(await form(district))[6:] == [["Cancel"]]


async def test_doubt_in_a_childs_own_words_is_refused_when_it_is_tapped(district: District, rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "child_self-under_14")
    await rita.choose("danger", "no")
    await rita.tick("harms", "bullying")
    await rita.choose("next_steps", "go_on")
    await rita.say("They wait for me after school.")
    await rita.done("story")
    await rita.check()
    await rita.send()
    bo = officer(district, 30, EDU)
    await employ(district, bo)
    await bo.takes()
    await begins(*bo.me, "assess")
    for doubt in (0, 1):
        with pytest.raises(BadAnswer) as refused:
            await taps(*bo.me, "assess", "credibility", doubt)
        assert refused.value.key == "own-words-count"
    assert await taps(*bo.me, "assess", "credibility", 2)
