# 工作人员看到的文字：卡片、列表、时限、办理台。群里不出现姓名和经过。
# 变量：$number $urgency $agency $at $due $late $span 等，见各条。

list-join = 、
language-name = 简体中文
button-more-cases = 下一页
button-back-cases = 上一页
button-first-cases = 回到开头
button-open-again = 打开
button-take = 签收
button-take-number = 签收 { $number }
button-open-number = 打开 { $number }
button-open-private = 私聊查看
button-not-ours = 不归我们
button-keep = 保留
button-assess = 评估
button-reply = 答复报告人
button-act = 记录措施
button-close = 结案
button-approve = 同意结案
button-desk-stop = 取消
button-own-words = 自己写

## 每张表单最后一步的按钮写明要做什么（button-go-表单）
button-go-ask = 发送
button-go-bringin = 请其协办
button-go-close = 提议结案
button-go-handover = 现在移交
button-go-lead = 指定主办单位
button-go-lower = 提议降低等级
button-go-raise = 提高等级
button-go-record = 保存记录
button-go-reopen = 重新办理
button-go-reply = 发送
button-go-talk = 召集会商
button-go-task = 布置任务
button-go-transfer = 请其主办
button-go-unask = 撤回提问

staff-oversight-group = 监督群
staff-language-set = 本聊天从现在起使用简体中文。
staff-language-which = 这里使用哪种语言？
staff-group-arrived = 您好。如果我是通过邀请链接进群的，稍后就会完成绑定。如果不是，请管理员运行 "python -m bot invite agency KEY" 生成链接，打开链接并选择本群即可绑定。
staff-welcome-agency = 本群现在是<b>{ $agency }</b>的工作群。新案件会以卡片出现，不含姓名和经过。点“签收”或发 /take 编号。报告内容只在您与我的私聊中显示。请每位同事按一下下面的按钮：它会打开您与我的私聊，说明您能做什么；按过之后，我才能给您发消息。
button-own-chat = 打开与机器人的私聊
staff-welcome-supervisor = 您已成为本热线的监督人员。超时、群聊失联和故障会通知您，每天早上有一份汇总。
    /cases  未结案件 · /case 12  单个案件 · /overdue  谁超时 · /agencies  各单位状态 · /stats 周  统计 · /remind 12  催办
