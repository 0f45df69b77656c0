# 两案合并、撤销合并：办理页面、各群提示，以及为什么现在不能做。

error-merge-nobody-leads = 两案不能合并：没有一个主办单位可以同时知悉两案。两案保持关联。
error-merge-waits-for-a-look = 其中一案还在等监督人员查看。
error-merge-drill = 其中一案是演练。演练与真实案件不能合并，也不能关联。
error-merge-same-case = 请写两个不同的案件编号。
error-not-merged = 这两个案件没有合并。
error-undo-later-first = 本案之后又并入了其他案件，请先撤销那次合并。
error-undo-too-late = 合并后 30 天内可以撤销，现已超过期限。
error-name-the-other-case = 没有查到您可以知悉、可能是同一个孩子的其他案件。如果有，请写上两个编号：/merge 12 15
error-number-and-case = 请写上两个案件的编号，也可以写明理由：/merge 12 15 同一孩子

staff-merge-other = <b>案件 { $number }：与另一案是同一件事吗？</b>
    要和哪一案对照查看？
staff-merge-why = <b>案件 { $number } 与案件 { $other }</b>
    为什么是同一件事？先并排查看，再决定；现在什么都不会改变。
staff-merge-why-same_child = 同一个孩子
staff-merge-why-same_events = 同一件事
staff-merge-why-link = 只关联：报告人可能是被指认的人
button-case = 案件 { $number }
button-merge-with = 与案件 { $number } 对照
button-go-merge = 合并为一案
button-go-link = 关联两案
button-go-unmerge = 恢复为两案
staff-merge-side = <b>案件 { $number }</b> · { $urgency } · { $state }
    { $harms } · { $age } · { $area }
    主办：{ $lead }。协办：{ $helps }
staff-merge-nobody-helps = 无
staff-merge-untold = 报告内容只有主办单位和{ body-supervising }可以看。
staff-merge-preview = <b>把案件 { $number } 和案件 { $other } 合并为一案？</b>
    理由：{ $why }
staff-merge-comes = 合并后为案件 { $goes_on }，由{ $lead }主办，等级 { $urgency }。
    另一编号和两份回执继续有效。每位报告人仍只看到自己的报告，答复期限各自不变。
    不得知悉其中一案的单位和人员，两案都不得知悉，撤销后也一样。30 天内可以撤销。
staff-merge-due = 接下来的期限：
staff-merge-due-line = { $clock }，{ $agency }：{ $due }
staff-merge-hears = 以下单位会收到通知：{ $agencies }
staff-merge-new-to = 首次知悉：{ $agencies }
staff-link-preview = <b>关联案件 { $number } 和案件 { $other }？</b>
    仍是两案。可以知悉两案的人会看到彼此的编号。现在不通知任何人。
staff-merge-suspect = 从回答看，一案的报告人可能就是另一案所指的人，因此只能关联。
staff-merge-done = 已完成：案件 { $number } 和案件 { $other } 合并为一案。继续办理：/open_{ $number }
staff-merge-linked = 案件 { $number }：已关联，仍是两案。
staff-unmerge-which = <b>案件 { $number }</b>
    要把哪一案重新分出来？
staff-unmerge-preview = <b>把案件 { $number } 和案件 { $other } 恢复为两案？</b>
    案件 { $number }：{ $urgency }，{ $lead }主办。单位：{ $agencies }
    案件 { $other }：{ $other_urgency }，{ $other_lead }主办。单位：{ $other_agencies }
    文件、补充、提问和答复随各自的报告回去。合并期间的内部记录、任务和评估两案都保留。不得知悉其中一案的，另一案也不得知悉。
staff-unmerge-done = 已完成：恢复为两案。
staff-merged = <b>案件 { $number }</b> 和案件 { $other } 已合并为一案，按案件 { $number } 办理，等级 { $urgency }，{ $agency }主办。撤销：/unmerge_{ $number }
staff-merged-group = <b>案件 { $number }</b> 和案件 { $other } 已合并为一案，按案件 { $number } 办理，等级 { $urgency }，{ $agency }主办。
staff-merge-undone = <b>案件 { $number }</b> 和案件 { $other } 已恢复为两案。案件 { $number }：等级 { $urgency }，{ $agency }主办。
staff-merged-leads-on = 案件 { $number } 已与案件 { $other } 合并，按后一编号办理。
staff-merged-meanwhile = 案件 { $number } 刚刚与案件 { $other } 合并，您写的内容没有发出。请重新开始：/open_{ $other }
staff-card-merged = 案件 { $number } 已与案件 { $other } 合并，在那一案中继续办理。
staff-joined-with = 与案件 { $number } 合并办理
staff-link-by-hand = 与 /case_{ $number } 关联
staff-merge-how = 并排查看两案：{ $ways }
merge-link = /merge_{ $number }_{ $other }
staff-unmerge-how = 恢复为两案：/unmerge_{ $number }
staff-story-of-case = <b>案件 { $number } 的报告</b>
staff-story-to-reporter = 致案件 { $number } 的报告人：
staff-ask-one-of = { $n }：案件 { $number }，{ $who }，{ $at } 报告
staff-history-merged = 与另一案合并
staff-history-merge_undone = 恢复为两案
staff-history-compared = 与另一案对照查看
staff-history-linked = 与另一案关联
staff-note-of-both =（写于与案件 { $number } 合并期间）
staff-reply-to = <b>案件 { $number } 由几案合并而成。</b>
    要答复哪一案的报告人？其他报告人看不到。
