# 报告人看到的全部文字。成人说法 q-<id>，14 岁以下的说法 q-<id>-child，说别的孩子时 -friend；14 至 17 岁说自己的事、成人说法不合适时 -teen。
# 变量与 en/intake.ftl 相同。

## 开始，以及有危险时的地点
q-start = 现在有危险，请打 <b>{ $police }</b>。有人受伤或生病，请打 <b>{ $ambulance }</b>。

    这条热线帮助受到伤害或可能受到伤害的孩子。不确定也可以说。

    现在写的人是谁？
o-start-adult = 我是成年人
o-start-child_self = 我不满 18 岁，说我自己的事
o-start-child_self-under_14 = 我不满 14 岁，说我自己的事
o-start-child_self-14_17 = 我 14 到 17 岁，说我自己的事
o-start-child_other = 我不满 18 岁，说别人的事
o-start-child_other-under_14 = 我不满 14 岁，说别人的事
o-start-child_other-14_17 = 我 14 到 17 岁，说别人的事

q-danger = 孩子现在有危险吗？
q-danger-child = 你现在有危险吗？
q-danger-teen = 你现在有危险吗？
q-danger-peer = 那个孩子现在有危险吗？
q-danger-friend = 那个孩子现在有危险吗？
o-danger-yes_now = 有，就是现在
o-danger-maybe_today = 今天或今晚可能有
o-danger-no = 没有
o-danger-unknown = 不确定

q-place_now = 孩子现在在哪里？可以发送位置，也可以写下来。
q-place_now-child = 你现在在哪里？可以写下来，也可以点按钮。
q-place_now-friend = 那个孩子现在在哪里？可以写下来，你也在那里的话就点按钮。
q-place_now-teen = 你现在在哪里？可以发送位置，也可以写下来。
q-place_now-peer = 那个孩子现在在哪里？可以写下来，你也在那里的话就发送位置。

help-card-medical = <b>请马上打 { $ambulance }。</b>如果您自己安全，请陪着孩子。{ $ambulance } 的人会告诉您怎么做。

    可以一边打电话，一边在这里继续。
help-card-medical-child = <b>马上打 { $ambulance }。</b>他们会告诉你怎么做。

    请身边的大人帮忙。这里可以等一会儿再写。
help-card-medical-teen = <b>马上打 { $ambulance }。</b>他们会告诉你怎么做。请身边的人帮忙。

    这里可以等一会儿再写。
help-card-self_harm = 谢谢您告诉我们。现在请不要让孩子一个人待着。

    想找人说说，可以打 <b>{ $psychological }</b>。青少年也可以打 <b>{ $youth }</b>。有生命危险，请打 <b>{ $ambulance }</b>。

    可以在这里继续，也可以停下。
help-card-self_harm-child = 谢谢你告诉我们。这件事不用你一个人扛。

    想找人说说，可以打 <b>{ $psychological }</b>。也可以打 <b>{ $youth }</b>，那里专门帮助青少年。现在可能受伤，就打 <b>{ $ambulance }</b>。

    你可以继续写，也可以停下。
help-card-self_harm-friend = 谢谢你告诉我们。这件事不用你一个人扛，请马上告诉一个你信任的大人。

    想找人说说，可以打 <b>{ $psychological }</b>。也可以打 <b>{ $youth }</b>，那里专门帮助青少年。有生命危险，就打 <b>{ $ambulance }</b>。

    你可以继续写，也可以停下。
help-card-self_harm-teen = 谢谢你告诉我们。这件事不用你一个人扛。

    想找人说说，可以打 <b>{ $psychological }</b>。也可以打 <b>{ $youth }</b>，那里专门帮助青少年。现在可能受伤，就打 <b>{ $ambulance }</b>。

    你可以继续写，也可以停下。
help-card-self_harm-peer = 谢谢你告诉我们。这件事不用你一个人扛，请马上告诉一个你信任的大人。

    想找人说说，可以打 <b>{ $psychological }</b>。也可以打 <b>{ $youth }</b>，那里专门帮助青少年。有生命危险，就打 <b>{ $ambulance }</b>。

    你可以继续写，也可以停下。
help-card-words = 如果现在有人需要帮助，请打 <b>{ $police }</b> 或 <b>{ $ambulance }</b>。这里可以继续写。
help-card-words-child = 现在需要帮助吗？可以打 <b>{ $police }</b> 或 <b>{ $ambulance }</b>。这里可以继续写。

## 马上求助
help-list = <b>可以拨打的电话</b>
help-line = <b>{ $number }</b> { $what }
help-list-end = 随时可以回到这里继续。

