# 工作人员看到的文字：卡片、列表、时限、办理台。群里不出现姓名和经过。
# 变量：$number $urgency $agency $at $due $late $span 等，见各条。

list-join = 、
language-name = 简体中文
button-more-cases = 下一页
button-open-again = 打开
button-take = 签收
button-take-number = 签收 { $number }
button-open-private = 私聊查看
button-not-ours = 不归我们
button-keep = 保留
button-assess = 评估
button-reply = 答复报告人
button-act = 记录措施
button-close = 结案
button-approve = 同意结案
button-go = 发送
button-go-save = 保存
button-desk-stop = 取消
button-own-words = 自己写

staff-oversight-group = 监督群
staff-language-set = 本聊天从现在起使用简体中文。
staff-language-which = 这里使用哪种语言？
staff-group-arrived = 您好。如果我是通过邀请链接进群的，稍后就会完成绑定。如果不是，请管理员运行 "python -m bot invite agency KEY" 生成链接，打开链接并选择本群即可绑定。
staff-welcome-agency = 本群现在是<b>{ $agency }</b>的工作群。新案件会以卡片出现，不含姓名和经过。点“签收”或发 /take 编号。报告内容只在您与我的私聊中显示：请每位同事先打开私聊按一次“开始”，我才能给您发消息。
staff-welcome-supervisor = 您已成为本热线的监督人员。超时、群聊失联和故障会通知您，每天早上有一份汇总。
    /cases  未结案件 · /case 12  单个案件 · /overdue  谁超时 · /agencies  各单位状态 · /stats week  统计 · /remind 12  催办
staff-welcome-head = 您已成为<b>{ $agency }</b>的负责人。本单位超时会通知您，您可以同意结案。
staff-welcome-officer = 案件在这里查看。请在群里的卡片上点“私聊查看”，或发 /open 编号。
staff-group-bound = <b>{ $agency }</b>的群已绑定，卡片从现在起送达。
staff-lost-group = 联系不上<b>{ $agency }</b>：我被移出了群，或群已解散。它的新卡片会一直等到用邀请链接重新绑定群。
staff-staff-lost = 有一位监督人员屏蔽了我或联系不上。请确认还有谁在值守。
staff-undelivered = 有一条消息无法送达，该聊天已不存在。
staff-undelivered-case = 关于案件 { $number } 的一条消息无法送达。请核实谁在办理：/case { $number }
staff-parked = 有一条来信没能处理，已为管理员保存。来信人已收到求助电话。
staff-not-bound = 案件 { $number }：{ $agency }还没有群，那边还没有人知道。卡片在等待，请打电话通知。
staff-reminded = 已就案件 { $number } 提醒{ $agency }。

staff-mark-red = 🔴 { "" }
staff-mark-yellow = 🟡 { "" }
staff-case-line = { $marks }<b>{ $number }</b> · { $urgency } · { $state } · { $lead }
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
staff-outcome = 结果：{ $outcome }
staff-history = <b>经办记录</b>
staff-history-line = { $at }  { $act }（{ $agency }）
staff-case-commands = /remind { $number }
staff-overdue-none = 没有超时。
staff-overdue-head = <b>超时</b>（{ $total }）
staff-overdue-line = { $marks }<b>{ $number }</b> { $urgency } · { $agency } · { $clock }：已超 { $late }
staff-agencies-head = <b>各单位</b>
staff-agency-line = <b>{ $agency }</b>：{ $place }，负责人 { $heads } 位
    主办未结 { $open }，未签收 { $waiting }，黄牌 { $yellow }，红牌 { $red }
staff-place-bound = 群已绑定
staff-place-lost = <b>群已失联</b>
staff-place-missing = 还没有群

staff-stats-day = <b>近 24 小时</b>
staff-stats-week = <b>近 7 天</b>
staff-stats-month = <b>近 30 天</b>
staff-stats-quarter = <b>近 90 天</b>
staff-stats-total = 案件 { $total } 件，其中未结 { $open } 件
staff-stats-class = { $urgency }：{ $count }
staff-stats-span = { $name }：中位数 { $median }，九成在 { $p90 } 内，按时率 { $share }
staff-stats-acknowledge = 签收
staff-stats-assess = 评估
staff-stats-answer = 答复报告人
staff-stats-outcome = 办结
staff-stats-marks = 黄牌 { $yellow }，红牌 { $red }
staff-span = { $span }
staff-share = { $share }%

staff-digest-head = <b>早间汇总</b>，{ $at }
staff-digest-unacknowledged = 无人签收：{ $count }
staff-digest-unassessed = 未评估：{ $count }
staff-digest-overdue = 超时：{ $count }
staff-digest-received = 上次汇总以来新收：{ $count }
staff-digest-copies = 新收最低等级（供监督）：{ $count }
staff-digest-end = /overdue · /cases unassessed · /stats day

