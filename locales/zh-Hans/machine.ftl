# 管理员读到的关于服务器本身的消息。不涉及任何案件和个人。
# 变量：$by（时长）。

machine-clock-ahead = <b>服务器时钟不准</b>：快了 { $by }。热线自行计时，并与 Telegram 的时间核对，消息和期限都不受影响。请校准时钟。
machine-clock-behind = <b>服务器时钟不准</b>：慢了 { $by }。热线自行计时，并与 Telegram 的时间核对，消息和期限都不受影响。请校准时钟。
machine-clock-right = <b>服务器时钟已经恢复准确。</b>