## 哪一种伤害，是谁在写
q-harms = 您知道或担心的是哪一种伤害？可以选多个。
q-harms-teen = 你遇到了什么事，或担心什么事？可以选多个。
q-harms-child = 发生了什么不好的事？可以选一个或几个。
q-harms-peer = 那个孩子遇到了什么事，或你担心什么事？可以选多个。
q-who = 请问您的身份是？
o-who-parent = 家长或监护人
o-who-relative = 亲戚或邻居
o-who-school = 幼儿园或学校
o-who-training = 培训机构
o-who-health = 医务人员
o-who-social = 社工或福利机构人员
o-who-hotel = 宾馆、旅店
o-who-organisation = 其他单位
o-who-person = 其他人
o-who-undisclosed = 不想说
q-age_reporter = 你几岁？
q-age_reporter-child = 你几岁？
o-age_reporter-under_14 = 不满 14 岁
o-age_reporter-14_17 = 14 到 17 岁
q-organisation = 您在哪个单位工作？您的工作负有报告义务。也可以跳过，以个人身份报告。
q-post = 您在单位的职务是什么？
q-work_phone = 方便留一个工作电话吗？工作人员会打这个号码。

## 接下来会怎样（Q07）
q-next_steps = <b>接下来会怎样</b>

    您写的内容会由本区工作人员查看，并转告负责保护孩子的单位，所以我们不能承诺完全保密。他们不会告诉您担心的那个人，是谁报告的。

    { $acknowledge }内会有人接手，{ $reply }内给您答复，{ $outcome }内告诉您结果。

    本聊天通过 Telegram 传送，Telegram 也能读到。
q-next_steps-teen = <b>接下来会怎样</b>

    负责保护孩子的人会看你写的内容，并转告必须帮忙的单位，所以我们不能承诺完全保密。他们不会告诉你担心的那个人，是谁写的。

    { $acknowledge }内会有人接手，{ $reply }内给你答复，{ $outcome }内告诉你结果。

    这个聊天通过 Telegram 传送，Telegram 也能读到。
q-next_steps-child = 保护孩子的人会看你写的话。他们可能还要告诉能帮忙的人。

    我们不能对他们保密。我们不会给你担心的那个人发消息。

    { $acknowledge }内有人来看。{ $reply }内给你回话。
o-next_steps-go_on = 继续
o-next_steps-read_more = 详细了解
o-next_steps-stop = 停止并删除
next-steps-more = <b>谁能看到什么</b>
    各单位的工作群里只有编号、伤害类型、年龄段和片区。您写的话和文件，只有承办本案的人员能逐一查看，每看一次都有记录。如果留下姓名或电话，会分开保存，主办的{ body-police }和{ body-supervising }须两人同意才能查看。

    <b>Telegram 能看到什么</b>
    与机器人的聊天不是端到端加密。Telegram 有一份，登录了您账号的其他手机上也有一份。

    <b>时间</b>
    { $acknowledge }内会有人接手，{ $reply }内给您答复，{ $outcome }内告诉您结果。如果我们晚了，他们的上级会知道。
next-steps-more-teen = <b>谁能看到什么</b>
    各单位的工作群里只有编号、伤害类型、年龄段和片区。你写的话只给处理这件事的人看，每看一次都有记录。

    <b>Telegram 能看到什么</b>
    这个聊天 Telegram 有一份，登录了你账号的其他手机上也有一份。你随时可以点“隐藏”。

    <b>时间</b>
    { $acknowledge }内会有人接手，{ $reply }内给你答复，{ $outcome }内告诉你结果。如果我们晚了，他们的上级会知道。
next-steps-more-child = 大家先看到的只有一个编号。你的话只给帮你的人看。

    这个聊天 Telegram 也有一份。拿到你手机的人也能看到。你随时可以点“隐藏”。

    { $acknowledge }内有人来看。{ $reply }内给你回话。办完最多要 { $outcome }。
stopped = 已经删除。想写的时候随时可以再来。

## 经过
q-story = 请用自己的话说说您看到、听到或被告知的事。如果是孩子告诉您的，请照孩子的原话写。可以分几条发，写完点“好了”。
q-story-child = 发生了什么？用你自己的话说，随时可以停。
q-story-teen = 发生了什么？请用你自己的话说，随时可以停。可以分几条发，写完点“好了”。
pieces-kept = { $count ->
   *[other] 已存 { $count } 条。可以接着写，写完点“好了”。
    }
after-story = 谢谢，这很有用。
after-story-child = 谢谢你告诉我们。这不是你的错。你随时可以停下。接下来还有几个小问题。
after-story-teen = 谢谢你告诉我们。这不是你的错。你随时可以停下。接下来还有一些小问题。

