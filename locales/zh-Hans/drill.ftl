# 演练：案件走真实的群，但不涉及任何儿童。

staff-mark-drill = 【演练】
staff-flag-drill = 演练
staff-story-drill = 这是演练，不涉及任何儿童，也没有人报告。请按真实情况处理。
staff-drill-harm = 演练会发到真实的群，每张卡片都有标记，不计入任何统计，24 小时后自动结束。演练哪一类情况？
staff-drill-preview = 演练：<b>{ $harm }</b>。还没有开始。
staff-drill-calls-now = 有危险：{ $urgency } 级，{ $lead }主办；同时通知：{ $others }。夜间会响铃。
staff-drill-calls-not_now = 没有危险：{ $urgency } 级，{ $lead }主办；同时通知：{ $others }。
button-drill-now = 开始（有危险）
button-drill-not_now = 开始（没有危险）
staff-drill-begun = 演练已开始，案件 { $number }。24 小时后会收到结果。在此之前可查看：/case_{ $number }
staff-drill-told = 一位监督人员开始了演练：案件 { $number }。不涉及任何儿童。
staff-drill-over = 演练（案件 { $number }）已结束。各单位签收情况：
staff-drill-answered = { $agency }：{ $after }后签收
staff-drill-silent = { $agency }：<b>没有签收</b>
staff-history-drill_begun = 演练开始
staff-history-drill_over = 演练结束
error-drill-runs = 十分钟内已经开始过一次演练，请稍后再试。
