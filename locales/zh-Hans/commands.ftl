# 工作人员的命令有什么用：菜单和 /help 里显示。冒号后是写法举例。

command-transfer = 请另一单位主办：/transfer 12
command-accept = 接受主办：/accept 12
command-giveback = 不接主办：/giveback 12
command-lead = 无人接手时指定主办：/lead 12
command-bringin = 请另一单位协办：/bringin 12
command-finish = 本单位的部分已完成：/finish 12
command-note = 写内部备注：/note 12
command-tasktake = 认领任务：/tasktake 12 3
command-taskdone = 任务完成：/taskdone 12 3
command-taskdecline = 退回任务：/taskdecline 12 3
command-look = 结案后回访，孩子是否安全：/look 12
command-reveal = 申请得知报告人：/reveal 12
command-raise = 提高等级：/raise 12
command-lower = 提议降低等级：/lower 12
command-agree = 同意降低等级：/agree 12
command-reopen = 重新办理已结案件：/reopen 12
command-merge = 把两案合并为一案：/merge 12 15
command-unmerge = 恢复为两案：/unmerge 12
command-release = 两人同意后取出封存文件：/release 12
command-taskgive = 把任务转交他人（负责人）：/taskgive 12 3
command-help-staff = 您在这里可以做什么
command-talk = 召集各单位会商：/talk 12
command-record = 记录会商结果：/record 12
command-drill = 演练：不涉及真实案件
command-leaves = 有人离开或丢失手机：回复其消息发 /leaves
command-returns = 恢复一人的工作权限（监督人员）：回复其消息发 /returns

# 工作人员的 /help。变量：$roles $agency $what $command。
staff-help-head = <b>您在这里的身份：{ $roles }。</b>可用的命令：
staff-help-reader = <b>您只是监督群的成员。</b>这里没有需要您办理的事项。
staff-help-supervisor = 监督人员
staff-help-auditor = 审计人员
staff-help-admin = 系统管理员
staff-help-head-of = { $agency }负责人
staff-help-member = { $agency }工作人员
staff-help-of-group = <b>{ $agency }的群。</b>在这里可用的命令：
staff-help-line = { $what }：{ $command }
staff-help-group = 编号可以和命令连写，例如 /take_12，这样可以直接点。报告内容只在私聊中显示，在私聊里发 /help 可看到您能做什么。
staff-help-report = 语言：/language。编号可以和命令连写，例如 /take_12。如果您自己知道有孩子受到伤害，也可以像其他人一样报告。
staff-not-reported = 您是本热线的工作人员，所以这条消息没有转给任何人。您在这里可用的命令：
staff-not-reported-command = 没有这个命令。您写的内容没有转给任何人。您在这里可用的命令：
staff-not-reported-how = 如果说的是孩子的事，而您想自己报告，请按下面的按钮，您写的内容会一起带上。
button-report-as = 以个人身份报告
staff-own-language-which = 用哪种语言给您发消息？通知、列表、办理界面和菜单都会跟着改。
staff-own-language-set = 从现在起，用简体中文给您发消息。