## 孩子的情况
q-age = 孩子几岁？
q-age-child = 那个孩子几岁？
o-age-0_3 = 0-3 岁
o-age-4_6 = 4-6 岁
o-age-7_10 = 7-10 岁
o-age-11_13 = 11-13 岁
o-age-14_15 = 14-15 岁
o-age-16_17 = 16-17 岁
o-age-unknown = 年龄不清楚
q-sex = 是女孩还是男孩？
q-sex-teen = 你是女孩还是男孩？
q-sex-peer = 那个孩子是女孩还是男孩？
o-sex-girl = 女孩
o-sex-boy = 男孩
o-sex-unknown = 其他或不清楚
q-disability = 孩子有残疾吗？
q-disability-teen = 你有残疾吗？
q-disability-peer = 那个孩子有残疾吗？
q-whereabouts = 孩子现在在哪里？您担心的那个人也在那里吗？
q-whereabouts-teen = 你现在在哪里？你担心的那个人也在那里吗？
q-whereabouts-peer = 那个孩子现在在哪里？你担心的那个人也在那里吗？
o-whereabouts-with_person = 和让人担心的那个人在一起
o-whereabouts-same_home = 住在同一个家里
o-whereabouts-safe = 和可靠的人在一起
o-whereabouts-at_school = 在学校
o-whereabouts-hospital = 在医院
o-whereabouts-alone = 一个人
o-whereabouts-missing = 找不到了
q-safe_now = 现在待的地方安全吗？
q-safe_now-child = 你现在待的地方安全吗？
q-safe_now-friend = 那个孩子现在待的地方安全吗？
o-safe_now-unknown = 不确定
q-last_time = 最近一次是什么时候？
o-last_time-now = 正在发生
o-last_time-today = 今天
o-last_time-days_3 = 两三天前
o-last_time-week = 这一周
o-last_time-month = 这个月
o-last_time-year = 今年
o-last_time-earlier = 今年以前
q-how_often = 以前发生过吗？
o-how_often-once = 只有一次
o-how_often-several = 有过几次
o-how_often-often = 经常
q-medical = 需要看医生吗？知道什么就选什么。
q-medical-teen = 你需要看医生吗？有哪些就选哪些。
q-medical-peer = 需要看医生吗？知道什么就选什么。
o-medical-unconscious = 叫不醒，或呼吸困难
o-medical-unconscious-teen = 呼吸困难，或晕倒过
o-medical-unconscious-peer = 叫不醒，或呼吸困难
o-medical-bleeding = 大出血、骨折、烧烫伤
o-medical-poison = 服下或被下了毒物、药物
o-medical-poison-teen = 服下或被下了毒物、药物
o-medical-private_injury = 隐私部位受伤
o-medical-pregnant = 怀孕
o-medical-self_harm = 说过想死或伤害自己
o-medical-self_harm-teen = 想过死或伤害自己
o-medical-self_harm-peer = 说过想死或伤害自己
o-medical-lasting = 死亡或留下残疾
o-medical-lasting-teen = 一直好不了的伤
o-medical-lasting-peer = 死亡或留下残疾
o-medical-bruises = 多处瘀伤，或非常瘦弱
o-medical-none = 没有看到这些情况
o-medical-none-teen = 没有这些情况
o-medical-none-peer = 没有看到这些情况
q-doctor = 需要看医生吗？
q-doctor-child = 你需要看医生吗？
q-doctor-friend = 那个孩子需要看医生吗？
o-doctor-unknown = 不确定

## 令人担心的人
q-link = 有没有让您担心的人？那个人和孩子是什么关系？
q-link-child = 有没有让你担心的人？不想说是谁也可以。
q-link-teen = 有没有让你担心的人？那个人是你的什么人？
q-link-peer = 有没有让你担心的人？那个人和那个孩子是什么关系？
o-link-parent = 父母或监护人
o-link-family = 其他家人
o-link-school_staff = 学校或培训机构的人
o-link-student = 其他学生
o-link-neighbour = 邻居或熟人
o-link-employer = 雇主
o-link-online = 网上的人
o-link-official = 公职人员
o-link-police = 警察
o-link-stranger = 陌生人
o-link-parent-child = 爸爸、妈妈或带孩子的人
o-link-family-child = 家里别的人
o-link-school_staff-child = 老师或教练
o-link-student-child = 别的同学
o-link-neighbour-child = 邻居或认识的人
o-link-employer-child = 老板
o-link-online-child = 网上的人
o-link-official-child = 在政府上班的人
o-link-police-child = 警察
o-link-stranger-child = 不认识的人
q-official_body = 那个人在哪个单位工作？那个单位不会收到这份报告。
q-access = 接下来 24 小时内，会有让人担心的人接触到孩子吗？
q-access-child = 今天或明天，这个人会来找你吗？
q-access-friend = 今天或明天，这个人会去找那个孩子吗？
q-access-teen = 接下来 24 小时内，那个人能接触到你吗？
q-access-peer = 接下来 24 小时内，那个人能接触到那个孩子吗？
q-violence = 有下面这些情况吗？知道什么就选什么。
o-violence-weapon = 有凶器
o-violence-choking = 掐脖子
o-violence-locked_in = 关起来不让出门
o-violence-threat_to_kill = 扬言要杀人
o-violence-none = 都没有
q-person = 知道您担心的那个人的姓名，或任何有助于找到那个人的信息吗？

