## What somebody of a body has to do: /mine
# Facts: $number $urgency $harms $marks $item $what $due (moment) $state $count $total
staff-mine = <b>Mine</b> ({ $total })
staff-mine-none = Nothing is in your hands.
staff-work-head = { $marks }<b>/case_{ $number }</b> · { $urgency } · { $harms }
staff-due = { $what } by { $due }
staff-due-late = <b>late:</b> { $what }, was due { $due }
staff-work-nothing-due = nothing is due · { $state }
staff-work-task = task { $item } “{ $what }”
staff-part-held-free = nobody has acknowledged it yet
staff-part-held-taken = a colleague has it
staff-part-held-mine = yours
staff-work-asked = { $count ->
        [one] A question to the reporter waits for an answer.
       *[other] { $count } questions to the reporter wait for an answer.
    }
command-mine = What is yours, due first

## What may be done in a case beside the daily acts
button-way-take = Acknowledge
button-way-open = Open the report
button-way-case = Deadlines and timeline
button-way-finish = End our part
button-way-reopen = Open it again
button-way-lead = Name the lead
button-way-look = Is the child safe
button-way-remind = Remind who is late
button-way-audit = Who has looked
button-way-desk = Desk

## The desk: one live message
staff-worklist = <b>Desk</b>, as of { $at }
staff-worklist-new = <b>New</b>
staff-worklist-new-none = Nothing new waits.
staff-worklist-due = <b>Due next</b>
staff-worklist-due-none = Nothing is due.
staff-worklist-mine = <b>Mine</b>
staff-worklist-mine-none = Nothing is in your hands.
staff-worklist-mine-above = All of yours is listed above.
staff-worklist-more = and { $count } more
staff-worklist-over = This desk has ended. You belong to no agency of this line any more.
button-worklist-mine = All of mine
button-worklist-tasks = Tasks
command-desk = Your desk: new, due next, yours
