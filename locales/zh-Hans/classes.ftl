# 提高等级（/raise）、经第二人同意降低等级（/lower、/agree）。

error-no-such-class = 没有可选的等级。

staff-raise-to = <b>案件 { $number }</b>：现在应为哪一级？
staff-raise-why = 案件 { $number }：为什么更紧急？请用自己的话写。理由随案保存，只在私聊中显示。
staff-raise-preview = <b>案件 { $number }：由 { $was } 提高到 { $to }</b>
    理由：
staff-raise-sooner = 提前的时限：
staff-raise-none-sooner = 没有时限需要提前。
staff-raise-clock = { $clock }（{ $agency }）：{ $due } 前，原为 { $was } 前
staff-raise-clock-new = { $clock }（{ $agency }）：{ $due } 前，新增
staff-raise-hears = 以下单位的卡片随之更新：{ $agencies }。时限提前的工作群会收到有声提醒。
staff-raise-done = 案件 { $number }：等级已提高，正在通知各工作群。

staff-lower-to = <b>案件 { $number }</b>：您认为应为哪一级？
    第二人同意之前，等级不变。
staff-lower-why = 案件 { $number }：为什么没有那么紧急？请用自己的话写。理由只在私聊中显示，能看本案的人和须表示同意的人可见。
staff-lower-preview = <b>案件 { $number }：由 { $was } 降低到 { $to }</b>
    理由：
staff-lower-deadlines = 时限不会推后：原来要求各单位何时完成，仍何时完成。
staff-lower-overrides = 不再按以下规则定级：
staff-lower-agrees = 须经贵单位负责人或监督人员同意。
staff-lower-agrees-supervising = P1 案件须经{ body-supervising }同意。
staff-lower-hears = 同意后通知以下单位的工作群：{ $agencies }。
staff-lower-proposed = 案件 { $number }：已提议降低等级。第二人同意之前等级不变：/agree_{ $number }
staff-lower-asked = <b>案件 { $number }</b>：{ $agency }提议将等级由 { $was } 降低到 { $to }。第二人同意之前等级不变。理由在私聊中查看：/agree_{ $number }
staff-agree-answer = <b>案件 { $number }</b>：{ $agency }提议将等级由 { $was } 降低到 { $to }。
    理由：
staff-agree-answer-yes = 同意
staff-agree-answer-no = 不同意
staff-lower-agreed = 案件 { $number } 现为 { $urgency }：第二人已同意降低等级。
staff-lower-agreed-done = 案件 { $number }：等级已降低，提议人会收到通知。
staff-lower-refused = 案件 { $number } 仍为 { $urgency }：第二人不同意降低等级。
staff-lower-refused-done = 案件 { $number }：等级不变，提议人会收到通知。
staff-lower-over = 案件 { $number }：降低等级一事已了结，不用再处理。
staff-lowered = <b>案件 { $number } 现为 { $urgency }。</b>正在计时的时限不变。
staff-clock-lower = 答复是否降低等级（/agree 加编号）
button-raise = 提高等级
button-lower = 降低等级
button-answer-lower = 查看并答复

staff-story-class = <b>人工调整等级</b>
staff-story-raised = { $at }，{ $agency }：由 { $was } 提高到 { $to }
staff-story-lowered = { $at }，{ $agency }：由 { $was } 降低到 { $to }，第二人已同意
staff-story-lowering = { $at }，{ $agency }：提议由 { $was } 降低到 { $to }，须第二人同意：/agree_{ $number }
staff-history-lower_proposed = 提议降低等级
staff-history-lower_refused = 不同意降低等级
staff-history-lowered_p2 = 等级降低到 P2
staff-history-lowered_p3 = 等级降低到 P3
staff-history-lowered_p4 = 等级降低到 P4