## 在哪里，关于谁
q-scene = 是在哪里发生的？
o-scene-home = 家里
o-scene-school = 学校
o-scene-training = 培训机构
o-scene-dormitory = 宿舍
o-scene-hotel = 宾馆旅店
o-scene-public = 公共场所
o-scene-online = 网上
o-scene-work = 工作的地方
o-scene-other = 其他地方
q-scene_detail = 具体是哪里？可以写下来，也可以在地图上发送位置。
q-area = 在本区哪个街镇？
q-child_name = 孩子叫什么、在哪个学校哪个班？任何有助于找到孩子的信息都可以。
q-child_name-child = 我们怎么称呼？写小名也可以。
q-child_name-friend = 那个孩子叫什么，在哪个学校？写小名也可以。
q-child_name-teen = 你叫什么、在哪个学校哪个班？写小名也可以。
q-child_name-peer = 那个孩子叫什么、在哪个学校哪个班？写小名也可以。
q-others_at_risk = 还有别的孩子可能受到伤害吗？
q-who_knows = 已经有谁知道了？可以选多个，也可以写下来。
o-who_knows-police = { body-police }
o-who_knows-school = 学校
o-who_knows-doctor = 医生
o-who_knows-family = 家人
o-who_knows-nobody = 还没有人

## 文件
q-files_declared = 手上已经有能说明情况的文件吗？比如截图、书信、录音。请不要再去拍孩子的身体。

    有没有哪个文件露出隐私部位或性行为？
q-files_declared-teen = 手上已经有能说明情况的文件吗？比如截图、书信、录音。请不要再去拍自己的身体。

    有没有哪个文件露出隐私部位或性行为？
q-files_declared-peer = 手上已经有能说明情况的文件吗？比如截图、书信、录音。请不要再去拍任何人的身体。

    有没有哪个文件露出隐私部位或性行为？
o-files_declared-no = 有文件，没有这类内容
o-files_declared-yes = 有这类内容
o-files_declared-none = 没有文件
q-files = 请发送手上已有的文件，发完点“好了”。
kept = { $count ->
   *[other] 已存好：{ $count } 个文件。
    }
not-kept-too_large = 这个文件太大，这里最多收 { $limit } MB。请留在手机里，用几句话写写里面是什么，工作人员可以当面接收。
not-kept-too_large-child = 这个文件太大，我们收不了。请留在手机里，用几句话写写里面是什么。
not-kept-too_large-teen = 这个文件太大，最多收 { $limit } MB。请留在手机里，用几句话写写里面是什么。
not-kept-wrong_type = 这种文件这里收不了。可以发图片、视频、录音、PDF、Word 和纯文本。也可以用几句话写写里面是什么。
not-kept-wrong_type-child = 这种文件我们收不了。请用几句话写写里面是什么。
not-kept-failed = 这个文件没有收到，请再发一次。其他内容都在。
not-kept-failed-child = 这个文件没有收到。请再发一次。
not-kept-limit = 最多能存 { $limit } 个文件，已经满了。其余的请留在手机里，之后交给工作人员。
not-kept-limit-child = 不能再收更多文件了。其余的请留在手机里。
not-kept-refused = { $what }我们没有接收，请不要在这里发这类内容。请不要转发、复制或删除{ $it }，把手机收好，{ $with_police ->
    [yes] { body-police }会和您一起查看
   *[no] 之后处理时会用到
    }。可以改为写下网址或账号名。
not-kept-refused-teen = { $what }我们没有接收。你没有做坏事。请不要转发、复制或删除{ $it }，把手机收好，{ $with_police ->
    [yes] { body-police }会和你一起查看
   *[no] 之后处理时会用到
    }。可以改为写下网址或账号名。
not-kept-refused-child = 请不要发{ $what }。你没有做坏事，也不会挨骂。会有可靠的人来帮你。
files-refused = 那就请不要在这里发。请不要转发、复制或删除，把手机收好，{ $with_police ->
    [yes] { body-police }会和您一起查看
   *[no] 之后处理时会用到
    }。可以改为在这里写下网址或账号名。
files-refused-teen = 那就请不要在这里发。你没有做坏事。请不要转发、复制或删除，把手机收好，{ $with_police ->
    [yes] { body-police }会和你一起查看
   *[no] 之后处理时会用到
    }。可以改为在这里写下网址或账号名。
files-refused-child = 请不要发这张图。你没有做坏事，也不会挨骂。会有可靠的人来帮你。
files-later = 这些文件请先留在手机里，{ $with_police ->
    [yes] { body-police }会和您一起查看
   *[no] 之后处理时会用到
    }。
files-later-teen = 这些文件请先留在手机里，{ $with_police ->
    [yes] { body-police }会和你一起查看
   *[no] 之后处理时会用到
    }。
