# What administrators read about the machine that the line runs on. No case, no person.
# Facts: $by (a duration) · $free (percent).

machine-clock-ahead = <b>The clock of the machine is wrong</b>: it is { $by } ahead. The line counts the time by itself and checks it with Telegram, so messages and deadlines go on as they should. Please set the clock.
machine-clock-behind = <b>The clock of the machine is wrong</b>: it is { $by } behind. The line counts the time by itself and checks it with Telegram, so messages and deadlines go on as they should. Please set the clock.
machine-clock-right = <b>The clock of the machine is right again.</b>

# Told past the database, which is away itself.
machine-database-away = <b>Alarm</b>: for more than five minutes the database has been away, or a part of it cannot be read or written. People who write get no answer; they are told whom to call. What they write is kept for a day, what they press for less than three minutes.
machine-database-well = <b>Well again</b>: the database answers. What people wrote meanwhile is handled now.
machine-outbox-stuck = <b>Alarm</b>: messages cannot get out. The oldest has waited for more than five minutes, alerts among them perhaps. Please look at the machine now.
machine-outbox-well = <b>Well again</b>: messages get out.

# The key file, while the line runs with its keys in memory.
machine-key-file-missing = <b>Alarm</b>: the key file is gone. Do not stop or restart the line: it works with the keys in its memory, and without the file nothing that is stored opens after a restart. Bring your copy of it back to its place now.
machine-key-file-broken = <b>Alarm</b>: the key file cannot be read, or is no key file any more. Do not stop or restart the line: it works with the keys in its memory, and without the file nothing that is stored opens after a restart. Bring your copy of it back to its place now.
machine-key-file-other = <b>Alarm</b>: the key file was replaced by one with other keys. Do not stop or restart the line: it works with the keys in its memory, and with that file nothing that is stored opens after a restart. Bring the right copy back to its place now, and ask who replaced it.
machine-key-file-older = <b>Alarm</b>: an older copy of the key file was put in its place. It held keys of cases that were erased; they are being destroyed again. Please destroy the copies from before an erasure, and ask who did this.
machine-key-file-well = <b>The key file is well again.</b>

# Room on the disk.
machine-disk-low = <b>Alarm</b>: the disk is filling up, { $free } % is free. Everything still works. Please make room soon: when it is nearly full, no more files are taken.
machine-disk-full = <b>Alarm</b>: the disk is nearly full, { $free } % is free. Words are still taken, but files are refused: those who send them are told. Please make room now.
machine-disk-well = <b>The disk has room again</b>: { $free } % is free. Files are taken.

# Stored rows that do not carry the mark of this program. $tables (their names), $count (how many).
machine-rows-changed =
    <b>Alarm</b>: stored data was changed past the line, by hand or by another program ({ $count ->
        [one] one row
       *[other] { $count } rows
    } in { $tables }). Nothing that was changed gives anybody a right, or sends anything elsewhere. Please find out who can write to the database. The log names the rows.

# For supervisors and the oversight group: the line was brought back from a backup.
machine-restored = <b>The line was brought back from a backup</b> of { $made_at }. What was reported, answered or decided after that is not here. Please look at what your bodies did since, and record it again.
machine-restored-lost = Cases { $first } to { $last } may have been given out in that time. Their cards may still be in the groups; their buttons do nothing. Please ask each body whether it has one of them, and call whoever may be in danger.

# A text that the catalogue lacks
machine-texts-missing = <b>Words are missing</b>. The messages go out, in another language or with a plain name in place of these texts. Please add them to the profile, and run <code>check</code>:
machine-texts-others = and { $count } more
