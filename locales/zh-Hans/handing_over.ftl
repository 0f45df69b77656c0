# 移交、任务、会商、提问、等级：为什么现在不能做。

error-transfer-waits = 已请其他单位接手主办，对方还没有答复。
error-reason-needed = 请写明理由。
error-nothing-to-accept = 没有请贵单位接手主办，或者贵单位已经答复。
error-nothing-to-decide = 本案的主办单位没有需要决定的事项。
error-has-a-part = 该单位已参与本案。
error-lead-closes = 主办单位通过结案结束自己的工作。
error-tasks-first = 贵单位在本案还有未完成的任务，请逐项标记完成，或写明理由退回。
error-say-what = 请写明要做什么。
error-due-in-the-past = 请选择以后的时间。
error-too-many-tasks = 本案已有三十项未完成的任务，请先处理一部分。
error-already-yours = 这项任务已经由您负责。
error-note-needed = 请写明结果。
error-task-ended = 这项任务已经结束。
error-nothing-to-look-at = 本案没有需要回访的事项。
error-say-why-open = 还有单位的工作或任务没有完成，请写明为什么不再做。
error-child-not-safe = 孩子还不安全时，P1、P2 案件不能结案。
error-who-goes-on = 孩子还不安全，请写明由哪个单位继续负责。
error-look-again-when = 选择“有安全方案”时，须定下回访日期。
error-not-higher = 这不是更高的等级。
error-not-lower = 这不是更低的等级。
error-same-class = 本案已经是这个等级。
error-talk-waits = 已经召集会商，时间相同或更早。
error-no-talk-called = 还没有召集会商。
error-decision-needed = 请写明会商决定。
error-no-such-question = 没有这个问题。
error-question-ended = 这个问题已经结束。
error-nothing-asked = 请写下问题。
error-asks-why = “为什么”听起来像责怪。请问发生了什么，或者怎么发生的。
error-blames = 这些话听起来像责怪或怀疑。请问对方看到、听到或知道什么。
error-leads = 这样问只能答是或不是，或者说出了对方没说过的事。请开放地问：什么、哪里、什么时候、谁、怎样。

## 请其他单位接手主办（/transfer），在办案人员的私聊里
staff-transfer-body = 案件 { $number }：请哪个单位接手主办？
    对方接受之前，仍由贵单位负责。
staff-transfer-why = 案件 { $number }：为什么由{ $body }主办更合适？请用自己的话写。只在私聊中显示：对方接受后的办案人员、监督人员和{ body-supervising }可见。
staff-transfer-preview = 案件 { $number }：请{ $body }接手主办？

    理由：{ $words }

    对方须在 { $time }内接受或退回。在此之前仍由贵单位主办，各项时限照常。对报告人承诺的日期不变。
staff-transfer-asked = 案件 { $number }：已发出请求。对方接受之前仍由贵单位主办。

## 被请单位的工作群
staff-asked-to-lead = <b>案件 { $number } · { $urgency }</b>
    { $harms } · { $age } · { $area }
    { $from }请贵单位接手主办，请在 { $due } 前答复。
    接受即视为签收，此后由贵单位负责。
    也可发命令：/accept_{ $number } 或 /giveback_{ $number }
staff-asked-to-lead-over = 案件 { $number }：已经答复。
staff-asked-accepted = 案件 { $number }：现由贵单位主办。
staff-giveback-why = 案件 { $number }：为什么不接？案件暂时仍由原单位负责。
giveback-not_ours = 不属于本单位职责
giveback-no_ground = 没有本单位可以处理的事项
giveback-other_body = 其他单位更合适
giveback-other_district = 属于其他地区
giveback-conflict = 存在利害关系
button-accept-lead = 接受主办
button-give-back = 退回
staff-accepted-toast = 案件 { $number }：现由贵单位主办。
staff-given-back-toast = 已退回。

## 原主办、监督人员和监督单位收到的消息
staff-transfer-proposed = 案件 { $number }（{ $urgency }）：{ $from }请{ $agency }接手主办。对方接受之前仍由{ $from }负责。
staff-transfer-accepted = 案件 { $number }（{ $urgency }）：现由{ $agency }主办。
staff-transfer-returned = 案件 { $number }（{ $urgency }）：{ $agency }没有接受主办。仍由{ $from }负责，可再请其他单位。
staff-transfer-undecided = 案件 { $number }（{ $urgency }）：没有单位从{ $from }接手主办。请决定由谁主办：/lead_{ $number }。请在 { $due } 前决定，过后由{ $agency }主办。
staff-transfer-decided = 案件 { $number }（{ $urgency }）：已决定由{ $agency }主办，请签收。
staff-transfer-decided-other = 案件 { $number }（{ $urgency }）：已决定由{ $agency }主办。
staff-transfer-by-rule = 案件 { $number }（{ $urgency }）：没有人及时决定，现由{ $agency }主办，请签收。
staff-transfer-withdrawn = 案件 { $number }：主办单位已经确定，不用再处理。

## 决定由谁主办（/lead），监督人员和监督单位
staff-lead-body = 案件 { $number }：由哪个单位主办？
staff-lead-preview = 案件 { $number }：由{ $body }主办？
    该单位须立即签收。原主办单位不再参与，除非这里选的就是它。
