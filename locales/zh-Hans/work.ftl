## 各单位人员手上的事：/mine
# Facts: $number $urgency $harms $marks $item $what $due (moment) $state $count $total
staff-mine = <b>我手上的</b>（{ $total }）
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
button-way-unmerge = 恢复为两案
button-way-look = 回访孩子是否安全
button-way-remind = 催办超时单位
button-way-audit = 谁看过
button-way-hold = 法律保全
button-way-lift = 解除保全
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
staff-worklist-over = 工作台已关闭：您在本热线已没有职责。
button-worklist-mine = 我手上的全部
button-worklist-tasks = 任务
button-worklist-people = 工作人员
staff-list-new = <b>新案件：本单位还没有人签收</b>（{ $total }）
staff-list-due = <b>本单位即将到期</b>（{ $total }）
button-worklist-all-new = 全部新案件：{ $count }
button-worklist-all-due = 全部到期事项
button-worklist-all-untaken = 全部无人签收的案件：{ $count }
button-worklist-all-red = 全部红牌案件：{ $count }
command-desk = 工作台：等您答复的、新案件、即将到期

## 等人答复的事（$agency：提出的单位；$agencies）
staff-worklist-waits = <b>等您答复</b>
staff-worklist-waits-none = 没有等您答复的事。
staff-worklist-second = <b>等第二人确认</b>
staff-worklist-second-none = 没有等第二人确认的事。
staff-worklist-untaken = <b>还没有人签收</b>
staff-worklist-untaken-none = 所有案件都已签收。
staff-worklist-red = <b>红标：90 天没有结果</b>
staff-worklist-red-none = 没有红标案件。
staff-waits-accept = { $agency }请贵单位主办，请答复
staff-waits-lead = 没有单位接手，请指定主办单位
staff-waits-close = { $agency }提出结案，请答复是否同意
staff-waits-lower = { $agency }提出降级，请答复是否同意
staff-waits-handed = { $agency }已把全案移交给您，请打开
staff-waits-reveal = { $agency }想知道报告人是谁，请答复是否同意
staff-waits-release = { $agency }想调取封存文件，请答复是否同意
staff-waits-erase = 有人提出删除本案，请答复同意还是保留
staff-waits-look = 报告超出限量，请决定是否放行；不处理会自动放行
staff-waits-untaken = 签收（{ $agency }）
staff-waits-red = 主办：{ $agency }
staff-waits-group = 有新群待确认：{ $agencies }
button-waits-accept = { $number }：是否主办
button-waits-lead = { $number }：指定主办
button-waits-close = { $number }：结案
button-waits-lower = { $number }：降级
button-waits-handed = { $number }：打开
button-waits-reveal = { $number }：报告人
button-waits-release = { $number }：封存文件
button-waits-erase = { $number }：删除
button-waits-look = { $number }：查看
button-waits-group = 新群
button-case-number = 案件 { $number }