files-later-child = 这些文件请留在手机里。会有可靠的人来帮你。
copy-offer = Telegram 在这个聊天里存了一份。我们可以把它从这里删掉，手机里的那份不动。
copy-removed = 已从这个聊天中删除。

## 能不能给您发消息，您是谁
q-contact = 我们可以在这里给您发消息吗？请想一想还有谁会看这部手机。
q-contact-teen = 我们可以在这里给你发消息吗？请想一想还有谁会看这部手机。
q-contact-child = 我们在这里给你发消息，安全吗？
o-contact-yes = 可以
o-contact-times = 只有某些时间可以
o-contact-times-morning = 只在 7 点到 12 点
o-contact-times-afternoon = 只在 12 点到 18 点
o-contact-times-evening = 只在 18 点到 22 点
o-contact-no = 不可以
o-contact-unknown = 不知道
q-contact_hours = 什么时间发消息是安全的？
q-contact_hours-child = 什么时间给你发是安全的？
o-contact_hours-morning = 7 点到 12 点
o-contact_hours-afternoon = 12 点到 18 点
o-contact_hours-evening = 18 点到 22 点
q-contact_phone = 愿意留一个电话号码吗？
q-reporter_name = 您叫什么名字？除非您另外同意，只有主办的{ body-police }和{ body-supervising }经两人同意才能查看。
q-reporter_name-again = 您的工作负有报告义务，留下姓名能帮到{ body-police }。也可以再次跳过。

## 补充问题
q-missing_since = 孩子什么时候不见的？
o-missing_since-today = 今天
o-missing_since-days_3 = 一到三天前
o-missing_since-longer = 更早
q-missing_kind = 关于这件事知道些什么？
o-missing_kind-taken = 被人带走
o-missing_kind-bought = 被买卖
o-missing_kind-unknown_origin = 孩子来历不明
o-missing_kind-left = 走丢或出走
q-last_seen = 最后一次是在哪里见到的？写上衣着和同行的人也有用。
q-online_account = 是哪个软件、哪个账号？写网址或名字就行。
q-online_threat = 有人索要照片，或威胁要发出去吗？
o-online_threat-publish_now = 威胁要发出去
o-online_threat-demanded = 索要过照片
o-online_threat-no = 都没有
q-online_meeting = 约了见面吗？
o-online_meeting-within_24h = 24 小时内
o-online_meeting-later = 以后
q-bullies = 有几个人参与？
o-bullies-one_or_two = 一两个
o-bullies-three_or_more = 三个或更多
q-bullying_signs = 有下面这些情况吗？知道什么就选什么。
o-bullying_signs-injured = 有人受伤
o-bullying_signs-sexual = 有性的言语或行为
o-bullying_signs-filmed = 被拍下或传到网上
o-bullying_signs-extortion = 索要钱物
o-bullying_signs-none = 都没有
q-school_knows = 学校知道吗？
q-alone_since = 孩子一个人多久了？
q-alone_since-teen = 你一个人多久了？
q-alone_since-peer = 那个孩子一个人多久了？
o-alone_since-today = 今天开始
o-alone_since-days_3 = 一到三天
o-alone_since-week = 大约一周
o-alone_since-longer = 更久
q-food_heat = 有吃的、有暖和的地方吗？
q-food_heat-teen = 你有吃的、有暖和的地方吗？
q-food_heat-peer = 有吃的、有暖和的地方吗？
q-carer = 有谁可以照顾孩子吗？
q-carer-teen = 有谁可以照顾你吗？
q-carer-peer = 有谁可以照顾那个孩子吗？
q-poison_what = 是什么东西，大约多少？剩下的和包装请尽量留好。
q-poison_when = 什么时候吃下的？
o-poison_when-now = 刚刚
o-poison_when-today = 今天
o-poison_when-earlier = 更早
q-ambulance = 叫救护车了吗？
q-work_place = 孩子在哪里干活或乞讨？
q-work_place-teen = 你在哪里干活或乞讨？
q-work_place-peer = 那个孩子在哪里干活或乞讨？
q-work_hours = 一般是哪几天、几点到几点？
q-adult_nearby = 旁边有大人看着吗？
q-still_teaching = 学校或机构里的那个人，现在还和孩子打交道吗？
q-told_whom = 到现在告诉过谁？
q-self_harm_now = 你有没有想过伤害自己？
q-self_harm_now-child = 你有没有想过伤害自己？
o-self_harm_now-yes_now = 有，现在就不安全
o-self_harm_now-yes = 有
o-self_harm_now-no = 没有
o-self_harm_now-unknown = 不想说
q-self_harm_signs = 关于自伤，知道些什么？
q-self_harm_signs-teen = 哪一项最像你现在的情况？
q-self_harm_signs-peer = 关于自伤，知道些什么？
o-self_harm_signs-attempt = 已经尝试过
o-self_harm_signs-attempt-teen = 已经试过
o-self_harm_signs-attempt-peer = 已经尝试过
o-self_harm_signs-plan = 有计划
o-self_harm_signs-plan-teen = 有打算
o-self_harm_signs-plan-peer = 有计划
o-self_harm_signs-speaks = 说起过
o-self_harm_signs-speaks-teen = 想过或说起过
o-self_harm_signs-speaks-peer = 说起过
q-exposure_kind = 有哪些情况？可以选多个。
o-exposure_kind-threats = 威胁
o-exposure_kind-drugs = 毒品
o-exposure_kind-bars = 酒吧、歌厅、赌博
o-exposure_kind-forced_marriage = 逼婚
o-exposure_kind-out_of_school = 没有上学
o-exposure_kind-street = 在街头生活
q-unit_kind = 是什么单位知道了却没有报告？
o-unit_kind-school = 学校或培训机构
o-unit_kind-health = 医院或诊所
o-unit_kind-social = 福利或社工机构
o-unit_kind-hotel = 宾馆旅店
o-unit_kind-other = 其他单位
q-unit_name = 单位叫什么名字？