staff-lead-done = 案件 { $number }：已决定并通知。

## 请其他单位协办（/bringin）
staff-bringin-body = 案件 { $number }：请哪个单位协办？
staff-bringin-why = 案件 { $number }：请{ $body }做什么？请用自己的话写，只在私聊中显示。
staff-bringin-preview = 案件 { $number }：请{ $body }协办？

    要做的事：{ $words }

    对方会收到卡片，须在 { $time }内签收。签收后才能阅读报告内容。
staff-bringin-done = 案件 { $number }：对方已收到卡片。

## 结束本单位的工作（/finish）
staff-finish-write = 案件 { $number }：贵单位没有其他要做的了？请写明做了什么。写完后贵单位的工作即告结束，主办单位继续负责。
staff-finish-done = 案件 { $number }：贵单位的工作已结束。

## 内部记录（/note）
staff-note-write = 案件 { $number }：请写下备注。能看本案报告内容的人可以看到，报告人永远看不到。
staff-note-saved = 案件 { $number }：备注已随案保存。
staff-notes = <b>内部记录</b>
staff-note-line = { $at }，{ $agency }：

staff-clock-transfer = 答复是否接手主办
staff-clock-decide = 决定由谁主办
staff-clock-assignment = 任务
staff-clock-look_again = 回访孩子是否安全（/look 加编号）
staff-clock-joint_talk = 会商
staff-clock-question = 报告人的回答

button-transfer = 移交主办
button-bringin = 请单位协办
button-note = 备注
error-nobody-left-to-ask = 没有其他单位可请。
staff-supervisor = 监督人员

## 结案：提议中除结果以外的内容
staff-close-again = <b>案件 { $number } 结案</b>
    孩子有安全方案：什么时候回访？
staff-close-again-7 = 7 天后
staff-close-again-14 = 14 天后
staff-close-again-30 = 30 天后
staff-close-again-90 = 90 天后
staff-close-later = <b>案件 { $number } 结案</b>
    过一段时间要回访孩子是否安全吗？
staff-close-later-never = 不需要
staff-close-later-7 = 7 天后
staff-close-later-14 = 14 天后
staff-close-later-30 = 30 天后
staff-close-later-90 = 90 天后
staff-close-in-days = { $days } 天后由贵单位回访，届时会在群里提醒。
staff-close-body = <b>案件 { $number } 结案</b>
    孩子还不安全：由哪个单位继续负责？
staff-close-why = <b>案件 { $number } 结案</b>
    本案还有单位的工作或任务没有完成。结案后按未完成结束并计入统计。请写明为什么不再做。
staff-close-goes-on = 继续负责孩子的单位：{ $agency }
staff-close-looks-again = 主办单位将于 { $at } 回访。
staff-close-undone = 有工作或任务没有完成，原因随案保存：/open_{ $number }
staff-story-left = <b>结案时未完成的原因</b>
staff-close-receipt = <b>案件 { $number } 结案</b>
    对方确认接收后才算移交。请写明对方单位、接收人和对方编号。
staff-story-receipt = <b>已由外区接收</b>
error-receipt-needed = 请写明外区由谁接收、编号是多少。

staff-history-brought_in = 请其协办
staff-history-transfer_proposed = 请其他单位接手主办
staff-history-transfer_accepted = 接受主办
staff-history-transfer_returned = 退回主办
staff-history-transfer_decided = 监督人员决定主办单位
staff-history-part_done = 本单位工作结束
staff-history-noted = 写下内部记录

staff-card-transferred = <b>案件 { $number }</b>：现由{ $lead }主办，贵单位不再参与。
staff-story-asked = { $at }，{ $from }请{ $agency }主办：
staff-story-given-back = { $agency }退回：{ $words }

## 结案后回访（/look）
staff-look-safe = 案件 { $number }：您已回访。孩子安全吗？
staff-look-safe-yes = 安全
staff-look-safe-no = 不安全
staff-look-safe-unknown = 不清楚
staff-look-write = 案件 { $number }：看到了什么？写一两句，随案保存。
staff-look-saved = 案件 { $number }：已保存，不用再回访。
staff-look-told = 案件 { $number }：已保存。监督人员和{ body-supervising }现已得知孩子不安全。有危险请您直接报警。
staff-look-unsafe = 案件 { $number }（{ $urgency }）已结案：{ $agency }回访后认为孩子不安全。请与其联系并决定下一步。要重新办理，请在私聊里发：/reopen_{ $number }
staff-look-unknown = 案件 { $number }（{ $urgency }）已结案：{ $agency }已回访，但没能弄清孩子是否安全，7 天后会再次回访。请判断这样是否来得及。要重新办理，请在私聊里发：/reopen_{ $number }
staff-look-once-more = 案件 { $number }：已保存。监督人员和{ body-supervising }已得知情况不清楚。请在 7 天后再次回访。有危险请您直接报警。
staff-history-looked_again = 结案后回访：安全
staff-history-looked_again_unsafe = 结案后回访：不安全
staff-history-looked_again_unknown = 结案后回访：不清楚
