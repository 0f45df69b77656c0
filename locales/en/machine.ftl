# What administrators read about the machine that the line runs on. No case, no person.
# Facts: $by (a duration).

machine-clock-ahead = <b>The clock of the machine is wrong</b>: it is { $by } ahead. The line counts the time by itself and checks it with Telegram, so messages and deadlines go on as they should. Please set the clock.
machine-clock-behind = <b>The clock of the machine is wrong</b>: it is { $by } behind. The line counts the time by itself and checks it with Telegram, so messages and deadlines go on as they should. Please set the clock.
machine-clock-right = <b>The clock of the machine is right again.</b>
