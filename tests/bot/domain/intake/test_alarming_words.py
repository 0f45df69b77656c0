"""Words that raise, as children and adults say them: by hand, what must be found and what must not (T21, SG19)."""

import pytest

from bot.domain.intake.wordlists import found_in
from tests.support.answers import facts

CALM = {"danger": "no", "harms": ["neglect"]}

FOUND: dict[str, str] = {
    "self_harm": """
        i wish i could disappear
        i want to end it
        i just want it all to end
        我割手了
        他割手腕
        I want to die
        i wanna die so bad
        I want to kill myself
        i dont want to live anymore
        I don't want to live like this
        i wish i was dead
        I wish I was never born
        everyone would be better off without me
        there is no reason to live
        she said she wants to end it all
        I cut myself yesterday
        i keep cutting my arms
        I hurt myself when they laugh at me
        my friend self-harms
        She took all the pills in the box
        he swallowed lots of pills
        I'm going to jump off the roof
        I want to never wake up
        I just want to disappear forever
        he tried to hang himself
        someone wrote kys on my desk
        they tell me kill yourself
        my sister is suicidal
        I’m tired of living
        SUICIDE
        unalive myself
        he overdosed
        I want to  end my life
        my brother slit his wrists, I want to slit my wrists too
        I have nothing to live for
        我想死
        活着没意思
        活着好累，什么都不想做
        我不想活了
        我不想再活下去了
        真想死了算了
        死了就好了
        还不如死了
        我用小刀割手臂
        我又划自己了
        她在手腕上划了好多刀，她老是划手腕
        我站在楼顶想跳下去
        她说要跳楼
        我写好遗书了
        他吃了一瓶药
        我吞药了
        没有我就好了
        我要是消失就好了，我消失就好
        我想从这个世界消失
        我活够了
        撑不下去了
        我觉得我是多余的
        我不想醒过来
        他们叫我去死
        我想 结束生命
        同学说她想轻生
        她有自残的习惯
        我想亖
        紫砂
        我活不下去了
        要是我没出生就好了
    """,
    "sexual": """
        he comes into my room at night
        he got in my bed
        继父半夜来我房间
        他爬到我床上
        he touches me
        He touched me and I did not want it
        my uncle keeps touching me at night
        he touches my private parts
        he put his hand in my pants
        his hand is under my skirt, he puts his hand under my dress
        he makes me take off my clothes
        he told me to take my clothes off
        he took off all my clothes
        coach watches me shower
        he watches me undress
        he shows me his thing
        he comes into my bed
        he got on top of me
        he kisses me on the lips
        he does things to me when mum is out
        it hurts down there
        he touched her down there
        he wants me to send nudes
        he asks for pictures of my body
        he sends me dirty pictures
        he says it is our little secret
        he showed me porn
        the teacher gropes girls
        he molested my cousin
        she was raped
        she is pregnant
        he pulled down my pants
        a man online wants to see me naked
        he feels me up
        he wants to have sex
        他让我脱衣服
        叔叔叫我把裤子脱了
        他逼我脱光
        他把我的裤子脱了
        他摸我
        他老是摸我下面
        老师摸她屁股，老师摸她
        他乱摸
        他碰我那里
        教练动手动脚
        他趴在我身上
        他压在我身上不让我动
        他半夜钻进我被窝
        他爬上我的床
        他手伸进我衣服里
        他给我看下面
        他偷看我洗澡
        舅舅总看我洗澡
        他亲我嘴
        他要我发身体的照片
        网友叫我裸聊
        他让我看黄片
        他露出下面
        他让我坐他腿上
        我下面流血
        我那里好痛
        她怀孕了
        他和我发生关系
        他带我去开房
        他偷拍我
        有人发果照
    """,
    "violence": """
        they push my head in the toilet
        she holds my head under water
        他们把我堵在厕所打
        他把我头按进水池
        he hits me
        my dad hits me every day
        mum beats me
        my stepfather beats me
        he kicked me in the stomach
        she slaps me
        he punched me
        he hits my mum
        he beats my brother
        he hurts me
        he hit me with a belt
        he burned me with a cigarette
        he dragged me by the hair
        he pulls my hair
        he choked me
        he strangled her
        he has a knife
        he came with a gun
        he said he will kill me
        he will kill us all
        I will kill you, he said
        he pushed me down the stairs
        my arm is broken, he broke my arm
        she has a black eye
        she is bleeding
        he was unconscious
        I am scared to go home
        they beat him up after school
        teacher hits him
        he stabbed her
        he whips me
        爸爸打我
        妈妈用衣架打我
        我爸喝醉了就打人
        他打我妈妈
        他用皮带抽我
        他扇我耳光
        他踢我肚子
        他掐我脖子
        他拿刀
        他手里有刀
        他说要杀了我们
        他要打死我
        他说要弄死我
        他往死里打
        他用烟头烫我
        他把我推下楼
        他拽我头发
        同学在厕所群殴他
        他砍人了
        他要砍我
        他捅了人
        他把我打晕了
        她流血了
        腿骨折了
        我不敢回家
        我害怕回家
        他天天揍我
        我总是挨打
        他有家暴
        老师打人
        他扯我头发
    """,
    "captivity": """
        他用绳子绑我
        把我绑在椅子上
        he locks me in my room
        he locked me in the cellar
        she locked us in
        he keeps me in the basement
        he won't let me out
        I am not allowed to leave the house
        he tied me to the bed
        she was chained
        they kidnapped her
        they want to sell me
        she was sold, they sold the child
        a man followed me home, he is following me home
        he pulled me, I was pulled into a car
        he is held captive
        he holds me captive
        we are locked up
        she can't leave the house
        he locked me out in the snow
        they wont let me leave
        girls are trafficked there
        he wants to take me away
        my brother is locked in
        she is tied up
        he keeps me in the shed
        he was abducted
        he locks her away
        he locks him in
        he is tying me up
        he sells me to his friends
        they dragged me, dragged into a car
        他把我关起来
        他把我锁在房间里
        妈妈把孩子锁在车里
        他把我关在厕所
        老师关小黑屋
        他不让我出门
        他不让我出去
        他把我绑起来
        他用绳子捆住她
        弟弟被铁链拴着
        有人要拐走她
        她被拐卖了
        他们要把我卖了
        他们要卖给别人
        有人抓走了她
        他要把我带走
        有个人一直尾随我
        有人跟踪我
        他把门反锁了
        他不放我走
        他不准我出门
        孩子被囚禁
        人贩子来了
        他把我拖上车
        她被绑架了
        关进地下室
        他不让我离开
        他不许出门
        把他关在笼子里
        她被关在家里三天
    """,
    "poison": """
        he gave me something and i fell asleep
        他给我喝了东西我就晕了
        he put something in my drink
        he puts pills in my food
        something in her drink
        he gave me pills
        he makes me drink
        she made me drink beer
        he gives us drugs
        he drugged her
        she drank bleach
        she drank the cleaner
        they sniff glue
        they make me, he made me smoke
        rat poison
        she was poisoned
        he took pesticide
        sleeping pills were in it
        he uses meth
        there is heroin
        they spiked it
        a strange pill
        he gave her pills
        he gave us pills
        cocaine
        he drugs me
        weird pills
        ketamine
        he drugged me at night
        he makes me smoke
        it was poison
        she ate poisoned food
        他给我下药
        他在我水里放了东西
        他在饮料里放药
        我喝了就晕
        吃了头晕
        他逼我吃药
        他逼我喝酒
        他们灌我酒
        他喂她安眠药
        他喝农药
        她喝了百草枯
        孩子误服老鼠药
        弟弟误食洁厕灵
        有人投毒
        她中毒了
        他们吸毒
        他们卖大麻
        上头电子烟
        学校有人卖笑气
        他给我吃奇怪的糖
        奶茶里放了东西
        他逼我抽烟
        迷药
        听话水
        冰毒
        他下毒
        饭里放药
        他给我喝奇怪的东西
        依托咪酯
        被下了药
    """,
}
NOT_FOUND = """
    路上堵车堵了半小时
    他上我的床头柜拿书
    I want to end it here, thank you
    the water is under the bridge
    气球绑了绳子
    他按进度写作业
    he is killing it on stage
    she killed it
    this game killed the time
    hit me up later
    it hit me that I forgot my book
    can you hit her up for the notes
    beats me why
    beat me at chess
    she beat him in the race
    knife and fork on the left
    we had a water gun fight
    Top Gun was boring
    I choked up at the film
    stab at the homework
    the song touched me deeply
    the ending touched her heart
    tied up at work today
    tied up in traffic
    we were locked in a draw
    he locked up the bike
    spiked hair
    my cat is pregnant
    jumped off the swing
    we got knocked out of the cup
    she passed out the books
    poison ivy
    the naked eye
    I want to die laughing
    skilled at begun work
    the drape and the stable
    the stable boy
    a shotgunned letter to grape farmers
    chocolate and axes? no, taxes
    he touches the piano
    we keep in touch with mum
    He kept hitting the ball
    I do not want to wake up early
    put sugar in my drink
    bleeding edge
    murder mystery evening
    she sold me a ticket
    帮我砍价
    帮我砍一刀
    想死你了
    妈妈我想死你了！
    想死你们了啊
    我想死党了
    电脑死机了
    吃刀削面
    刀子嘴豆腐心
    我用刀切菜
    用小刀削铅笔
    玩水枪
    打死我也不去
    打死一只蚊子
    给我打电话，打我的电话
    打他电话没人接
    打人工客服
    被打包带走
    我们拨打我的手机
    他捅了娄子
    牙龈出血
    推出血糖仪
    我们交流血型
    加强暴雨预警
    线下体验店
    地下体育馆
    打开房门
    马上吊销执照
    楼下药店
    电脑中毒了
    玩王者农药
    道德绑架
    我今天不想活动
    跳楼价
    紫砂壶
    去死皮
    奶奶摸我的头
    老师让我们脱鞋
    进门要脱外套
    他不让我出去玩
    妈妈带我走亲戚
    老师对他很冷淡
    我有一把尺子
    他教我写字
    秒杀了所有人
    我们玩狼人杀
    抽我回答问题
    请不要打断老师的话
    饭里放盐
    我们班被打败了
"""


