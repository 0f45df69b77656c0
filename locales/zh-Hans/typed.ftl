# 工作人员写在命令后面的词，可以有几种写法；列出可用的词时显示第一种。
# 每个人都可以用任何一种语言写。一个词只能有一个意思。

# /cases 之后
typed-red = 红牌, 红
typed-yellow = 黄牌, 黄
typed-late = 超时, 逾期
typed-incomplete = 未写完, 不完整
typed-drill = 演练
typed-reopened = 重新办理, 重开
typed-unacknowledged = 未签收
typed-unassessed = 未评估
typed-closed = 已结案, 结案
typed-open = 未结案, 未结
typed-all = 全部, 所有

# /institutions 之后
typed-silent = 没有报告, 未报告
typed-lead = 主办
typed-support = 协办

# /stats 之后
typed-day = 日, 天, 一天
typed-week = 周, 一周, 星期
typed-month = 月, 一个月
typed-quarter = 季度, 季

# /keep 和 /hold 之后
typed-proceedings = 诉讼, 办案
typed-child_at_risk = 仍有危险, 孩子仍有危险
typed-inquiry = 调查, 申诉
typed-duty = 保存义务
typed-off = 解除

# /files 之后
typed-safety = 保护, 保护孩子
typed-assess = 评估
typed-treatment = 治疗, 救治
typed-evidence = 证据, 取证

# /quarantine 和 /newgroup 之后
typed-pass = 送出, 放行
typed-keep = 暂留
typed-yes = 是, 同意
typed-no = 否, 不同意

# /language 之后
typed-en = 英文, 英语
typed-zh-Hans = 中文, 简体中文, 汉语

# /tasks 和 /drill 之后
typed-mine = 我的
typed-body = 本单位
typed-now = 有危险
typed-not_now = 没有危险

# 两案合并的理由。
typed-same_child = 同一孩子, 同一个孩子
typed-same_events = 同一事件, 同一件事
typed-link = 关联, 只关联