## 各题自己的“是”和“否”
o-doctor-yes = 需要
o-doctor-no = 不需要
o-safe_now-yes = 安全
o-safe_now-no = 不安全
o-access-yes = 能
o-access-no = 不能
o-access-yes-child = 会
o-access-no-child = 不会
o-disability-yes = 有
o-disability-no = 没有
o-others_at_risk-yes = 有
o-others_at_risk-no = 没有
o-school_knows-yes = 知道
o-school_knows-no = 还不知道
o-school_knows-unknown = 不清楚
o-food_heat-yes = 有
o-food_heat-no = 没有
o-ambulance-yes = 叫了
o-ambulance-no = 还没有
o-adult_nearby-yes = 有
o-adult_nearby-no = 没有
o-still_teaching-yes = 是
o-still_teaching-no = 不是
o-online_meeting-no = 没有

## 通用选项
o-yes = 是
o-no = 否
o-unknown = 不知道
o-none = 没有
o-other = 其他
o-skip = 跳过
o-chosen = ✓ { $option }
# Above a question whose options stand on pages. Facts: $answer (what is ticked on other pages)
ticked = 还选了：{ $answer }

## 进度和检查
progress = 第 { $step } 题，大约共 { $total } 题
answer-place = 地图上的位置
answer-files = { $count ->
   *[other] { $count } 个文件
    }
q-review = 请检查一下，然后发送。每一项都可以修改。
q-review-child = 准备好了就点“发送”。每一项都可以改。
# In place of Send. Facts: $answer (the questions that are missing)
review-too-little = 现在还不能发送。
review-missing = 请先回答：{ $answer }。
review-missing-one-of = 请回答下面任意一项：{ $answer }。
review-line = <b>{ $question }</b>：{ $answer }
review-hidden = 之前说过的都已保存，这里不再显示。
review-nothing = 还没有回答。
review-which = 想修改哪一项？
heading-start = 写的人
heading-danger = 现在有没有危险
heading-place_now = 现在的地点
heading-harms = 哪种伤害
heading-who = 身份
heading-age_reporter = 你的年龄
heading-organisation = 单位
heading-post = 职务
heading-work_phone = 工作电话
heading-next_steps = 接下来会怎样
heading-story = 经过
heading-age = 孩子的年龄
heading-sex = 女孩或男孩
heading-disability = 残疾
heading-whereabouts = 在哪里、和谁在一起
heading-safe_now = 是否安全
heading-last_time = 最近一次
heading-how_often = 发生过几次
heading-medical = 身体情况
heading-doctor = 看医生
heading-link = 那个人
heading-official_body = 那个人的单位
heading-access = 能否接触
heading-violence = 当时的情况
heading-person = 那个人的信息
heading-scene = 发生的地方
heading-scene_detail = 具体地点
heading-area = 街镇
heading-child_name = 称呼
heading-others_at_risk = 别的孩子
heading-who_knows = 谁知道
heading-files_declared = 已有文件
heading-files = 文件
heading-contact = 能否发消息
heading-contact_hours = 安全的时间
heading-contact_phone = 电话
heading-reporter_name = 您的姓名
heading-missing_since = 不见的时间
heading-missing_kind = 知道的情况
heading-last_seen = 最后见到
heading-online_account = 账号
heading-online_threat = 照片
heading-online_meeting = 见面
heading-bullies = 几个人
heading-bullying_signs = 其他情况
heading-school_knows = 学校是否知道
heading-alone_since = 一个人多久
heading-food_heat = 吃住
heading-carer = 谁能照顾
heading-poison_what = 吃了什么
heading-poison_when = 什么时候
heading-ambulance = 救护车
heading-work_place = 地点
heading-work_hours = 时间
heading-adult_nearby = 旁边的大人
heading-still_teaching = 是否还在岗
heading-told_whom = 告诉过谁
heading-self_harm_now = 伤害自己的想法
heading-self_harm_signs = 自伤
heading-exposure_kind = 其他情况
heading-unit_kind = 哪类单位
heading-unit_name = 单位名称