staff-welcome-head = 您已成为<b>{ $agency }</b>的负责人。本单位超时会通知您，您可以同意结案。
staff-welcome-officer = 案件在这里查看。请在群里的卡片上点“私聊查看”，或发 /open 编号。
staff-group-bound = <b>{ $agency }</b>的群已绑定，卡片从现在起送达。
staff-lost-group = { $cause ->
    [kicked] 联系不上<b>{ $agency }</b>：我已被移出该单位的群。新卡片都在等待。请由监督人员或该单位负责人把我重新加入原来的群。
    [left] 联系不上<b>{ $agency }</b>：我已不在该单位的群里。新卡片都在等待。请由监督人员或该单位负责人把我重新加入原来的群。
    [deleted] 联系不上<b>{ $agency }</b>：该单位的群已被解散。新卡片都在等待，用邀请链接绑定新群后即可送达。
   *[gone] 联系不上<b>{ $agency }</b>：Telegram 找不到该单位的群。新卡片都在等待。我每五分钟查看一次群是否恢复。
}
staff-group-refuses = { $cause ->
    [topic] <b>{ $agency }</b>目前收不到任何通知：我在该群发送消息的话题已关闭。请打电话告知他们，并请群管理员重新打开话题。话题一打开，等候中的内容就会送达。
   *[refused] <b>{ $agency }</b>目前收不到任何通知：我在它的群里，但现在不能发言。请打电话告知他们，并请群管理员允许我发言。一旦可以发言，等候中的内容就会送达。
}
staff-oversight-lost = { $cause ->
    [deleted] <b>监督群</b>已被解散。在用邀请链接绑定新群之前，原来发到群里的内容只发给监督人员。
    [gone] Telegram 找不到<b>监督群</b>。原来发到群里的内容只发给监督人员。我每五分钟查看一次群是否恢复。
   *[kicked] 我已不在<b>监督群</b>里。在监督人员重新把我加入之前，原来发到群里的内容只发给监督人员。
}
staff-oversight-refuses = 我现在不能在<b>监督群</b>里发言{ $cause ->
    [topic] （群里的话题已关闭）
   *[refused] { "" }
}。请群管理员处理。在此之前，群里收不到任何通知。
staff-oversight-back = 我又可以在<b>监督群</b>里发言了。
staff-group-back = 又可以通知<b>{ $agency }</b>了：我能在该单位的群里发言了。等待处理的卡片会在群里重新发出。
staff-group-hidden = <b>{ $agency }</b>：该单位的群隐藏了成员名单，我无法确认谁是群成员，群里没有人能处理案件。请群管理员把我设为管理员，或公开成员名单。
staff-group-added = <b>{ $agency }</b>：有人把我重新加入了该单位的群，但此人不是我所知的监督人员或该单位负责人，因此群没有绑定。如果情况属实，请由监督人员或该单位负责人重新加我，或在群里打开邀请链接。
staff-group-open = 我又可以在这里发言了。
staff-group-members-hidden = 还差一步：本群隐藏了成员名单，我无法确认谁是群成员，群里没有人能处理案件。请把我设为本群管理员，或在群设置中公开成员名单。
staff-group-added-again = 又见面了。本群目前没有绑定：请由监督人员或贵单位负责人把我加入，或在这里打开邀请链接。
staff-group-silent = 我往<b>{ $agency }</b>的群里发消息，却没有得到回应：消息可能没有送达，也可能重复送达。我会继续尝试。请打电话告知他们。
staff-not-taken = <b>{ $agency }</b>的群没有接受我的一条消息，原因不明。大约一天之内我会继续尝试。请打电话告知他们。
staff-keeps-case = 他们可能还不知道案件 { $number }。
staff-broken = 案件 { $number }：有新情况，但因程序故障无法在此显示。请发 /take_{ $number } 签收，或在私聊中发 /open_{ $number } 查看。
staff-rights-ended = 您在本热线的职责已结束：除所在单位工作群之外的权限均已收回。感谢您的工作。如有误，请与本热线的管理员联系。您仍可像其他人一样在这里报告。
staff-rights-of-other-ended = 有一位监督人员、负责人或审计人员的权限已由管理员在服务器上收回。如果您不知情，请今天就向管理员核实。
staff-staff-lost = 有一位监督人员屏蔽了我或联系不上。请确认还有谁在值守。
staff-undelivered = 有一条消息无法送达，不会再重试。
staff-undelivered-case = 关于案件 { $number } 的一条消息无法送达。请核实谁在办理：/case_{ $number }
staff-undelivered-perhaps = 发送一条消息时没有得到回应，不再重发。它可能已经送达，也可能送达了多次。
staff-undelivered-perhaps-case = 发送关于案件 { $number } 的一条消息时没有得到回应，不再重发。它可能已经送达，也可能送达了多次。请核实谁在办理：/case_{ $number }
staff-parked = 有一条来信没能处理，已为管理员保存。来信人已收到求助电话。
staff-alarm = <b>警报</b>，{ $at }
staff-alarm-over = <b>已恢复</b>，{ $at }
staff-alarm-intake = 收不到消息：已超过五分钟没有任何来信到达热线。
staff-alarm-inbox = 有来信在等待：最早的一条超过五分钟没有处理。
staff-alarm-outbox = 消息发不出去：最早的一条已等待超过五分钟。
staff-alarm-token = Telegram 持续拒绝本机器人的令牌，或在此地址找不到本机器人。问题解决之前，既不能发送也不能接收消息。
staff-alarm-pending = 有一百多条消息滞留在 Telegram。
staff-given-up = <b>已放弃处理</b>：队列中有 { $count } 条无法处理，其余照常。查看、重试或清除：<code>python -m bot queue list</code>
staff-given-up-row = <code>{ $row }</code>
staff-job-fault = <b>故障</b>：{ $job }（{ $error }）。其他的照常进行，这一项会在一小时内重试。请查看日志中的 put_off。
staff-job-case = 有一个案件的催办提醒发不出去
staff-job-draft = 有一份未完成的报告无法处理
staff-job-chat = 有一个聊天无法清理
staff-job-leaving = 有一个聊天里打开过的内容无法删除
staff-job-call = 一个案件的值班人员呼叫不到
staff-job-held = 有一份等待中的报告无法放行
staff-job-sealing = 有一个文件无法用两把密钥密封
staff-job-recount = 升级前的案件无法统计，因此不显示任何数字
staff-not-bound = 案件 { $number }：{ $agency }的群无法通知，那边还没有人知道这件事。卡片在等待，请打电话告知：{ $phone }。
staff-nobody-knows = <b>{ $urgency } 案件 { $number }</b>：<b>{ $agency }</b>还没有人确认知道此案，其群也无法通知。请立即致电：<b>{ $phone }</b>。
staff-nobody-knows-general = <b>{ $urgency } 案件 { $number }</b>：<b>{ $agency }</b>还没有人确认知道此案，其群也无法通知。请立即打电话告知。我没有该单位的电话，可拨打公共热线 <b>{ $phone }</b>。
staff-reminded = 已就案件 { $number } 提醒：{ $agency }。
staff-reminded-before = 一小时内已就案件 { $number } 提醒过：{ $agency }。