def lines(table: str) -> list[str]:
    return [line.strip().replace("\\n", "\n") for line in table.strip().splitlines()]


def groups(story: str) -> set[str]:
    return {fact.removeprefix("words:") for fact in facts(CALM, story=story) if fact.startswith("words:")}


@pytest.mark.parametrize("group", sorted(FOUND))
def test_how_children_say_it_is_found(group: str) -> None:
    assert [line for line in lines(FOUND[group]) if group not in groups(line)] == []
    assert min(sum(line.isascii() == own for line in lines(FOUND[group])) for own in (True, False)) >= 29


def test_ordinary_words_are_not() -> None:
    assert {line: found for line in lines(NOT_FOUND) if (found := groups(line))} == {}


@pytest.mark.parametrize(
    "story",
    [
        "她杀了一只鸡，爸爸打我",
        "想死你了。我不想活了",
        "他打我电话，说要打死我",
        "He killed it on stage, then he hit me.",
        "knife and fork; he has a knife",
    ],
)
def test_a_harmless_phrase_hides_nothing_beside_it(story: str) -> None:
    assert groups(story)


@pytest.mark.parametrize(
    ("word", "text", "is_found"),
    [
        ("убить", "он хочет убить меня", True),
        ("бить", "любить маму", False),
        ("tuer", "il veut me tuer", True),
        ("tuer", "la batuère", False),
        ("été", "un été chaud", True),
        ("été", "la santété", False),
        ("मार", "वह मार देगा", True),
        ("मार", "हमारा घर", False),
        ("قتل", "يريد قتل أخي", True),
        ("قتل", "مقتله", False),
        ("hit* me", "她说 he hits me，还哭", True),
        ("kill me", "他说kill me", True),
        ("kill me", "skill metal", False),
        ("让…脱", "他让我把外面的脱", True),
        ("让…脱", "他让我走。我自己脱", False),
        ("touch* … down there", "he touched me down there", True),
        ("touch* … down there", "a touchdown there", False),
        ("想死你了。", "想死你了！", True),
        ("想死你了。", "想死你了解吗", False),
    ],
)
def test_a_word_is_found_as_a_whole_in_every_script(word: str, text: str, *, is_found: bool) -> None:
    assert found_in((word,), (), text) is is_found