## 已收到
received = 已收到。您的编号是 <b>{ $number }</b>。

    <b>{ DAY($reply) }</b>前给您答复，<b>{ DAY($outcome) }</b>前告诉您结果。随时可以用 /status 查看和补充。
received-teen = 已收到。你的编号是 <b>{ $number }</b>。

    谢谢你告诉我们。这不是你的错。你可以到此为止，也可以再补充。

    <b>{ DAY($reply) }</b>前给你答复，<b>{ DAY($outcome) }</b>前告诉你结果。随时可以用 /status 查看和补充。
received-child = 我们收到了。你的编号是 <b>{ $number }</b>。

    谢谢你。这不是你的错。你可以到此为止，也可以再补充。

    <b>{ DAY($reply) }</b>前给你回话。最晚 <b>{ DAY($outcome) }</b>前办完。点 /status 可以查看。
received-urgent = 如果情况变坏，请马上打 <b>{ $police }</b> 或 <b>{ $ambulance }</b>。
received-urgent-child = 如果情况变坏，马上打 <b>{ $police }</b> 或 <b>{ $ambulance }</b>。
received-contact-yes = 有新消息时，我们会发到这里。
received-contact-times = 我们只在您选好的时间发消息。
received-contact-times-child = 我们只在你选好的时间发消息。
received-contact-times-teen = 我们只在你选好的时间发消息。
received-contact-no = 我们不会先发消息。安全的时候，可以用 /status 查看。
received-contact-unknown = 我们不会先发消息。安全的时候，可以用 /status 查看。
received-hide = 想清空这个聊天，发 /hide。

## 之后查看自己的报告
status-head = <b>您告诉过我们的事</b>
status-head-child = <b>你告诉过我们的事</b>
status-head-teen = <b>你告诉过我们的事</b>
status-none = 这里还没有内容。发 /start 开始。
status-none-child = 这里还没有内容。发 /start 开始。
status-begun = 写到一半的内容已保存，还没有发送。要继续，请发 /start。
status-begun-child = 你写的已经存好了，还没有发出去。点 /start 可以继续。
status-begun-teen = 写到一半的内容已保存，还没有发送。要继续，请发 /start。
status-begun-goes = 写到一半的内容已保存，{ CLOCK($at) } 会转给工作人员。要继续，请发 /start。
status-begun-goes-child = 你写的已经存好了，{ CLOCK($at) } 会交给帮忙的人。
status-begun-goes-teen = 写到一半的内容已保存，{ CLOCK($at) } 会转给工作人员。
status-line = <b>{ $number }</b> · { $sent }
status-dates = { DAY($reply) }前答复，{ DAY($outcome) }前有结果。
status-dates-child = { DAY($reply) }前给你回话。{ DAY($outcome) }前办完。
status-answer = { $at }：{ $text }
status-step-untaken = 已收到，还没有人接手。
status-step-untaken-child = 我们收到了。还没有人接手。
status-step-taken = 已于 { DAY($at) }由工作人员接手。
status-step-taken-child = { DAY($at) }有人接手了。
status-step-looked = 已于 { DAY($at) }仔细评估。
status-step-looked-child = { DAY($at) }帮忙的人仔细看过了。
status-step-begun = 已于 { DAY($at) }开始办理。
status-step-begun-child = { DAY($at) }帮忙的人开始办了。
status-step-reopened = 已于 { DAY($at) }重新开始办理。
status-step-reopened-child = { DAY($at) }又重新开始办了。
status-step-waits = 现在等另一位工作人员接手。
status-step-waits-child = 现在等另一个人来接手。
status-step-merged = 已和另一件事一起办理。
status-step-merged-child = 和另一件事一起办。
add-ask = 请写下或发送要补充到 <b>{ $number }</b> 的内容，写完点“好了”。
add-ask-child = 写下要加到 <b>{ $number }</b> 的话。写完点“好了”。
added = 已补充到 <b>{ $number }</b>，会转给负责的工作人员。
added-child = 已经加到编号 <b>{ $number }</b> 里，会交给能帮忙的人。
added-teen = 已经补充到 <b>{ $number }</b>，会转给负责的人。
added-kept = 已补充到 <b>{ $number }</b>。
added-kept-child = 已经加到编号 <b>{ $number }</b> 里。
added-closed = 谢谢，已记到 <b>{ $number }</b>，这件事已经结案。如果又有事情发生，请写在这里。
added-closed-child = 谢谢，我们记下了。如果又有事情发生，请写在这里。
# 变量与 en/intake.ftl 相同。
reopened = 已补充到 <b>{ $number }</b>。这件事原来已经结案，现在重新办理，正在转给工作人员。
reopened-teen = 已补充到 <b>{ $number }</b>。它原来已经结案，现在重新办理。
reopened-child = 已经加到编号 <b>{ $number }</b> 里。它原来结束了，现在又开始办了。
reopened-told = 已补充到 <b>{ $number }</b>。这件事原来已经结案，现在重新办理。已经通知：{ $bodies }。

    <b>{ DAY($reply) }</b>前给您答复。