staff-mark-red = 🔴 { "" }
staff-mark-yellow = 🟡 { "" }
staff-mark-late = 【超时】
staff-case-line = { $marks }<b>/case_{ $number }</b> · { $urgency } · { $state } · { $lead }
    { $harms } · { $age } · { $area }
staff-cases-head = <b>案件</b>（{ $total }）{ $words }
staff-cases-head-over = <b>案件</b>（超过 { $total }）{ $words }
staff-cases-none = 没有符合的案件。
staff-received-at = 收到时间 { $at }
staff-rules = 触发规则：{ $rules }
staff-who-has-it = <b>谁在办</b>
staff-task-line = { $agency } · { $part } · { $state }
staff-clocks = <b>时限</b>
staff-clock-line-met = ✓ { $clock }（{ $agency }），时限 { $due }
staff-clock-line-running = { $clock }（{ $agency }），{ $due } 前
staff-clock-line-late = <b>超时：</b>{ $clock }（{ $agency }），应于 { $due } 前
staff-clock-line-met_late = ✓ { $clock }（{ $agency }），应于 { $due } 前，<b>{ $done } 才完成</b>
staff-clock-line-without = – { $clock }（{ $agency }），时限 { $due }：{ $done } 终止，未完成
staff-outcome = 结果：{ $outcome }
staff-history = <b>经办记录</b>
staff-history-line = { $at }  { $act }（{ $agency }）
staff-history-line-of-none = { $at }  { $act }
staff-case-commands = /remind_{ $number }
staff-overdue-none = 没有超时。
staff-overdue-head = <b>超时</b>（{ $total }）
staff-overdue-next = {"    "}{ $agency } · { $clock }：已超 { $late }
staff-overdue-more = 另有 { $count } 件
staff-overdue-line = { $marks }<b>/case_{ $number }</b> { $urgency } · { $agency } · { $clock }：已超 { $late }
staff-agencies-head = <b>各单位</b>
staff-agency-line = <b>{ $agency }</b>：{ $place }，负责人 { $heads } 位
    主办未结 { $open }，未签收 { $waiting }，黄牌 { $yellow }，红牌 { $red }
    本单位超时事项 { $late }，其中协办 { $support }
staff-place-bound = 群已绑定
staff-place-lost = <b>群已失联</b>
staff-place-refuses = <b>群不接收消息</b>
staff-place-missing = 还没有群

