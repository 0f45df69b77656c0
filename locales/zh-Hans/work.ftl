## 各单位人员手上的事：/mine
# Facts: $number $urgency $harms $marks $item $what $due (moment) $state $count $total
staff-mine = <b>我手上的</b>（{ $total }）
staff-mine-none = 您手上没有要办的事。
staff-work-head = { $marks }<b>/case_{ $number }</b> · { $urgency } · { $harms }
staff-due = { $what }，期限 { $due }
staff-due-late = <b>超时：</b>{ $what }，期限 { $due }
staff-work-nothing-due = 目前没有期限 · { $state }
staff-work-task = 任务 { $item }：{ $what }
staff-part-held-free = 还没有人签收
staff-part-held-taken = 同事在办
staff-part-held-mine = 由您办理
staff-work-asked = 有 { $count } 个问题在等报告人回答。
command-mine = 我手上的事，先到期的在前

## 案件里还可以做的事
button-way-take = 签收
button-way-open = 打开报告
button-way-case = 期限和经过
button-way-finish = 结束本单位的部分
button-way-reopen = 重新办理
button-way-lead = 指定主办单位
button-way-look = 回访孩子是否安全
button-way-remind = 催办超时单位
button-way-audit = 谁看过
button-way-desk = 回到工作台

## 工作台：一条随时更新的消息
staff-worklist = <b>工作台</b>（{ $at }）
staff-worklist-new = <b>新案件</b>
staff-worklist-new-none = 没有等待接手的新案件。
staff-worklist-due = <b>即将到期</b>
staff-worklist-due-none = 目前没有要到期的事。
staff-worklist-mine = <b>我手上的</b>
staff-worklist-mine-none = 您手上没有要办的事。
staff-worklist-mine-above = 您手上的已列在上面。
staff-worklist-more = 另有 { $count } 项
staff-worklist-over = 工作台已关闭：您已不属于本热线的任何单位。
button-worklist-mine = 我手上的全部
button-worklist-tasks = 任务
command-desk = 工作台：新案件、即将到期、我手上的