staff-part-lead = 主办
staff-part-support = 协办
staff-part-copy = 抄送
staff-task-alerted = 未签收
staff-task-acked = 已签收
staff-task-working = 办理中
staff-task-done = 已完成
staff-task-declined = 不归其办
staff-task-transferred = 已移交
staff-clock-acknowledge = 签收
staff-clock-first_action = 首次措施
staff-clock-assess = 评估
staff-clock-reply = 答复报告人
staff-clock-outcome = 办结
staff-flag-info_requested = 已向报告人提问
staff-flag-sealed_media = 有未接收的文件，待公安处理
staff-flag-conflict = 回避
staff-flag-legal_hold = 依法保留
staff-flag-incomplete = 未写完
staff-flag-read_first = 优先阅读
staff-history-acknowledged = 签收
staff-history-assessed = 评估
staff-history-declined = 表示不归其办
staff-history-opened = 查看
staff-history-file_opened = 查看文件
staff-history-answered = 答复报告人
staff-history-action = 记录措施
staff-history-close_proposed = 提议结案
staff-history-closed = 结案
staff-history-added = 有补充
staff-history-reminded = 提醒
staff-history-reminded_by_hand = 监督人员催办
staff-history-breach = 超过时限
staff-history-double = 超过两倍时限
staff-history-takeover = 接管主办
staff-history-case_opened = 收到报告
staff-history-facts_added = 补充新情况
staff-history-sent_as_it_is = 未填完即发送
staff-history-draft_ended = 对话结束
staff-history-draft_erased = 对话已删除

staff-card = { $marks }<b>案件 { $number } · { $urgency }</b>
    { $harms }
    { $age } · { $area }
staff-card-part-lead = 由你们主办。{ $supports }
staff-card-supports = 协办：{ $agencies }
staff-card-part-support = { $lead }主办，你们协办。
staff-card-part-copy = { $lead }主办，供你们监督。
staff-card-clock = { $clock }：{ $due } 前
staff-card-clock-late = <b>{ $clock }：应于 { $due } 前完成</b>
staff-card-wait = 等待签收：/take { $number }
staff-card-acked = 已于 { $at } 签收
staff-card-declined = 你们表示：不归我们。
staff-card-state = { $state }
staff-card-closed = 已结案：{ $outcome }
staff-card-closing = 已提议结案，须另一人同意：/approve { $number }
staff-card-added = { $at } 有补充。
staff-card-duty = 值班人员：{ $who }
staff-card-duty-name = 值班
staff-divergence = <b>案件 { $number }</b>：各部门的评估相差两级以上。请在 24 小时内会商；在此之前以较高的为准。/case { $number }
staff-reminder-half = <b>案件 { $number }（{ $urgency }）</b>：时间已过半。{ $clock }，{ $due } 前。
staff-reminder-breach = <b>案件 { $number }（{ $urgency }）已超时</b>：{ $clock }应于 { $due } 前完成。
staff-reminder-double = <b>案件 { $number }（{ $urgency }）严重超时</b>：{ $clock }应于 { $due } 前完成。
staff-reminder-repeat = <b>案件 { $number }（{ $urgency }）</b>仍在等待：{ $clock }，时限 { $due }。
staff-reminder-by_hand = <b>案件 { $number }（{ $urgency }）</b>：监督人员请你们现在处理。
staff-reminders-head = <b>等待贵单位处理</b>（{ $total }）
staff-reminders-line = { $marks }<b>{ $number }</b> { $urgency } · { $clock }，{ $due } 前
staff-reminders-late = { $marks }<b>{ $number }</b> { $urgency } · <b>超时：</b>{ $clock }，应于 { $due } 前
staff-reminders-more = 另有 { $count } 件
staff-reminders-how = 签收发 /take 编号，查看发 /open 编号
staff-reminder-command = /take { $number }
staff-ladder-breach = { $marks }<b>案件 { $number }（{ $urgency }）</b>：{ $agency }已超时。{ $clock }应于 { $due } 前完成。/case { $number }
staff-ladder-double = { $marks }<b>案件 { $number }（{ $urgency }）</b>：{ $agency }严重超时。{ $clock }应于 { $due } 前完成。须有人立即介入。/case { $number }
staff-ladder-takeover = 案件 { $number }（{ $urgency }）：主办单位一直没有回应，{ $agency }已接手主办。

staff-not-ours-why = 案件 { $number } 为什么不归你们？其他单位会继续办理。
reason-other_district = 属于其他区县
reason-other_body = 属于其他单位职责
reason-duplicate = 我们已经掌握
reason-conflict = 我们需要回避
reason-other = 其他原因