staff-small-number = <b>{ $what }</b>
    { $first } 至 { $last } 新收：{ $count }
    只统计已经结束的月份。涉及多种伤害的案件，只计入最严重的一种。
staff-number-small = 不足 5 件
staff-number-withheld = 不予显示，以免推算出更小的数字
staff-span = { $span }
staff-share = { $share }%（n = { $n }）

staff-digest-head = <b>早间汇总</b>，{ $at }
staff-digest-unacknowledged = 无人签收：{ $count }
staff-digest-unassessed = 未评估：{ $count }
staff-digest-overdue = 超时：{ $count }
staff-digest-received = 上次汇总以来新收：{ $count }
staff-digest-copies = 新收最低等级（供监督）：{ $count }
staff-digest-end = /overdue · /cases 未评估 · /stats 日

staff-part-lead = 主办
staff-part-support = 协办
staff-part-copy = 抄送
staff-task-alerted = 未签收
staff-task-acked = 已签收
staff-task-working = 办理中
staff-task-done = 已完成
staff-task-without = 至结案未签收
staff-task-ended_without = 结案时尚未完成
staff-task-declined = 不归其办
staff-task-transferred = 已移交
staff-clock-acknowledge = 签收
staff-clock-first_action = 首次措施
staff-clock-assess = 评估
staff-clock-reply = 答复报告人
staff-clock-outcome = 给出结果
staff-clock-call_back = 尽早答复报告人
staff-clock-new_date = 按新日期答复报告人
staff-flag-info_requested = 已向报告人提问
staff-flag-sealed_media = 有未接收的文件，待{ body-police }处理
staff-flag-conflict = 回避
staff-flag-legal_hold = 法律保全
staff-flag-incomplete = 未写完
staff-flag-read_first = 优先阅读
staff-flag-reopened = 结案后重新办理
staff-link-same = 可能与 { $number } 是同一个孩子
staff-link-more = { $cases } 等，另有 { $count } 案
case-link = /case_{ $number }
staff-link-reporter = 可能与 /case_{ $number } 是同一位报告人
staff-linked = <b>案件 { $number }</b> 由一段主动写来的话开始，写的人可能也报告过案件 { $other }。请看两件事是否有关：/case_{ $number }
staff-linked-group = 案件 { $other } 可能与案件 { $number } 有关，请一并查看。
staff-reopened = <b>案件 { $number }（{ $urgency }）</b>已结案，现因报告人补充而重新办理，由{ $agency }主办。/case_{ $number }
staff-held-more = 案件 { $number } 正等您查看，又有补充：/quarantine
staff-history-reopened = 重新办理
staff-story-before = 曾于 { $at } 结案：{ $outcome }
staff-story-pressure = 这里收回了说过的话，或要求停止。可能有人在向报告人施压；案件没有因此降级或结案。
staff-history-acknowledged = 签收
staff-history-assessed = 评估
staff-history-declined = 表示不归其办
staff-history-opened = 查看
staff-history-file_opened = 查看文件
staff-history-answered = 已答复报告人
staff-history-action = 记录措施
staff-history-close_proposed = 提议结案
staff-history-close_withdrawn = 结案提议已撤回
staff-history-closed = 结案
staff-history-added = 有补充
staff-history-body_silent = 群无法通知，已请他人致电
staff-history-reminded = 提醒
staff-history-reminded_by_hand = 监督人员催办
staff-history-breach = 超过时限
staff-history-double = 超过两倍时限
staff-history-takeover = 接手主办
staff-history-case_opened = 收到报告
staff-history-facts_added = 补充新情况
staff-history-raised_p1 = 等级升为 P1
staff-history-raised_p2 = 等级升为 P2
staff-history-raised_p3 = 等级升为 P3
staff-history-sent_as_it_is = 未填完即发送
staff-history-draft_ended = 对话结束
staff-history-draft_erased = 对话已删除
staff-before = 就在此前（{ $at }）：{ $act }（{ $agency }）。
staff-before-own = 您自己刚做过（{ $at }）：{ $act }（{ $agency }）。
staff-before-supervisors = 监督人员

