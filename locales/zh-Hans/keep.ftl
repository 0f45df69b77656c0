# 已结案件的保存与删除、审计记录。给监督人员和监督机关看，不含案件内容。
# 变量：$number $urgency $agency $at $until_at $total $count $code $act $who $lines $head。

keep-expiring-head = <b>保存期将满</b>（{ $total }）
keep-expiring-line = <b>/case_{ $number }</b> { $urgency } · { $agency }：保存至 { $at }
keep-expiring-over = <b>/case_{ $number }</b> { $urgency } · { $agency }：<b>保存期已于 { $at } 届满</b>
keep-expiring-unassessed = <b>从未评估，不能删除</b>
keep-expiring-how = 任何案件都不会自动删除。延长：/keep 编号。删除（须两人同意）：/erase 编号。
button-keep-on = 延长 { $number }
button-keep-export = 导出 { $number }
button-let-go = 同意删除 { $number }
button-erase-case = 永久删除 { $number }
button-keep-years = { $count } 年
keep-why-keep = 为什么要延长保存案件 { $number }？
keep-why-hold = 为什么要对案件 { $number } 作法律保全？保全期间任何人都不能删除，已有的删除意见随之作废。参与单位会在案件卡片上看到。
keep-why-lift = 为什么解除案件 { $number } 的保全？请选择已结束的事由。解除后，结案的案件可由两人重新决定删除。
keep-reason-proceedings = 诉讼或办案程序进行中
keep-reason-child_at_risk = 孩子仍有危险
keep-reason-inquiry = 调查或申诉
keep-reason-duty = 另有保存义务
keep-years = 案件 { $number } 延长保存多久？
keep-extended = 案件 { $number } 保存至 { $until_at }。
keep-export-how = 请管理员运行 python -m bot export --case { $number } FILE 导出案件 { $number }。导出文件有密码，导出会记入审计记录。
keep-held = 案件 { $number } 已作法律保全，任何人都不能删除。
keep-hold-over = 案件 { $number } 的法律保全已解除。
keep-let-go = 您同意删除案件 { $number }。须另一人在 30 天内同意，在此之前案件保留。
keep-let-go-asked = <b>案件 { $number }（{ $urgency }，{ $agency }）</b>：已有一人同意删除。如果您也同意，报告内容、文件、报告人信息将永久消失，备份中也无法恢复，只保留编号和审计记录。
    /erase_{ $number } · /keep_{ $number }
keep-erased = 案件 { $number } 已由两人同意删除。

staff-history-kept_on = 延长保存
staff-history-hold_on = 开始法律保全
staff-history-hold_off = 解除法律保全
staff-history-let_go = 一人同意删除
staff-history-erased = 已删除
staff-history-exported = 已导出
staff-history-audit_read = 查看审计记录

audit-head = <b>案件 { $number } 的审计记录</b>
audit-line = { $at }  { $act }：{ $agency }，{ $who }
audit-person = 人员 { $code }
audit-by-itself = 系统或管理员
audit-no-body = 无单位
audit-none = 没有记录。
audit-foot = 相同代码是同一个人。这里显示最新记录，导出文件含全部记录。
audit-anchor = 审计记录，{ $at }：共 { $lines } 条，末条摘要 <code>{ $head }</code>
    核对：python -m bot audit verify --head { $lines }:{ $head }

command-audit = 谁看过、做过什么：/audit 12
command-keep = 延长保存：/keep 12
command-hold = 法律保全：/hold 12
command-erase = 两人同意删除：/erase 12
error-on-hold = 该案件处于法律保全中。
error-not-on-hold = 该案件没有法律保全。
error-close-first = 该案件尚未结案。
error-never-assessed = 该案件从未评估，须先评估才能删除。
error-reason-wanted = 请选择一个事由：诉讼、仍有危险、调查、保存义务。
keep-let-go-over = 删除案件 { $number } 的提议已失效：案件继续保留。
