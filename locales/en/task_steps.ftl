# Tasks of a case: making one, and what becomes of it.

## Making a task (/task), in the officer's private chat
task-own = In my own words
task-more = More to choose from
staff-task-what = Case { $number }: what is to be done?
    For something that has been done already use /act_{ $number }.
staff-task-other = Case { $number }: what is to be done?
staff-task-write = Case { $number }: what is to be done? Please write it in your own words. It is shown in private only.
staff-task-who = Case { $number }: who is to do it?
staff-task-who-me = I do it myself
staff-task-due = Case { $number }: by when?
staff-task-due-1h = In 1 hour
staff-task-due-4h = In 4 hours
staff-task-due-1d = In 24 hours
staff-task-due-3d = In 3 days
staff-task-due-7d = In 7 days
staff-task-due-14d = In 14 days
staff-task-due-30d = In 30 days
staff-task-due-date = Another date
staff-task-date = Case { $number }: by when? Please write the date, and the time if you like: 2026-12-03 or 12-03 15:00.
staff-task-preview = <b>Case { $number }: a new task</b>
staff-task-by-me = You, for { $agency }
staff-task-by-body = { $agency }: whoever takes it there
staff-task-due-at = By { $due }
staff-task-hears = { $agency } hears of it now, in its group.
staff-task-hears-own = The group of { $agency } gets one line, without a sound.
staff-task-reminds = There is a reminder at half the time and when it is due. If it is late, the head of that agency is told.
staff-task-words-stay = Your words are not shown in any group.
staff-task-first-now = Making it counts as your agency's first action: that deadline is then met.
staff-task-first-taken = When somebody takes it, that counts as your agency's first action: the deadline is then met.
button-task = Make a task
button-task-who = Somebody else
button-task-due = Another time
staff-task-made = Case { $number }: the task is made. /tasks shows what is to be done.

## In the groups
staff-task-in-own-words = A task in the officer's own words
staff-task-given = <b>Case { $number } · task { $item }</b>
    { $what }
    { $agency } asks for it, by { $due }. { $state }
    By command, in private: /task_{ $number }_{ $item }
staff-task-is-free = Nobody has taken it yet.
staff-task-is-taken = An officer has taken it.
staff-task-is-mine = You do it.
staff-task-line-done = Case { $number } · task { $item }: { $what }. Done.
staff-task-line-declined = Case { $number } · task { $item }: { $what }. Declined.
staff-task-line-ended_without = Case { $number } · task { $item }: { $what }. The case was closed before it was done.
staff-task-ended-done = <b>Case { $number } ({ $urgency }) · task { $item }</b>: { $agency } has done it. { $what }
    What came of it is shown in private: /task_{ $number }_{ $item }
staff-task-ended-declined = <b>Case { $number } ({ $urgency }) · task { $item }</b>: { $agency } will not do it. { $what }
    The reason is shown in private: /task_{ $number }_{ $item }
staff-task-ended-nobody = <b>Case { $number } ({ $urgency }) · task { $item }</b>: nobody does it any more. { $what }
    Please give it to somebody else: /task_{ $number }
staff-clock-task = task { $item }
staff-task-owner = officer { $code }
staff-task-taken-by = Taken by:

## One task in private
staff-task-head = <b>Case { $number } · task { $item }</b>
staff-task-for = { $agency }, for { $maker }
staff-task-was-done = Done { $at }:
staff-task-was-declined = Declined { $at }:
staff-task-was-ended_without = The case was closed { $at }, before it was done.
staff-task-key = Case { $number }, task { $item }
button-task-take = I do it
button-task-done = Done
button-task-decline = Not for us
button-task-give = Give it to another
staff-task-taken-toast = Case { $number }: you do it.
staff-taskgive-to = Case { $number }, task { $item }: who is to do it?
staff-taskgive-to-me = I do it myself
staff-taskgive-to-anyone = Whoever takes it
staff-task-is-given = Case { $number }: the task is passed on. Your group or the officer is told.
staff-task-is-yours = Case { $number }, task { $count } is yours now, by { $until_at }. /task_{ $number }_{ $count } shows it.
staff-taskdone-write = Case { $number }, task { $item }: what came of it? One or two sentences; they are kept with the case.
staff-taskdecline-write = Case { $number }, task { $item }: why will your agency not do it? Whoever gave the task reads it.
staff-task-is-done = Case { $number }: the task is done. The groups see that, and not what you wrote.
staff-task-is-declined = Case { $number }: the task is declined. The groups see that, and not what you wrote.
staff-task-over = Case { $number }, task { $count }: it has ended. /task_{ $number }_{ $count } shows it.

## Lists of tasks (/tasks)
staff-tasks-mine = <b>My tasks</b> ({ $total })
staff-tasks-body = <b>Tasks of my agency</b> ({ $total })
staff-tasks-late = <b>Late tasks</b> ({ $total })
staff-tasks-all = <b>All tasks</b> ({ $total })
staff-tasks-over = There are more than { $total }.
staff-tasks-none = There is nothing to do here.
staff-tasks-line = /case_{ $number } · { $item } { $urgency } · { $what }
    { $agency }, by { $due } · { $state }
staff-tasks-line-late = <b>late:</b> /case_{ $number } · { $item } { $urgency } · { $what }
    { $agency }, was due { $due } · { $state }
staff-tasks-line-of-case = { $item } · { $what }
    { $agency }, by { $due } · { $state }
staff-tasks-line-of-case-late = <b>late:</b> { $item } · { $what }
    { $agency }, was due { $due } · { $state }
staff-tasks-of-case = <b>Tasks</b>
staff-task-state-free = nobody has taken it yet
staff-task-state-taken = taken
staff-task-state-mine = yours
staff-task-state-done = done
staff-task-state-declined = declined
staff-task-state-ended_without = not done when the case was closed
staff-task-state-look = the case is closed
button-tasks-mine = Mine
button-tasks-body = My agency
button-tasks-late = Late
button-tasks-all = All
button-tasks-back = Back
button-tasks-more = More
command-tasks = What is to be done: /tasks mine

command-task = Make a task: /task 12, or show one: /task 12 3
error-no-such-task = There is no such task in this case.
error-task-of-others = This task is another agency's.
error-number-and-task = Please write the number of the case and the number of the task: 12 3.
error-not-a-date = I cannot read this as a date. Please write it like this: 2026-12-03 15:00.
error-due-too-far = Please choose a date within one year.
staff-history-task_made = task made
staff-history-task_taken = task taken
staff-history-task_given = task given to another
staff-history-task_done = task done
staff-history-task_declined = task declined