staff-card = { $marks }<b>案件 { $number } · { $urgency }</b>
    { $harms }
    { $age } · { $area }
staff-card-part-lead = 由你们主办。{ $supports }
staff-card-supports = 协办：{ $agencies }
staff-card-part-support = { $lead }主办，你们协办。
staff-card-part-copy = { $lead }主办，供你们监督。
staff-card-clock = { $clock }：{ $due } 前
staff-card-clock-late = <b>{ $clock }：应于 { $due } 前完成</b>
staff-card-wait = 等待签收：/take_{ $number }
staff-card-acked = 已于 { $at } 签收
staff-card-declined = 你们表示：不归我们。
staff-card-state = { $state }
staff-card-closed = 已结案：{ $outcome }
staff-card-closing = 已提议结案，须另一人同意。可在私聊中发：/approve_{ $number }
staff-card-closing-waits = 已提议结案，须由{ $agency }同意。
staff-card-closing-waits-either = 已提议结案，须由{ $lead }负责人或{ $agency }同意。
staff-raised = <b>案件 { $number } 现为 { $urgency }。</b>部分时限已提前，目前的时限：
staff-raised-none = <b>案件 { $number } 现为 { $urgency }。</b>
staff-raised-by-you = 根据您的评估，案件 { $number } 现为 { $urgency }。{ $agencies }的时限提前，已通知其工作群。
staff-raised-by-you-none = 根据您的评估，案件 { $number } 现为 { $urgency }。没有时限需要提前。
staff-card-added = { $at } 有补充。
staff-card-duty = 已提醒：{ $who }
staff-card-duty-name = 单位负责人
staff-divergence = <b>案件 { $number }</b>：各单位的评估相差两级以上。请在 24 小时内会商；在此之前以较高的为准。会商后请其中一方记录结果：/record_{ $number }
staff-reminder-half = <b>案件 { $number }（{ $urgency }）</b>：时间已过半。{ $due } 前还须完成：{ $clock }。
staff-reminder-breach = <b>案件 { $number }（{ $urgency }）已超时</b>：{ $clock }应于 { $due } 前完成。
staff-reminder-double = <b>案件 { $number }（{ $urgency }）严重超时</b>：{ $clock }应于 { $due } 前完成。
staff-reminder-repeat = <b>案件 { $number }（{ $urgency }）</b>仍在等待：{ $clock }，时限 { $due }。
staff-reminder-by_hand = <b>案件 { $number }（{ $urgency }）</b>：监督人员请你们现在处理。
staff-reminders-head = <b>等待贵单位处理</b>（{ $total }）
staff-reminders-line = { $marks }<b>/case_{ $number }</b> { $urgency } · { $clock }，{ $due } 前
staff-reminders-late = { $marks }<b>/case_{ $number }</b> { $urgency } · <b>超时：</b>{ $clock }，应于 { $due } 前
staff-reminders-done = 贵单位已没有待处理的事项。
staff-reminders-more = 另有 { $count } 件
staff-reminders-how = 签收发 /take 编号，查看发 /open 编号
staff-reminder-command = /take_{ $number }
staff-ladder-breach = { $marks }<b>案件 { $number }（{ $urgency }）</b>：{ $agency }已超时。{ $clock }应于 { $due } 前完成。/case_{ $number }
staff-ladder-double = { $marks }<b>案件 { $number }（{ $urgency }）</b>：{ $agency }严重超时。{ $clock }应于 { $due } 前完成。须有人立即介入。/case_{ $number }
staff-ladders-head = <b>未按时完成</b>
staff-ladders-breach = { $marks }<b>/case_{ $number }</b> { $urgency } · { $agency }：{ $clock }，应于 { $due } 前
staff-ladders-double = { $marks }<b>/case_{ $number }</b> { $urgency } · { $agency }：{ $clock }，应于 { $due } 前。<b>严重超时，须有人立即介入。</b>
staff-ladders-how = 发 /overdue 可查看目前谁超时。
staff-ladder-takeover = 案件 { $number }（{ $urgency }）：主办单位一直没有回应，{ $agency }已接手主办。

