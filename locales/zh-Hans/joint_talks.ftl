# 各单位会商：召集（/talk）、记录（/record）。

staff-talk-when = <b>案件 { $number }</b>：请各单位在什么时候之前会商？
staff-talk-when-2 = 2 小时内
staff-talk-when-6 = 6 小时内
staff-talk-when-24 = 24 小时内
staff-talk-when-72 = 3 天内
staff-talk-preview = <b>案件 { $number }</b>：召集各单位在 { $when } 小时内会商？
    在每个参与单位的工作群里通知，时间过半时提醒。到时仍没有记录结果的，通知监督人员和{ body-supervising }。
staff-talk-done = 案件 { $number }：已召集各单位会商。
staff-talk-called = <b>案件 { $number }</b>：{ $agency }请各单位在 { $until_at } 前会商。会商后请其中一方记录结果：/record_{ $number }

staff-record-hazard = <b>案件 { $number } 会商。</b>一致意见：还会继续发生吗？
staff-record-seriousness = <b>案件 { $number } 会商。</b>有多严重？
staff-record-credibility = <b>案件 { $number } 会商。</b>依据有多充分？
staff-record-write = 案件 { $number }：决定了什么，由谁做什么？请用自己的话写。随案保存，只在私聊中显示。
staff-record-preview = <b>案件 { $number }：会商结果</b>
staff-record-class-higher = 等级立即由 { $was } 提高到 { $to }。时限只会提前，不会推后。
staff-record-class-same = 等级仍为 { $was }。
staff-record-class-proposed = 按会商结果应为 { $to }。保存即视为提议降低：第二人同意之前仍为 { $was }。
staff-record-class-stands = 按会商结果应为 { $to }。主办单位提议、第二人同意之前仍为 { $was }。
staff-record-hears = 在以下单位的工作群通知已有记录，不含内容：{ $agencies }。
staff-record-done = 案件 { $number }：会商结果已保存。
staff-record-lower = 案件 { $number }：会商结果已保存。主办单位提议之前等级不变：/lower_{ $number }
staff-record-lower-lead = 案件 { $number }：会商结果已保存，并已提议降低等级，须第二人同意：/agree_{ $number }
staff-talk-recorded = <b>案件 { $number }（{ $urgency }）</b>：{ $agency }已记录会商结果，请在私聊中查看：/open_{ $number }

staff-story-talks = <b>会商</b>
staff-story-talk = { $at }，{ $agency }记录：继续发生的可能 { $hazard }，严重程度 { $seriousness }，可信程度 { $credibility }
staff-story-talk-waits = 须在 { $due } 前会商：/record_{ $number }
staff-history-talk_called = 召集会商
staff-history-talk_recorded = 记录会商结果
button-talk = 召集会商
button-record = 记录会商
