# 短时间内大量报告，以及等待监督人员查看的报告；给监督人员。

staff-flag-quarantine = 等待监督人员查看
staff-flood = 同一账号或同一单位的报告比平时多。超出部分已保存并给了回执，等您查看：/quarantine。眼前有危险的和 P1 立即送出，除非同一账号发来太多。没有人被拉黑。
staff-flood-alarming = 同一账号不断发来求助或情况紧急的消息，数量过多，最新的几条没能存下，之前的都在。如该账号有未结案件，请打电话了解或派人查看。
staff-held-waiting = 等待查看的报告：{ $count } 件。/quarantine
staff-held-urgent = <b>等您查看的紧急报告：{ $count } 件</b>。同一账号或同一单位发来的报告太多。请马上查看：/quarantine。每件收到 { $waits }后自动送出。
staff-quarantine-head = <b>等待查看：{ $count } 件</b>
staff-quarantine-empty = 没有等待的报告。
staff-quarantine-line = 案件 { $number }：{ $urgency }，{ $harms }。
staff-quarantine-kept = 已暂留。
staff-quarantine-until = { $until } 自动送出。
staff-held-passed = 案件 { $number } 已送到各单位。
staff-held-kept = 案件 { $number } 暂留，仍在列表中，随时可以送出。
staff-held-passed-unseen = 案件 { $number } 到时无人查看，已自动送到各单位。
staff-history-held = 等待查看
staff-history-held_passed = 已送出
staff-history-held_kept = 暂留
button-let-through = 送出
button-keep-back = 暂留
error-not-waiting = 这个案件现在没有等待查看。
command-quarantine = 等待查看的报告
staff-quarantine-changed = 列表已有变化，最新内容请发 /quarantine
