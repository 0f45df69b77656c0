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
command-release = 两人同意后取出封存文件：/release 12
command-help-staff = 您在这里可以做什么
command-talk = 召集各单位会商：/talk 12
command-record = 记录会商结果：/record 12
command-drill = 演练：不涉及真实案件
