"""HELP inside a sentence shows whom to call, at any moment, and the words are stored as well (SG12)."""

from pathlib import Path

import pytest

from bot.domain.ids import UserId
from handlers.reporter.cries import cries_for_help
from tests.support.facts_of_notices import CATALOGUE
from tests.support.people import PROFILE
from tests.support.running.conversation import begin, send, tell
from tests.support.running.running_bot import running_bot, until

CRIES = """
    help me he hits me
    please help, my dad is drunk
    I need help now
    someone help my sister
    somebody help us
    can anyone help
    sos he is at the door
    save me from him
    please call the police
    call an ambulance she is bleeding
    please somebody call 110
    get me out of here
    I'm in danger
    my friend is in danger
    come and get me please
    he is coming, help me
    HELP ME PLEASE
    please, please help her
    we need help
    send help
    rescue me
    help us, they are fighting
    my brother needs help
    I think my friend needs help, he cut his arm
    help him please
    help me!!!
    pls someone help
    can somebody help me
    nobody helps, get help
    come quick
    she needs help
    Help!!! he's here
    HELP he hits me
    help she is bleeding
    help they are fighting
    help, I'm scared
    Help. Dad is drunk again
    pls help
    plz help i am alone
    helppp
    heeelp he is coming
    help now please
    help there is a man in my room
    help！他来了
    救救我，他要打我
    快来救我
    救命啊他又喝酒了
    求求你们救救我
    帮帮我吧我好怕
    谁来救救我妹妹
    求你帮帮我
    快报警
    帮我报警好不好
    他在砸门，救命
    叔叔救我
    来人啊
    我需要帮助
    我要求助
    有没有人管管我
    求求你帮我
    我很危险
    叫救护车
    帮我打120
    快来人
    救救孩子
    救他
    请报警
    带我离开这里
    快来接我
    sos 我在家
    谁能帮帮我
    有人帮我吗
    求救
    快救救我妈妈
"""
ORDINARY = """
    my teacher helps me
    he helped us to carry it
    she was helpful
    please save the file
    help yourself
    can you help me with my homework
    save me a seat
    I need help with maths
    there was an emergency exit
    the police came yesterday
    he does not help at home
    I help my mum
    the school did not help her
    nobody could help it
    helpful people
    a helping hand
    helpless feeling
    helpmeet is an old word
    the rescue team came
    self help books
    tigers are in danger, the tiger is in danger of extinction
    he saved the game
    the ambulance was red
    homework help
    I got help from my aunt
    妈妈帮我洗澡
    老师帮助我学习
    他是我的救命恩人
    她拿了救命钱
    老师帮助同学
    他们互相帮助
    我们学了急救
    救护车来过
    报警器响了
    笑到救命
    帮帮我写作业
    不需要帮助
    救生圈
    救火队
    他去报了警
    班长帮忙搬书
    我帮他拿书包
    抢救过来了
    我打110分
    他救了一只猫
"""


def lines(table: str) -> list[str]:
    return [line.strip() for line in table.strip().splitlines()]


def test_a_cry_for_help_is_recognised_inside_a_sentence() -> None:
    assert [line for line in lines(CRIES) if not cries_for_help(CATALOGUE, PROFILE, line)] == []


def test_ordinary_words_are_not_taken_for_a_cry_for_help() -> None:
    assert [line for line in lines(ORDINARY) if cries_for_help(CATALOGUE, PROFILE, line)] == []


@pytest.mark.parametrize("moment", ["before any talk", "in the story", "after sending"])
async def test_a_cry_for_help_shows_whom_to_call_and_is_stored(tmp_path: Path, moment: str) -> None:
    async with running_bot(tmp_path) as here:
        person = await here.world.person("Rita")
        if moment != "before any talk":
            await begin(person)
            await tell(person, "He comes home drunk.")
        if moment == "after sending":
            await send(person)
        await person.say("please help me, he is at the door")
        await person.wait_for("Numbers to call")
        key = here.app.assembly.components.database.blind_index.person(UserId(person.id))

        async def is_stored() -> bool:
            async with here.app.assembly.components.database.reading() as uow:
                draft, told = await uow.drafts.of(key), await uow.reports.of_person(key)
            pieces = [piece for answer in (draft.answers if draft else ()) for piece in answer.pieces]
            pieces += [piece for report, _ in told for addition in report.additions for piece in addition.pieces]
            return any("at the door" in piece.text for piece in pieces)

        await until(is_stored)
