# 代录（/intake）：工作人员代为录入电话、窗口、来信等渠道反映的情况。
# 变量与 en/staff_intake.ftl 相同。

command-intake = 代录别人反映的情况

staff-intake-begun = <b>代录。</b>从现在起您在这里写的内容，都作为来电（来访）人反映的情况录入。30 分钟没有操作会按现有内容发出。发 /stop 可以结束。
staff-intake-put-away = 没有录入任何情况，因此什么也没有发出。发 /intake 可以重新开始。
error-own-report-first = 自己的报告还没发出，不能等。请先发 /start 把它发出或停止。
error-call-back-instead = 反映人没有要五个词，在这里看不到答复。请给对方回电，这项任务还没完成。

## 来电情况
q-channel = 是通过什么渠道反映的？
o-channel-unknown = 其他渠道
q-caller_language = 对方说什么语言？请选择，也可以写下来。
o-caller_language-other = 其他语言
q-caller_phone = 回电打哪个号码？主办单位和{ body-supervising }能看到号码，留了姓名的话也能看到姓名。对方不愿意就请跳过。
q-caller_words = 对方要不要五个词？凭这五个词，用任何账号都能再查看。不要的话，在这里无法答复对方，由主办单位回电。
o-caller_words-aloud = 要，我念给对方听
o-caller_words-printed = 要，打印成一页纸
o-caller_words-none = 不要

## 由工作人员来问的说法
q-place_now-staff = 孩子现在在哪里？请写下来。
q-who-staff = 是谁反映的？
o-who-undisclosed-staff = 不愿透露
q-organisation-staff = 对方在哪个单位工作？如果以个人身份反映，请跳过。
q-post-staff = 对方在单位的职务是什么？
q-work_phone-staff = 对方有工作电话吗？请写下来，工作人员会打这个号码。
q-story-staff = 对方说了什么？请照对方的原话写，可以分几条发。是孩子说的，请照孩子的原话写。写完点“好了”。
q-files_declared-staff = 有没有文件？比如扫描的来信、截图。

    有没有哪个文件露出隐私部位或性行为？
o-files_declared-no-staff = 有文件，没有这类内容
q-files-staff = 请发送文件，发完点“好了”。
q-reporter_name-staff = 对方叫什么名字？只有{ body-police }和{ body-supervising }经两人同意才能查看。留了回电号码的，主办单位也能看到。
q-reporter_name-again-staff = 对方的工作负有报告义务。姓名仍可以跳过。

passed-on-staff = 已立案，编号 <b>{ $number }</b>。后面的回答会继续加进去。

heading-who-staff = 反映人
heading-story-staff = 反映的情况
heading-reporter_name-staff = 反映人姓名
heading-files_declared-staff = 文件
heading-channel = 反映渠道
heading-caller_language = 语言
heading-caller_phone = 回电号码
heading-caller_words = 五个词

## 发出以后
staff-entered = <b>已发出。</b>编号 <b>{ $number }</b>，正在转给各单位。您录入的内容已从本聊天删除。
staff-entered-hidden = <b>已发出</b>，正在转给可以办理的单位。本聊天不保留任何内容。
staff-entered-left = 30 分钟没有操作，<b>已按现有内容发出</b>，并已通知监督人员。您录入的内容已从本聊天删除。
staff-entered-left-number = 编号 <b>{ $number }</b>。
staff-entered-reply = 对方最迟 { DAY($at) }能看到答复。
staff-entered-call-back = 主办单位最迟 { DAY($at) }给对方回电。
staff-entered-own-waits = 您自己的报告还在这里，没有发出。
staff-entry-left = <b>{ $number }</b>（{ $urgency }）：一份代录 30 分钟没有操作，已按现有内容发出。没有给对方五个词。发 /case { $number } 可查看进展。
staff-history-entered = 由工作人员代录
staff-came-by = 由工作人员代录：{ $channel }
staff-story-entered = 由工作人员代录。在这里无法给反映人发消息。
task-call_back = 给反映人回电

## 给对方的五个词
staff-words-aloud = 请把这五个词慢慢念给对方听，念两遍：<tg-spoiler>{ $words }</tg-spoiler>

    对方用自己的任何账号给本机器人发 /follow 和这五个词。第一次会换成五个新词，除此之外打不开任何内容。
    { $shown }后这条消息会消失。
staff-words-printed = 给对方的一页纸。请现在打印，{ $shown }后这条消息会消失。
new-words = 这是五个新词。旧词不再有效。
staff-history-words_replaced = 反映人换了新词
staff-words-not-yours = 这五个词只给反映人本人用，在工作人员的账号里打不开任何内容。

## 打印页：用词中性，谁看到都无妨
staff-page-title = 五个词
staff-page-follow = 再次查看：在 Telegram 里打开 @{ $bot }，发送 /follow，再发送这五个词。
staff-page-first = 第一次会换成五个新词，请把新词写下来。本页的词到时就不再有效。
