# 人工重新办理已结案的案件（/reopen）。

error-not-closed = 本案没有结案。
error-ask-those-above = 此事由监督人员和{ body-supervising }处理。

staff-reopen-why = 案件 { $number } 已结案。为什么要重新办理？请用自己的话写。理由随案保存，只在私聊中显示。
staff-reopen-preview = <b>重新办理案件 { $number }（{ $urgency }）？</b>
    理由：
staff-reopen-comes = 本案重新办理，由{ $lead }主办。重新通知以下单位：{ $agencies }。
    主办单位须在 { $acknowledge } 前签收，在 { $reply } 前{ $how ->
        [call] 给反映人回电
       *[reply] 答复报告人
    }，在 { $outcome } 前给出结果。
    监督人员和{ body-supervising }会收到通知，不会给报告人发消息。
staff-reopened-done = 案件 { $number } 已重新办理，正在通知各单位。
staff-reopened-by-hand = <b>案件 { $number }（{ $urgency }）</b>已结案，现经人工重新办理，由{ $agency }主办。/case_{ $number }
staff-story-reopened = { $at } 人工重新办理：
staff-history-reopened_by_hand = 人工重新办理