staff-story-head = { $marks }<b>案件 { $number } · { $urgency }</b>，{ $state }
    { $harms } · { $age } · { $area }
staff-story-warning = 以下是报告人的原话，读起来可能会难受。
staff-story-report = <b>{ $at } 报告</b>{ $incomplete }
staff-story-incomplete = （未写完）
staff-story-answer = <b>{ $question }</b>
    { $answer }
staff-story-place = 地图位置：{ $latitude }, { $longitude }
staff-story-others = 【转发他人的话】
staff-story-added = <b>{ $at } 补充</b>
staff-story-corrected = <b>{ $at } 更正</b>
staff-story-files = 文件：已收 { $kept } 个，未接收 { $withheld } 个
staff-story-phone = 电话：{ $phone }
staff-story-contact-yes = 可以在这里给报告人写信。
staff-story-contact-times = 可以在报告人方便的时间写信。
staff-story-contact-no = 不可给报告人发消息。答复会保存，等对方来查。
staff-story-contact-unknown = 不知道给报告人发消息是否安全，因此不发。答复会保存，等对方来查。
staff-story-opinions = <b>评估</b>
staff-story-opinion = { $agency }：危险 { $hazard }，严重 { $seriousness }，可信 { $credibility }
staff-story-divergence = 各单位评估相差两级以上。请在 24 小时内会商，此前以较高者为准。
staff-story-replies = <b>已答复</b>
staff-story-skipped = -

staff-assess-head = <b>评估案件 { $number }</b>
staff-assess-hazard = 会不会继续发生？{ $value }
staff-assess-seriousness = 有多严重？{ $value }
staff-assess-credibility = 依据是否充分？{ $value }
staff-assess-missing = 每行点一个数字，需要时写一句说明。
staff-assess-ready = 需要时写一句说明，然后点“保存”。
staff-assess-note = 说明：{ $note }
staff-scale-hazard = 会不会继续发生？
staff-scale-seriousness = 有多严重？
staff-scale-credibility = 依据是否充分？
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
staff-reply-which = <b>答复案件 { $number } 的报告人</b>
    请选一段，或自己写。
staff-reply-write = 请写下给案件 { $number } 报告人的答复。不要写姓名，也不要写他人的情况。
staff-reply-preview = <b>案件 { $number } 的报告人会看到：</b>
    { $text }
staff-reply-sent = 案件 { $number } 的答复已发出。
staff-reply-kept = 案件 { $number } 的答复已保存，报告人来查时会看到。
staff-act-write = 案件 { $number } 的首个措施是什么？写一两句。
staff-act-saved = 已记入案件 { $number }。
staff-close-outcome = <b>案件 { $number } 结案</b>
    结果是什么？
staff-close-safe = 孩子现在安全吗？
staff-close-safe-yes = 安全
staff-close-safe-plan = 有保护方案
staff-close-safe-no = 不安全
staff-close-preview = <b>案件 { $number } 结案</b>
    结果：{ $outcome }
    孩子现在安全：{ $safe }
    须另一人同意。
staff-close-proposed = 已提议结案（案件 { $number }），须另一人同意：/approve { $number }
staff-close-approval = <b>案件 { $number }（{ $urgency }）</b>：{ $agency }提议结案。
    结果：{ $outcome }。孩子现在安全：{ $safe }。
    /approve { $number }
staff-closed = 案件 { $number } 已结案。
staff-acked-toast = 案件 { $number } 由你们办理。
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
command-cases = 案件列表：/cases P1 yellow
command-case = 单个案件：/case 12
command-overdue = 谁超时
command-agencies = 各单位状态
command-stats = 统计：/stats week
command-remind = 催办：/remind 12
error-group-taken = 本群已属于另一个单位。每个单位需要自己的群。
error-invite-unknown = 这个链接已用过或已过期，请再要一个。
error-unknown-agency = 配置里没有这个单位。
error-unknown-language = 我还不会这种语言。
error-unknown-filter = 可用的词：P1 P2 P3 P4、yellow、red、unacknowledged、unassessed、closed、all，或单位代号如 EDU。
error-unknown-period = 请写 day、week、month 或 quarter。
error-number-wanted = 请写上案件编号，例如 /case 12。
error-no-such-case = 没有您可以查看的这个案件。
error-case-closed = 该案件已结案。
error-anonymous-admin = 您正以群的身份发言。请关闭“匿名管理员”后再试，这样才知道是谁在操作。
error-ask-the-lead = 这一步由主办单位操作。请与主办单位联系：发 /case 可看是哪个单位。
error-only-in-private = 这些内容只在私聊中显示。请打开与我的私聊，在那里发同样的命令。