staff-not-ours-why = 案件 { $number } 为什么不归你们？其他单位会继续办理。
reason-other_district = 属于其他地区
reason-other_body = 属于其他单位职责
reason-duplicate = 我们已经掌握
reason-conflict = 我们需要回避
reason-other = 其他原因

staff-story-head = { $marks }<b>案件 { $number } · { $urgency }</b>，{ $state }
    { $harms } · { $age } · { $area }
staff-story-warning = 以下是报告人的原话，读起来可能会难受。
staff-story-report = <b>{ $at } 报告</b>{ $incomplete }
staff-story-incomplete = （未写完）
staff-story-place = 地图位置：{ $latitude }, { $longitude }
# Facts: staff-story-map $place (number of the map) · staff-story-line $question $answer
staff-story-map = 见上方地图 { $place }
staff-story-not-known = <b>不清楚</b>：{ $answer }
staff-story-line = <b>{ $question }</b>：{ $answer }
staff-heading-start = 讲述者
staff-heading-who = 报告人身份
staff-heading-age_reporter = 报告人年龄
staff-heading-story = 报告人原话
staff-heading-files_declared = 手上的文件
staff-heading-violence = 严重暴力
staff-heading-bullying_signs = 欺凌的具体情况
staff-heading-exposure_kind = 其他危险
staff-heading-self_harm_now = 有无自伤想法
staff-story-others = 【转发他人的话】
staff-story-added = <b>{ $at } 补充</b>
staff-story-added-files = <b>{ $at } 补充</b>：{ $count } 个文件
staff-story-corrected = <b>{ $at } 更正</b>
staff-story-files = 文件：已收 { $kept } 个，未接收 { $withheld } 个
staff-story-phone = 电话：{ $phone }
staff-story-contact-yes = 可以在这里给报告人发消息。
staff-story-contact-times = 可以在报告人方便的时间给其发消息。
staff-story-contact-no = 不可给报告人发消息。答复会保存，等对方来查。
staff-story-contact-unknown = 不知道给报告人发消息是否安全，因此不发。答复会保存，等对方来查。
staff-story-opinions = <b>评估</b>
staff-story-opinion = { $agency }：危险 { $hazard }，严重 { $seriousness }，可信 { $credibility }
staff-story-divergence = 各单位评估相差两级以上。请在 24 小时内会商，此前以较高者为准。
staff-story-replies = <b>已答复</b>
staff-story-skipped = -

