# 给报告人的进展消息，以及 /status 里关于承诺日期的话。每一行可单独出现，也可与其他行一起出现。
# Facts: $number $at $due $text

tell-news = 编号 { $number } 有新消息。请在身边没有别人、方便的时候打开看。现在不方便的话，可以晚一点再看，内容会一直留着。
news-acknowledged = 已经有人接手，不用再做什么。
news-acknowledged-child = 已经有人在管这件事了。你什么都不用做。
news-answered = { $text }
news-late = 我们答应的答复晚了，很抱歉。我们也在告诉上级。{ $due } 前会给出答复。
news-late-child = 我们的回话晚了，对不起。{ $due } 前会告诉你。
news-closed = 已经结案。如果再有事情发生，请在这里写给我们。
news-closed-child = 这件事办完了。要是又发生什么，就在这里写下来。
news-end = 查看详情或回复，请发 /status
asked-how-you-are = 写给我们以后，有没有因为这件事遇到什么？有的话，可以在这里告诉我们；没有的话，不用做什么。
asked-how-you-are-child = 你告诉我们以后，自己有没有遇到什么事？有的话，可以在这里告诉我们。
asked-how-you-are-teen = 你告诉我们以后，自己有没有遇到什么事？有的话，可以在这里告诉我们。

status-answer_due = { DAY($at) }前答复。
status-answer_due-child = { DAY($at) }前给你回话。
status-answered = 已于 { DAY($at) }答复。
status-answered-child = { DAY($at) }已经回话。
status-answer_late = 我们答应 { DAY($at) }前答复，现在已经晚了，很抱歉。
status-answer_late-child = 我们答应 { DAY($at) }前回话。现在晚了，对不起。
status-answer_new = 新的答复日期：{ DAY($at) }前。
status-answer_missed = 新的日期 { DAY($at) }也过了，还是没有答复，很抱歉。
status-answer_missed-child = 新的日子 { DAY($at) }也过了。对不起。
status-result_due = { DAY($at) }前有结果。
status-result_due-child = { DAY($at) }前办完。
status-result_late = 我们答应 { DAY($at) }前给出结果，现在已经晚了，很抱歉。
status-result_late-child = 我们答应 { DAY($at) }前办完。现在晚了，对不起。
status-told_above = 我们的上级已经知道。
status-told_above-child = 上面的人已经知道。
status-asked = 工作人员想多了解一些情况，可以在这里补充。
status-asked-child = 他们想多知道一点，可以在这里补充。
status-asked-teen = 他们想多了解一些情况，可以在这里补充。
status-closed_on = 已于 { DAY($at) }结案。如果再有事情发生，请在这里写给我们。
status-closed_on-child = 已于 { DAY($at) }办完。要是又发生什么，就在这里写下来。
status-whom = 不想再等的话，也可以打这些电话：
status-whom-child = 不想再等的话，也可以打这些电话：
