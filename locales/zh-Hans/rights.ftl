# 回避与审计：办案人员、负责人、监督人员和审计人员看到的文字。不含内容，不含姓名。
# 可用：$number $urgency $agency。

button-recuse = 回避本案
button-recuse-me = 仅本人
button-recuse-body = 本单位整体
command-recuse = 与案件有利害关系时回避：/recuse 12
staff-recuse-who = <b>案件 { $number }：回避</b>
    仅您本人需要回避，还是整个单位？单位整体回避后，不再得知本案的任何情况。
staff-recuse-write = <b>案件 { $number }：回避</b>
    请用自己的话写明需要回避的原因。您写的内容与案件一起加密保存。之后您不能再打开或看到本案。
staff-recused-done = 已回避案件 { $number }。本单位负责人和监督人员知道您已回避，但不知道原因。
staff-recused-body-done = 本单位已回避案件 { $number }。监督人员知道此事，但不知道原因。
staff-recused = <b>案件 { $number }</b>：{ $agency }有人因与本案有利害关系而回避。请确认已有其他人接手。/case_{ $number }
staff-recused-supervisor = <b>案件 { $number }</b>：一位监督人员因与本案有利害关系而回避。/case_{ $number }
staff-recused-body = <b>案件 { $number }</b>：{ $agency }因与本案有利害关系而整体回避。请查看现由谁办理：/case_{ $number }
staff-waits-again = <b>案件 { $number }（{ $urgency }）</b>重新等待签收：原接手人已回避。/take_{ $number }
staff-leads-now = <b>案件 { $number }（{ $urgency }）</b>：另一单位已回避，现由你们主办。/take_{ $number }
staff-history-recused = 一人回避
staff-history-body_recused = 单位整体回避
staff-welcome-auditor = 您已成为本热线的审计人员。您可以看到统计和超时情况，看不到任何案件。
    /stats 周  统计 · /agencies  各单位状态 · /overdue  谁超时
error-nobody-left = 本案已没有其他单位可以办理，因此贵单位不能回避。请与监督人员联系。