staff-assess-head = <b>评估案件 { $number }</b>
staff-assess-missing = 每项点一个数字。需要说明时，直接在这里写一句。
staff-assess-ready = 需要说明时，直接在这里写一句。然后点“保存”。
staff-assess-note = 说明：{ $note }
# Facts: $value 0 to 3; $urgency $was $own (classes), $agencies
button-hazard = 危险 { $value }
button-seriousness = 严重 { $value }
button-credibility = 可信 { $value }
button-save-class = 保存：{ $urgency }
staff-assess-raises = 保存后，等级为 <b>{ $urgency }</b>（现为 { $was }）。
staff-assess-stays = 保存后，等级仍为 <b>{ $urgency }</b>。
staff-assess-stays-higher = 保存后，等级仍为 <b>{ $urgency }</b>。按所选数字应为 { $own }，但评估不会降低等级。
staff-assess-hurries = { $agencies }的时限会提前，并通知其工作群。
staff-assess-diverges = 您的评估与其他单位相差两级以上：将请各单位在 24 小时内会商。
staff-views-apart = 各单位的评估相差两级以上：将请各单位在 24 小时内会商。
staff-scale-hazard = 危险：会不会继续发生？
staff-scale-seriousness = 严重：有多严重？
staff-scale-credibility = 可信：依据是否充分？
staff-hazard-0 = 0 不会
staff-hazard-1 = 1 不太会
staff-hazard-2 = 2 很可能
staff-hazard-3 = 3 正在发生
staff-seriousness-0 = 0 无
staff-seriousness-1 = 1 一般
staff-seriousness-2 = 2 严重
staff-seriousness-3 = 3 危及生命、性侵或长期伤害
staff-credibility-0 = 0 已排除
staff-credibility-1 = 1 存疑
staff-credibility-2 = 2 较可信
staff-credibility-3 = 3 目击或证实
staff-desk-saved = 已保存：案件 { $number }。
staff-desk-stopped = 没有改动。
staff-reply-unsent = 案件 { $number } 的答复没有发出。重新答复：/reply_{ $number }
staff-ask-unsent = 案件 { $number } 的问题没有发出。
staff-desk-unsaved = 案件 { $number }：刚才填的内容没有保存。
staff-closed-unsent = 案件 { $number } 已结案。您写给报告人的内容没有发出。
staff-reply-undelivered = 案件 { $number } 的答复没有送达：现在无法给对方发消息。答复已保存，报告人回来查看，或用五个词，就能看到。
staff-reply-which = <b>答复案件 { $number } 的报告人</b>
    请选一段，或自己写。
staff-reply-write = 请写下给案件 { $number } 报告人的答复。不要写姓名，也不要写他人的情况。
staff-reply-preview = <b>案件 { $number } 的报告人会看到：</b>
    { $text }
staff-reply-sent = 案件 { $number } 的答复即将发出。
staff-reply-kept = 案件 { $number } 的答复已保存，报告人来查时会看到。
staff-act-write = 案件 { $number } 已经做了什么？写一两句。还要做的事，请用 /task_{ $number } 布置任务。
staff-act-saved = 已记入案件 { $number }。
staff-close-outcome = <b>案件 { $number } 结案</b>
    结果是什么？
staff-close-safe = 孩子现在安全吗？
staff-close-safe-yes = 安全
staff-close-safe-plan = 有安全方案
staff-close-safe-no = 不安全
staff-close-preview = <b>案件 { $number } 结案</b>
    结果：{ $outcome }
    孩子现在安全：{ $safe }
    须另一人同意。
staff-close-proposed = 已提议结案（案件 { $number }），须另一人同意：/approve_{ $number }
staff-close-approval = <b>案件 { $number }（{ $urgency }）</b>：{ $agency }提议结案。
    结果：{ $outcome }。孩子现在安全：{ $safe }。
    可在私聊中发：/approve_{ $number }
