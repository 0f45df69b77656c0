"""The last button of a form that shows what follows names the act, in both languages: nothing that is sent is called
'save'."""

from typing import Any, cast

import pytest

from bot.domain.desk import Previewing
from bot.domain.desk_answers import BodyAsked, NewLead, NewReply, ProposedClosing, TalkTime
from bot.domain.ids import AgencyKey, CaseNumber, ChatId
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.officer.classes import ClassPreview
from bot.domain.notices.officer.desk_steps import ClosePreview, DeskPreview, ReplyPreview
from bot.domain.notices.officer.handover import HandoverPreview
from bot.domain.notices.officer.merged_cases import PartPreview
from bot.domain.notices.officer.questions import AskedReport, AskShown
from bot.domain.notices.officer.reopening import ReopenPreview
from bot.domain.notices.officer.talks import RecordPreview
from bot.domain.notices.officer.tasks import TaskForm
from bot.domain.queues.delivery import OutboxRow
from bot.usecases.casework.forms import FORMS
from handlers.officer.buttons import DeskDone
from handlers.staff_verbs import VERBS
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import RenderContext, Rendered
from tests.support.any_notice import any_of
from tests.support.facts_of_notices import AT, CATALOGUE
from tests.support.notices import worded
from tests.support.people import PROFILE

ACTS = {
    "ask": ("Send", "发送"),
    "bringin": ("Bring them in", "请其协办"),
    "close": ("Propose to close", "提议结案"),
    "handover": ("Hand it over now", "现在移交"),
    "lead": ("Name the lead", "指定主办单位"),
    "lower": ("Propose the lower class", "提议降低等级"),
    "merge": ("Make them one case", "合并为一案"),
    "raise": ("Raise the class", "提高等级"),
    "record": ("Save the record", "保存记录"),
    "reopen": ("Open it again", "重新办理"),
    "reply": ("Send", "发送"),
    "talk": ("Call the talk", "召集会商"),
    "task": ("Make the task", "布置任务"),
    "transfer": ("Ask them to lead", "请其主办"),
    "unask": ("Take it back", "撤回提问"),
    "unmerge": ("Make them two cases", "恢复为两案"),
}
"""By form: its last button in English and Chinese."""
ONE, PSB = CaseNumber(1), AgencyKey("PSB")
REPORT = any_of(AskedReport, {"voice": "adult"})
SHOWN: dict[str, Any] = {
    "ask": any_of(AskShown, {"state": Previewing(), "template": "how_now", "chosen": 1, "reports": (REPORT,)}),
    "bringin": DeskPreview(number=ONE, form="bringin", answers=BodyAsked(PSB, "They know the family")),
    "close": ClosePreview(number=ONE, answers=ProposedClosing(outcome="legal_aid", safe="yes")),
    "handover": any_of(HandoverPreview, {"to": "PSB"}),
    "lead": DeskPreview(number=ONE, form="lead", answers=NewLead(PSB)),
    "lower": any_of(ClassPreview, {"is_lowering": True, "hears": ()}),
    "raise": any_of(ClassPreview, {"is_lowering": False, "hears": ()}),
    "record": any_of(RecordPreview, {"hears": (), "hazard": 1, "seriousness": 1, "credibility": 2}),
    "reopen": any_of(ReopenPreview, {"hears": ()}),
    "reply": ReplyPreview(number=ONE, answers=NewReply(text_key="canned-thank_you")),
    "talk": DeskPreview(number=ONE, form="talk", answers=TalkTime(24)),
    "task": any_of(TaskForm, {"state": Previewing()}),
    "transfer": DeskPreview(number=ONE, form="transfer", answers=BodyAsked(PSB, "It is a crime")),
    "unmerge": any_of(PartPreview, {"hears": (), "other_hears": (), "other_lead": "PSB"}),
}
"""What is shown before the act, where a form has a message of its own for it."""
FROM_CASES = {"merge", "unask"}
"""What these show is read from stored cases."""


async def shown_as(shown: Any, language: str) -> Rendered:
    """The message on the desk."""
    context = RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", cast("Any", None), cast("Any", None), lambda: AT)
    row = OutboxRow(1, ChatId(7), language, Notice(shown, ToChat(ChatId(7), language)), 0, None, None, is_group=False)
    rendered = await worded(context, row)
    assert rendered is not None
    return rendered


async def last_tap(shown: Any, language: str) -> str:
    """The words of the button that carries it out."""
    keys = [key for row in (await shown_as(shown, language)).keys for key in row]
    return next(key.text for key in keys if key.data == pack(DeskDone(1, "go")))


def test_every_form_with_a_preview_is_in_the_table() -> None:
    assert {verb.command for verb in VERBS} >= set(ACTS)
    assert set(ACTS) == {doing for doing, form in FORMS.items() if form.preview}


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
async def test_the_last_button_of_a_form_names_its_act(language: str) -> None:
    for doing in sorted(set(ACTS) - FROM_CASES):
        assert await last_tap(SHOWN[doing], language) == ACTS[doing][language != "en"], doing


def test_the_last_buttons_of_forms_have_words_in_both_languages() -> None:
    keys = {doing: f"button-go-{doing}" for doing in ACTS}
    assert {doing: (CATALOGUE(key, "en"), CATALOGUE(key, "zh-Hans")) for doing, key in keys.items()} == ACTS


@pytest.mark.parametrize(
    ("language", "goes_on"),
    [("en", "Goes on with the child: Women's Federation"), ("zh-Hans", "继续负责孩子的单位：妇联")],
)
async def test_before_an_end_is_proposed_all_that_was_written_is_shown(language: str, goes_on: str) -> None:
    receipt = "Line of the next district, Ms Ba, 77"
    ending = ProposedClosing(
        "referred_out", "no", later="30", body=AgencyKey("WOM"), receipt=receipt, words="They moved"
    )
    text = (await shown_as(ClosePreview(number=ONE, answers=ending), language)).text
    for told in (goes_on, "Line of the next district, Ms Ba, 77", "They moved", "30"):
        assert told in text
