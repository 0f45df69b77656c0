# 统计图：/board 与每周报告。在手机上看，越短越好。

staff-chart-colon = ：
staff-chart-comma = ，
staff-chart-beside = （{ $what }）
staff-chart-date = { $year }年{ $month }月{ $day }日
staff-chart-week = { $month }月{ $day }日
staff-chart-minutes = { $n } 分钟
staff-chart-hours = { $n } 小时
staff-chart-days = { $n } 天
staff-chart-from-to = { $first } 至 { $last }
staff-chart-one-day = { $first }
staff-chart-as-of = 截至 { $at }
staff-chart-all = 全部单位
staff-chart-none = 本期没有数据。
staff-chart-share = { $n } 件中的 { $percent }%
staff-chart-no-share = 本期无到期
staff-chart-n = n = { $n }
staff-chart-n-hidden = n = { $n }。{ $hidden }
staff-chart-hidden = 斜线格：少于 5 件，或为防止推算而不显示。

# 1 目前超时
staff-chart-late = 目前谁超时
staff-chart-late-end = { $n } 项，最久 { $span }
staff-chart-late-note = 按等级列出的超时项数，以及最久的一项超时多长时间。
staff-chart-late-none = 目前没有单位超时。

# 2 用时
staff-chart-times = 各单位签收与评估用时
staff-chart-acknowledge = 签收
staff-chart-assess = 评估
staff-chart-half = 半数已完成
staff-chart-most = 九成已完成
staff-chart-below = 按时率低于 { $target }%
staff-chart-limit = 时限 { $span }
staff-chart-limit-longest = 最长时限 { $span }
staff-chart-times-end = { $percent }%，n={ $n }
staff-chart-times-spoken = { $half } / { $most }
staff-chart-times-note = 每行末尾：按时率，以及到期件数 n。
staff-chart-times-note-limits = 每行末尾：按时率，以及到期件数 n。各等级时限不同，要看时限线请只选一个等级，例如 /board { $period } P1。

# 3 收结
staff-chart-flow = 新立、结案与未结案件
staff-chart-opened = 新立
staff-chart-closed = 结案
staff-chart-stock = 每周结束时未结
staff-chart-weeks = 截至 { $last }的 { $n } 周
staff-chart-running = 最后一周尚未结束。

# 4 承诺
staff-chart-promises = 按时答复与给出结果
staff-chart-answered = { $span }内答复报告人
staff-chart-outcome = { $span }内给出结果
staff-chart-whole = 各周合计：{ $share }。虚线：目标 { $target }%。

# 5 来源
staff-chart-sources = 谁在报告
staff-chart-bar = { $n }（{ $percent }%）
staff-chart-silent = 负有报告义务、近 12 个整月没有报告的单位：{ $n } 家
staff-chart-silent-one = { $name }：{ $since ->
    [never] 从未报告
   *[year] 此前报告过
}
staff-chart-silent-more = 另有 { $n } 家
staff-chart-silent-where = 名单：/institutions silent

# 6 漏斗
staff-chart-funnel = 从第一问到提交报告
staff-chart-started = 开始
staff-chart-sent = 已提交
staff-chart-went-on = 继续
staff-chart-left = 在此离开
staff-chart-funnel-note = 共 { $n } 人开始，提交用时中位数 { $span }。
staff-chart-funnel-note-plain = 共 { $n } 人开始。

# 7 间隔
staff-chart-delays = 事发后多久报告

# 8 热力图
staff-chart-heat = 伤害类型与孩子年龄
staff-chart-age = 孩子年龄
staff-chart-harm = 伤害类型
staff-chart-heat-note = 只含完整的月份。{ $hidden }

# 街镇
staff-chart-areas = 各街镇案件

# 9 矩阵
staff-chart-matrix = 规则定级与人工定级
staff-chart-people = 人工定级
staff-chart-rules = 规则定级
staff-chart-matrix-note = n = { $n }。一致 { $same }%，上调 { $up }%，下调 { $down }%。

# /board 与按钮
command-board = 统计图：/board 月
staff-board-head = <b>统计图</b>
    { $subject }
staff-board-not-drawn = 目前无法生成图片，以下是图中的数字。
button-board-week = 近 7 天
button-board-month = 近 30 天
button-board-quarter = 近 90 天
button-board-mine = 本单位
button-board-late = 目前超时
button-board-work = 各单位工作
button-board-reports = 报告情况
button-board-children = 类型与定级
button-board-print = 打印版
button-board-light = 浅色图
button-board-dark = 深色图