staff-approval-over = 案件 { $number } 的结案提议已失效：案件之后有了变化。
staff-approval-over-body = 案件 { $number } 的结案提议已失效：原定继续负责孩子的单位已不再办理本案。主办单位可以另定单位，重新提议。
staff-approval-over-class = 案件 { $number } 的结案提议已失效：案件等级有变动。主办单位可以重新提议。
staff-approval-over-lead = 案件 { $number } 的结案提议已失效：主办单位已更换。
staff-closed = 案件 { $number } 已结案。
staff-taken = 您已为本单位签收案件 { $number }，群里的卡片已更新。查看内容：/open_{ $number }
staff-why-in-group = 案件 { $number }：请在你们的群里、卡片下方选择理由。
staff-acked-toast = 您已签收案件 { $number }。
staff-declined-toast = 已记录。
staff-write-kept = 您手上没有打开的事项。请在卡片上点“私聊查看”，或发 /open 编号。
command-take = 签收案件：/take 12
command-open = 私聊查看：/open 12
command-notours = 不归我们：/notours 12
command-assess = 评估：/assess 12
command-reply = 答复报告人：/reply 12
command-act = 记录措施：/act 12
command-close = 结案：/close 12
command-approve = 同意结案：/approve 12
command-cases = 案件列表：/cases P1 超时
command-case = 单个案件：/case 12
command-overdue = 谁超时
command-agencies = 各单位状态
command-institutions = 负有报告义务的单位
command-stats = 统计：/stats 周
command-remind = 催办：/remind 12
error-group-taken = 本群已属于另一个单位。每个单位需要自己的群。
error-invite-unknown = 这个链接已用过或已过期，请再要一个。
error-unknown-agency = 配置里没有这个单位。
error-unknown-language = 我还不会这种语言。
error-unknown-filter = 有的词不认识。/cases 后可用的词：{ $known }；也可以写伤害类型和地区的名称。例如 /cases P1 超时。
error-which-body = 请同时写上单位名称。
error-unknown-period = /stats 后可用的词，每类最多一个：{ $known }。例如 /stats 月 P1。查全区数字时，还可写一种伤害或一个地点。
error-numbers-being-counted = 系统刚升级，升级前的案件正在统计，暂不显示数字。请一分钟后再问。
error-numbers-not-counted = 升级前的案件没能统计，现在无法显示数字。已通知管理员。
error-numbers-whole-district = 伤害类型和地点只统计全区的数字，以免指向某个孩子。请去掉单位和等级。
error-too-many-words = 词太多了。/cases 后最多写 { $limit } 个词。
error-number-alone = 这条命令后只能写案件编号。未作任何处理。
error-no-words = 这条命令后不用写别的词，请单独发送。
error-one-word = 这条命令后只能写一个词。未作任何处理。
error-number-and-body = 这条命令后可写案件编号和一个单位的名称。
error-unknown-words = 这里不认识这些词。可用的词：{ $known }。未作任何处理。
error-not-in-case = 该单位在此案中没有待办事项。有待办的单位：{ $known }。
error-number-wanted = 请写上案件编号，例如 /case 12。
error-case-lost = 这个案件已不在系统里：热线已从较早的备份恢复，而它是备份之后才有的。请告诉监督人员，您手上有这个案件。
error-card-of-before = 这张卡片是热线从备份恢复之前的，说的是另一个案件。请看最新的卡片。
error-no-such-case = 没有您可以查看的这个案件。
error-case-closed = 该案件已结案。
error-anonymous-admin = 您正以群的身份发言。请关闭“匿名管理员”后再试，这样才知道是谁在操作。
error-ask-the-lead = 这一步由主办单位操作。请与主办单位联系：发 /case 可看是哪个单位。
error-only-in-private = 这一步只能在私聊中进行。请打开与我的私聊，在那里发同样的命令。
error-only-in-own-group = 这一步只能在本单位的群里进行。没有任何改动。
error-only-in-own-group-or-private = 这一步不能在这个群里进行。请到本单位的群里操作，或在与我的私聊中发同样的命令。
error-only-in-oversight-or-private = 这一步只能在监督群或私聊中进行。请在那里发同样的命令。
error-reminded-already = 一小时内已就此案提醒过该单位。
rule-T01 = 现在有危险
rule-T02 = 今天或今晚可能有危险
rule-T03 = 是否危险不清楚
rule-T04 = 急需救治或中毒
rule-T05 = 死亡或留下残疾
rule-T06 = 自伤、自杀
rule-T07 = 失踪或被带走
rule-T08 = 近期性侵害，或仍可能接触
rule-T09 = 性伤害
rule-T10 = 网络威胁或约见面
rule-T11 = 凶器、掐脖子、关押或威胁杀人
rule-T12 = 对方能接触到孩子
rule-T13 = 孩子独自一人
rule-T14 = 多处瘀伤或非常瘦弱
rule-T15 = 被逼乞讨或做工
rule-T16 = 欺凌
rule-T17 = 当事人员仍在岗
rule-T18 = 孩子本人报告
rule-T19 = 年幼或有残疾
rule-T20 = 曾被报告
rule-T21 = 有紧急字眼
rule-T22 = 未见紧急情况
rule-T23 = 无其他规则
rule-SG34 = 有不得保存的文件
staff-rule = { $id }（{ $what }）
