# 管理员读到的关于服务器本身的消息。不涉及任何案件和个人。
# 变量：$by（时长）。

machine-clock-ahead = <b>服务器时钟不准</b>：快了 { $by }。热线自行计时，并与 Telegram 的时间核对，消息和期限都不受影响。请校准时钟。
machine-clock-behind = <b>服务器时钟不准</b>：慢了 { $by }。热线自行计时，并与 Telegram 的时间核对，消息和期限都不受影响。请校准时钟。
machine-clock-right = <b>服务器时钟已经恢复准确。</b>

# 数据库本身中断时，绕过数据库发送。
machine-database-away = <b>警报</b>：数据库已中断或部分损坏超过五分钟，来信人得不到答复，但会收到求助电话。来信保留一天；按钮只保留不到三分钟。
machine-database-well = <b>已恢复</b>：数据库恢复正常，期间的来信正在处理。
machine-outbox-stuck = <b>警报</b>：消息发不出去，最早的一条已等待超过五分钟，其中可能有紧急警报。请马上检查服务器。
machine-outbox-well = <b>已恢复</b>：消息可以发出。
