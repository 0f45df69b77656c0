# 案件任务：布置，以及后续办理。

## 布置任务（/task），在办案人员的私聊里
task-own = 用自己的话写
task-more = 更多选项
staff-task-what = 案件 { $number }：要做什么？
    已经做完的事，请用 /act_{ $number } 记录。
staff-task-other = 案件 { $number }：要做什么？
staff-task-write = 案件 { $number }：要做什么？请用自己的话写，只在私聊中显示。
staff-task-who = 案件 { $number }：由谁来做？
staff-task-who-me = 由我来做
staff-task-due = 案件 { $number }：什么时候完成？
staff-task-due-1h = 1 小时内
staff-task-due-4h = 4 小时内
staff-task-due-1d = 24 小时内
staff-task-due-3d = 3 天内
staff-task-due-7d = 7 天内
staff-task-due-14d = 14 天内
staff-task-due-30d = 30 天内
staff-task-due-date = 另选日期
staff-task-date = 案件 { $number }：什么时候完成？请写日期，也可以加上时间：2026-12-03 或 12月3日 15:00。
staff-task-preview = <b>案件 { $number }：新任务</b>
staff-task-by-me = 由您代表{ $agency }来做
staff-task-by-body = { $agency }：由该单位认领的人来做
staff-task-due-at = 期限：{ $due }
staff-task-hears = { $agency }现在会在工作群里收到通知。
staff-task-hears-own = { $agency }的工作群里会静音显示一行。
staff-task-reminds = 时间过半和到期时会提醒。超时后，该单位负责人会收到通知。
staff-task-words-stay = 您写的内容不会出现在任何群里。
staff-task-first-now = 布置后即算贵单位的首次措施，该时限随之完成。
staff-task-first-taken = 有人认领后即算贵单位的首次措施，该时限随之完成。
button-task = 布置任务
button-task-who = 换人或单位
button-task-due = 改期限
staff-task-made = 案件 { $number }：任务已布置。发 /tasks 查看要做的任务。

## 工作群
staff-task-in-own-words = 办案人员用自己的话写的任务
staff-task-given = <b>案件 { $number } · 任务 { $item }</b>
    { $what }
    布置单位：{ $agency }，期限：{ $due }。{ $state }
    也可在私聊中发命令：/task_{ $number }_{ $item }
staff-task-is-free = 还没有人认领。
staff-task-is-taken = 已有办案人员认领。
staff-task-is-mine = 由您来做。
staff-task-line-done = 案件 { $number } · 任务 { $item }：{ $what }。已完成。
staff-task-line-declined = 案件 { $number } · 任务 { $item }：{ $what }。已退回。
staff-task-line-ended_without = 案件 { $number } · 任务 { $item }：{ $what }。结案时尚未完成。
staff-task-ended-done = <b>案件 { $number }（{ $urgency }）· 任务 { $item }</b>：{ $agency }已完成。{ $what }
    结果在私聊中查看：/task_{ $number }_{ $item }
staff-task-ended-declined = <b>案件 { $number }（{ $urgency }）· 任务 { $item }</b>：{ $agency }不做这项任务。{ $what }
    理由在私聊中查看：/task_{ $number }_{ $item }
staff-task-ended-nobody = <b>案件 { $number }（{ $urgency }）· 任务 { $item }</b>：现在没有人做了。{ $what }
    请另行布置：/task_{ $number }
staff-clock-task = 任务 { $item }
staff-task-owner = 办案人员 { $code }
staff-task-taken-by = 认领人：

## 私聊中的一项任务
staff-task-head = <b>案件 { $number } · 任务 { $item }</b>
staff-task-for = { $agency }，布置单位：{ $maker }
staff-task-was-done = 已于 { $at } 完成：
staff-task-was-declined = 已于 { $at } 退回：
staff-task-was-ended_without = 案件已于 { $at } 结案，任务尚未完成。
staff-task-key = 案件 { $number }，任务 { $item }
button-task-take = 由我来做
button-task-done = 已完成
button-task-decline = 不归我们做
button-task-give = 转交他人
staff-task-taken-toast = 案件 { $number }：由您来做。
staff-taskgive-to = 案件 { $number }，任务 { $item }：交给谁做？
staff-taskgive-to-me = 由我来做
staff-taskgive-to-anyone = 谁认领谁做
staff-task-is-given = 案件 { $number }：任务已转交，群里或本人会收到通知。
staff-task-is-yours = 案件 { $number }，任务 { $count } 现在由您负责，期限 { $until_at }。发 /task_{ $number }_{ $count } 查看。
staff-taskdone-write = 案件 { $number }，任务 { $item }：结果怎样？写一两句，随案保存。
staff-taskdecline-write = 案件 { $number }，任务 { $item }：贵单位为什么不做？布置任务的单位可以看到。
staff-task-is-done = 案件 { $number }：任务已完成。群里只显示这一点，看不到您写的内容。
staff-task-is-declined = 案件 { $number }：任务已退回。群里只显示这一点，看不到您写的内容。
staff-task-over = 案件 { $number }，任务 { $count }：已经结束。发 /task_{ $number }_{ $count } 查看。

## 任务列表（/tasks）
staff-tasks-mine = <b>我的任务</b>（{ $total }）
staff-tasks-body = <b>本单位的任务</b>（{ $total }）
staff-tasks-late = <b>超时任务</b>（{ $total }）
staff-tasks-all = <b>全部任务</b>（{ $total }）
staff-tasks-over = 超过 { $total } 项。
staff-tasks-none = 没有要做的任务。
staff-tasks-line = /case_{ $number } · { $item } { $urgency } · { $what }
    { $agency }，期限 { $due } · { $state }
staff-tasks-line-late = <b>超时：</b>/case_{ $number } · { $item } { $urgency } · { $what }
    { $agency }，期限 { $due } · { $state }
staff-tasks-line-of-case = { $item } · { $what }
    { $agency }，期限 { $due } · { $state }
staff-tasks-line-of-case-late = <b>超时：</b>{ $item } · { $what }
    { $agency }，期限 { $due } · { $state }
staff-tasks-of-case = <b>任务</b>
staff-task-state-free = 还没有人认领
staff-task-state-taken = 已认领
staff-task-state-mine = 由您负责
staff-task-state-done = 已完成
staff-task-state-declined = 已退回
staff-task-state-ended_without = 结案时尚未完成
staff-task-state-look = 案件已结案
button-tasks-mine = 我的
button-tasks-body = 本单位
button-tasks-late = 超时
button-tasks-all = 全部
button-tasks-back = 上一页
button-tasks-more = 下一页
command-tasks = 要做的任务：/tasks 我的

command-task = 布置任务：/task 12；查看任务：/task 12 3
error-no-such-task = 本案没有这项任务。
error-task-of-others = 这项任务属于其他单位。
error-number-and-task = 请写案件编号和任务号，例如：12 3。
error-not-a-date = 看不懂这个日期。请这样写：2026-12-03 15:00。
error-due-too-far = 请选择一年以内的日期。
staff-history-task_made = 布置任务
staff-history-task_taken = 认领任务
staff-history-task_given = 转交任务
staff-history-task_done = 任务完成
staff-history-task_declined = 任务退回