reopened-told-teen = <b>{ $number }</b> 现在重新办理。已经通知：{ $bodies }。

    <b>{ DAY($reply) }</b>前给你答复。
reopened-told-child = 编号 <b>{ $number }</b> 又开始办了，帮忙的人已经知道。

    <b>{ DAY($reply) }</b>前给你回话。
# 没有问到时写来的话。变量与 en/intake.ftl 相同。
about-ask = 谢谢，已经记下。这是编号 <b>{ $number }</b> 的事，还是新的事？不选的话，{ CLOCK($at) } 会补充到 { $number }。
about-ask-child = 这是编号 <b>{ $number }</b> 的事，还是新的事？不选的话，{ CLOCK($at) } 会加到那里。
about-ask-teen = 这是编号 <b>{ $number }</b> 的事，还是新的事？不选的话，{ CLOCK($at) } 会补充到那里。
added-stop = 已记到 <b>{ $number }</b>。发出的内容不能撤回，工作人员会看。如果有人逼着停下，请写在这里。
added-stop-child = 我们记下了。发出去的内容还在我们这里。要是有人逼你停下，就写在这里。
added-stop-teen = 已经记到 <b>{ $number }</b>。发出的内容还在我们这里。如果有人逼你停下，请写在这里。

## 之后的消息，只在本人说安全时才发（开头措辞中性）
tell-expired_soon = 之前写到一半。{ $until } 前可以接着写，之后会删除。
canned-looking_into_it = 工作人员正在了解情况。如果有变化，请写在这里。
canned-looking_into_it-child = 帮忙的人正在了解情况。有变化就写在这里。
canned-looking_into_it-short = 正在了解情况
canned-child_is_safe = 工作人员已经去过，孩子现在是安全的，他们会继续关注。如果再有事情发生，请在这里写给我们。
canned-child_is_safe-child = 帮忙的人说，你现在安全了。要是又发生什么，就写在这里。
canned-child_is_safe-friend = 帮忙的人说，那个孩子现在安全了。要是又发生什么，就写在这里。
canned-child_is_safe-teen = 工作人员说，你现在是安全的。他们会继续关注。如果再有事情发生，请写在这里。
canned-child_is_safe-peer = 工作人员已经去过，那个孩子现在是安全的。如果再有事情发生，请写在这里。
canned-child_is_safe-short = 孩子安全
canned-need_more = 还想多了解一些。如果不会给自己带来危险，请补充知道的情况：什么时候、在哪里、还有谁知情。
canned-need_more-child = 我们想多知道一点。安全的话，写写什么时候、在哪里。
canned-need_more-teen = 还想多了解一些。如果对你安全，请写写什么时候、在哪里、还有谁知道。
canned-need_more-short = 请补充情况
canned-passed_on = 能处理这件事的单位已经接手，正在办理。
canned-passed_on-child = 能帮忙的人已经在办了。
canned-passed_on-short = 已转交
canned-thank_you = 谢谢告诉我们。这帮助我们看清下一步该怎么做。
canned-thank_you-child = 谢谢你告诉我们。这很有帮助。
canned-thank_you-teen = 谢谢你告诉我们。这让我们知道下一步该怎么做。
canned-thank_you-short = 感谢

## 隐藏、继续、到期
hide-choice = 写到一半的内容，留着还是删除？
hide-choice-child = 写到一半的，留着还是删掉？
hidden = 好了。随时可以在这里写。
hide-stays = 还会留下的有：列表里这个聊天的名字、48 小时以前的消息、Telegram 软件，以及登录了同一账号的其他手机或电脑。也可以在 Telegram 里删除整个聊天。已经发出的内容仍在工作人员那里。
hide-stays-teen = 还会留下的有：列表里这个聊天的名字、48 小时以前的消息、Telegram 软件，以及登录了你账号的其他手机。你也可以在 Telegram 里删除整个聊天。已经发出的内容还在我们这里。
hide-stays-child = 有些东西还在。旧消息和聊天的名字还在，软件也还在。别的手机上可能还看得到。发出去的内容还在我们这里。你可以在 Telegram 里删掉整个聊天。
resume-hidden = 继续，还是重新开始？
resume = 上次写到第 { $step } 题，大约共 { $total } 题。继续写，还是重新开始？
begin-again-ask = 写到一半的内容会删除。重新开始吗？
language-choice = 请选择语言。
language-set = 从现在起，这个聊天使用简体中文。
ask-location = 想发送位置，请点下面的按钮。
ask-contact = 想发送手机号，请点下面的按钮。
