# 值班表（/roster），以及怎样呼叫值班人员。
# 变量与 en/on_call.ftl 相同。

command-roster = 谁在值班

staff-roster = <b>值班：{ $agency }</b>
    现在：{ $who }
staff-roster-until = { $until } 换班。接班：{ $next }
staff-roster-nobody = 无人
staff-roster-empty = 还没有人参加值班。群里的每位同事都可以在与我的私聊中点下面的按钮，再由负责人排班。
staff-roster-days = { $count ->
    [1] 每班一天
   *[other] 每班一周
}
staff-roster-person = { $place }. { $name }
staff-roster-stand-in = 代班：{ $name }，{ $begins } 至 { $ends }
staff-roster-unreachable = { $place }. { $name }：无法呼叫，对方已屏蔽本机器人
staff-roster-weekday = { $day }：{ $name }
staff-roster-how = ↑ 提前一班，× 移出值班表。点某一天，把这天交给名单上的下一位。
staff-roster-out = 要把{ $name }移出值班表吗？之后不再呼叫对方，只有对方自己能重新加入。
staff-roster-by-turn = 轮值
staff-roster-stands = { $name }从现在起代班几个小时？
staff-day-0 = 周一
staff-day-1 = 周二
staff-day-2 = 周三
staff-day-3 = 周四
staff-day-4 = 周五
staff-day-5 = 周六
staff-day-6 = 周日

button-roster-join = 我参加值班
button-roster-leave = 我不再参加
button-roster-days1 = 每班一天
button-roster-days7 = 每班一周
button-roster-swap = 本班与下一班对调
button-roster-plan = 取消代班和对调，按原班次
button-roster-up = ↑ { $what }
button-roster-ask = × { $what }
button-roster-out = 移出值班表
button-roster-stand = 代班：{ $what }
button-roster-hours = { $count } 小时
button-roster-back = 返回
button-ring-heard = 听到了

staff-oncall-changed = 值班表有变动。现在值班：{ $who }
staff-oncall-turn = 现在起值班：{ $who }
staff-oncall-today = 今天（{ DAY($at) }）值班：{ $who }
staff-oncall-line = 值班：{ $who }
staff-oncall-nobody = 现在无人值班。
staff-oncall-nobody-told = 现在无人值班，已立即通知上级。
staff-called = <b>您在值班。</b>{ $agency }有新案件 <b>{ $number }</b>（{ $urgency }），请在 { CLOCK($due) } 前签收。
staff-called-late = <b>您在值班。</b>{ $agency }的案件 <b>{ $number }</b>（{ $urgency }）从 { $since } 起等待签收，已经超时（期限 { $due }）。请马上签收。
staff-call-over = 案件 { $number } 不再等待值班人员签收。查看内容：/open_{ $number }
staff-call-passed = 案件 { $number }：现在由其他人值班，已改为通知对方。
staff-calls-more = { $agency }另有 { $count } 个 P1 案件等待签收，可发 /desk 查看。
staff-nobody-on-call = { $agency }有新案件 <b>{ $number }</b>（{ $urgency }），但该单位现在无人值班。请马上安排人签收。
staff-nobody-on-call-late = { $agency }的案件 <b>{ $number }</b>（{ $urgency }）从 { $since } 起等待签收，已经超时（期限 { $due }）。该单位现在无人值班，请马上安排人签收。
staff-taken-silent = 案件 <b>{ $number }</b>（{ $urgency }）由您签收，首次措施的时间已过半。发 /case { $number } 可查看时限。
staff-ring = <b>这是测试。</b>您正在为{ $agency }值班。请点下面的按钮，让我们知道这里会响铃。
staff-ring-heard = 谢谢，这里会响铃。
staff-ring-missed = { $agency }的每月测试：值班的{ $name }没有回应。请确认对方的手机会为本机器人的消息响铃。
error-no-stand-ins = 现在没有代班。
error-only-heads = 只有单位负责人可以排班。
error-on-the-list = 您已经在值班表里。
error-not-on-the-list = 此人已不在值班表里。
error-list-full = 值班表已满。
error-nobody-to-swap-with = 没有可以对调的人。
