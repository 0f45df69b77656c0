## What somebody of a body has to do: /mine
# Facts: $number $urgency $harms $marks $item $what $due (moment) $state $count $total
staff-mine = <b>Mine</b> ({ $total })
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
button-way-unmerge = Make two cases again
button-way-look = Is the child safe
button-way-remind = Remind who is late
button-way-audit = Who has looked
button-way-hold = Legal hold
button-way-lift = Lift the hold
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
staff-worklist-over = This desk has ended. You have no duty on this line any more.
button-worklist-mine = All of mine
button-worklist-tasks = Tasks
button-worklist-people = People
staff-list-new = <b>New: nobody of your agency has acknowledged it</b> ({ $total })
staff-list-due = <b>Due next in your agency</b> ({ $total })
button-worklist-all-new = All that is new: { $count }
button-worklist-all-due = All that is due
button-worklist-all-untaken = All that nobody has acknowledged: { $count }
button-worklist-all-red = All that are red: { $count }
command-desk = Your desk: what waits for you, new, due next

## What waits for somebody's answer ($agency: the agency that asks; $agencies)
staff-worklist-waits = <b>Waits for you</b>
staff-worklist-waits-none = Nothing waits for your answer.
staff-worklist-second = <b>Waits for a second person</b>
staff-worklist-second-none = Nothing waits for a second person.
staff-worklist-untaken = <b>Nobody has acknowledged</b>
staff-worklist-untaken-none = Every case has been acknowledged.
staff-worklist-red = <b>Red: no outcome after 90 days</b>
staff-worklist-red-none = No case is red.
staff-waits-accept = { $agency } asks whether you lead: answer
staff-waits-lead = nobody has accepted to lead: name the lead
staff-waits-close = { $agency } wants to close it: agree, or not
staff-waits-lower = { $agency } wants a lower class: agree, or not
staff-waits-handed = { $agency } handed all of it to you: open it
staff-waits-reveal = { $agency } asks who reported it: agree, or not
staff-waits-release = { $agency } asks for its sealed files: release, or not
staff-waits-erase = one person wants to erase it: agree, or keep it
staff-waits-look = it came over the limit: let it through, or not. It passes by itself
staff-waits-untaken = acknowledge ({ $agency })
staff-waits-red = led by { $agency }
staff-waits-group = A new group waits: { $agencies }
button-waits-accept = { $number }: lead it?
button-waits-lead = { $number }: name the lead
button-waits-close = { $number }: closing
button-waits-lower = { $number }: lower class
button-waits-handed = { $number }: open it
button-waits-reveal = { $number }: who reported
button-waits-release = { $number }: sealed files
button-waits-erase = { $number }: erasing
button-waits-look = { $number }: look
button-waits-group = New group
button-case-number = Case { $number }
