"""A question stays in view on a phone while its options are read, in every wording and both languages."""

from typing import Any

import pytest

from bot.domain.ids import ChatId, PersonKey
from bot.domain.intake.facts import of_oneself
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.reporter.screens import PlainQuestion as Shown
from bot.domain.profile import IntakeQuestion, QuestionKind
from bot.domain.queues.delivery import OutboxRow
from handlers.reporter import buttons as b
from handlers.reporter.screens.option_rows import in_rows, page_of
from handlers.reporter.screens.views_intake import question as view
from handlers.telegram.text.buttons import parse
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from tests.support.domain.answers import ASKED, PROFILE
from tests.support.facts_of_notices import AT, CATALOGUE, LANGUAGES
from tests.support.screens.phone_screen import SCREEN, height, width

NOBODY: Any = None
CONTEXT = RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", NOBODY, NOBODY, lambda: AT)
VOICES = ("adult", "teen", "peer", "child", "friend")
CHOSEN = [
    one for one in ASKED.questions.values() if one.kind in {QuestionKind.ONE, QuestionKind.MANY} and one.id != "start"
]


async def shown(asked: IntakeQuestion, voice: str, language: str, page: int, chosen: tuple[str, ...]) -> Rendered:
    """The fullest screen: on the danger path, with every row under it."""
    said = Shown(
        person=PersonKey("p"), voice=voice, question=asked.id, chosen=chosen, step=12, total=30, back=True,
        send=asked.id != "harms", page=page, may_write="on",
    )  # fmt: skip
    notice = Notice(said, ToChat(ChatId(5), language))
    return await view(CONTEXT, OutboxRow(1, ChatId(5), language, notice, 0, None, None, is_group=False), said)


def pressed(rendered: Rendered, *kinds: type[Any]) -> list[Any]:
    """The labels of the buttons of these kinds, in order."""
    found = [parse(key.data) for row in rendered.keys for key in row]
    return [one for one in found if isinstance(one, kinds)]


async def pages(asked: IntakeQuestion, voice: str, language: str, chosen: tuple[str, ...] = ()) -> list[Rendered]:
    """Every page, by pressing More until there is no more."""
    found, page = [], 0
    while True:
        found.append(await shown(asked, voice, language, page, chosen))
        further = [one.page for one in pressed(found[-1], b.ShowPage) if one.page > page]
        if not further:
            return found
        page = further[0]


def offered(asked: IntakeQuestion, voice: str) -> list[str]:
    if asked.id == "contact":
        return ["yes", "times-morning", "times-afternoon", "times-evening", "no"]
    return [option for option in asked.options if not (option in asked.not_of_oneself and of_oneself(voice))]


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_question_with_its_options_fits_a_phone(voice: str, language: str) -> None:
    too_tall = {}
    for asked in CHOSEN:
        ticked = tuple(asked.options[:3]) if asked.kind is QuestionKind.MANY else ()
        for number, one in enumerate(await pages(asked, voice, language, ticked)):
            question = one.text[one.text.index("<i>") :]
            if height(question, one.keys) > SCREEN:
                too_tall[asked.id, number] = height(question, one.keys)
    assert too_tall == {}


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_option_stands_on_one_page_and_none_and_i_dont_know_on_each(voice: str, language: str) -> None:
    for asked in CHOSEN:
        found = [
            [one.option for one in pressed(page, b.Tick, b.Choose)] for page in await pages(asked, voice, language)
        ]
        known = [option for page in found for option in page if option not in {"none", "unknown"}]
        assert known == [option for option in offered(asked, voice) if option not in {"none", "unknown"}], asked.id
        for always in ("none", "unknown"):
            assert all((always in page) is (always in asked.options) for page in found), asked.id


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_harms_have_two_pages_at_most_and_the_same_foot_on_each(voice: str, language: str) -> None:
    found = await pages(ASKED.questions["harms"], voice, language)
    assert len(found) <= 2
    for page in found:
        assert pressed(page, b.Finish, b.HelpNow, b.Hide, b.Back, b.MayWrite) == [
            b.Finish("harms"), b.MayWrite("no"), b.Back("harms"), b.HelpNow(), b.Hide("ask"),
        ]  # fmt: skip


async def test_what_is_ticked_on_another_page_is_named_and_nothing_moves_when_it_is_ticked() -> None:
    harms = ASKED.questions["harms"]
    plain, ticked = await pages(harms, "adult", "en"), await pages(harms, "adult", "en", ("assault", "self_harm"))
    assert [page.text.split("\n")[0] for page in ticked] == [
        "Also chosen: Self-harm or suicide",
        "Also chosen: Assault, beating",
    ]
    assert not any("chosen" in page.text for page in plain)
    for before, after in zip(plain, ticked, strict=True):
        assert [len(row) for row in before.keys] == [len(row) for row in after.keys]
    assert "✓ Assault, beating" in [key.text for row in ticked[0].keys for key in row]


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_button_label_is_truncated(voice: str, language: str) -> None:
    """A half of a row shows twenty Latin or ten Chinese characters, a whole one forty."""
    for asked in CHOSEN:
        for page in await pages(asked, voice, language):
            for row in page.keys:
                most = {1: 40, 2: 20, 3: 16}[max(len(row), 1)]
                assert [key.text for key in row if width(key.text) > most] == [], asked.id


async def test_buttons_that_are_remembered_are_those_of_this_language_this_wording_and_what_is_ticked() -> None:
    harms, found = ASKED.questions["harms"], []
    for language, voice, chosen in (("en", "adult", ()), ("zh-Hans", "adult", ()), ("en", "child", ("assault",))) * 2:
        one = await shown(harms, voice, language, 0, chosen)
        found.append(next(key.text for row in one.keys for key in row if parse(key.data) == b.Tick("harms", "assault")))
    assert found == ["Assault, beating", "殴打、伤害", "✓ Hitting or hurting"] * 2


async def test_a_page_beyond_the_end_shows_the_last_one() -> None:
    last = await shown(ASKED.questions["harms"], "adult", "en", 1, ())
    assert await shown(ASKED.questions["harms"], "adult", "en", 99, ()) == last
    assert [one.page for one in pressed(last, b.ShowPage)] == [0]


def test_a_profiles_longer_list_has_more_pages() -> None:
    options = [f"option number {place} of a district" for place in range(40)]
    found = [page_of(options, str, 1, number, 4) for number in range(5)]
    assert [page.count for page in found] == [5] * 5
    assert [option for page in found for row in page.rows for option in row] == options
    assert max(len(page.rows) for page in found) <= 8


def test_short_labels_stand_side_by_side() -> None:
    keys = [Key(text) for text in ("a", "b", "c")]
    assert in_rows(keys, 2, lambda key: key.text) == [tuple(keys[:2]), tuple(keys[2:])]
