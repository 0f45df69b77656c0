# Two cases that become one, and are two again: on the desk, in groups, and why something cannot be done.

error-merge-nobody-leads = These cases cannot become one: neither lead may know of both. They stay linked.
error-merge-waits-for-a-look = One of these cases still waits for a supervisor's look.
error-merge-drill = One of these cases is a drill. A drill and a real case never become one, and are not linked.
error-merge-same-case = Please name two different cases.
error-not-merged = These cases are not merged.
error-undo-later-first = This case has since been merged into another one. Please undo that first.
error-undo-too-late = A merge can be undone for 30 days. That time is over.
error-name-the-other-case = I found no other case, open to you, that may be about the same child. If you know of one, please write both numbers: /merge 12 15
error-number-and-case = Please write the numbers of both cases, and perhaps why they are one: /merge 12 15 child

staff-merge-other = <b>Case { $number }: the same situation as another case?</b>
    Which case do you want to look at beside it?
staff-merge-why = <b>Cases { $number } and { $other }</b>
    Why do they belong together? Nothing is done before you have seen both side by side.
staff-merge-why-same_child = The same child
staff-merge-why-same_events = The same events
staff-merge-why-link = Only link: a reporter may be the suspect
button-case = Case { $number }
button-merge-with = Compare with case { $number }
button-go-merge = Make them one case
button-go-link = Link them
button-go-unmerge = Make them two cases
staff-merge-side = <b>Case { $number }</b> · { $urgency } · { $state }
    { $harms } · { $age } · { $area }
    Lead: { $lead }. Helps: { $helps }
staff-merge-nobody-helps = nobody
staff-merge-untold = What was told is read by the lead and { body-supervising } only.
staff-merge-preview = <b>Make one case of { $number } and { $other }?</b>
    Why: { $why }
staff-merge-comes = It goes on as case { $goes_on }, led by { $lead }, class { $urgency }.
    The other number and both receipts go on working. Each reporter still reads only their own report, and keeps their own date for an answer.
    Whoever must not know of one of them will know of neither, even if this is undone. It can be undone for 30 days.
staff-merge-due = Due next:
staff-merge-due-line = { $clock }, { $agency }: { $due }
staff-merge-hears = These agencies hear of it: { $agencies }
staff-merge-new-to = New to: { $agencies }
staff-link-preview = <b>Link cases { $number } and { $other }?</b>
    They stay two cases. Each names the other, to those who may know of both. Nobody hears of it now.
staff-merge-suspect = The answers suggest that the reporter of one case may be the suspect of the other. So the two can only be linked.
staff-merge-done = Done: cases { $number } and { $other } are one case now. Go on with /open_{ $number }
staff-merge-linked = Case { $number }: linked. They stay two cases.
staff-unmerge-which = <b>Case { $number }</b>
    Which case do you want to take out of it again?
staff-unmerge-preview = <b>Make two cases of { $number } and { $other } again?</b>
    Case { $number }: { $urgency }, lead { $lead }. Agencies: { $agencies }
    Case { $other }: { $other_urgency }, lead { $other_lead }. Agencies: { $other_agencies }
    Each report takes back its files, additions, questions and answers. Notes, tasks and assessments made since stay with both. Nobody who may not know of one will know of the other.
staff-unmerge-done = Done: they are two cases again.
staff-merged = <b>Case { $number }</b> and case { $other } are one case now. It goes on as case { $number }, class { $urgency }. Lead: { $agency }. Undo: /unmerge_{ $number }
staff-merged-group = <b>Case { $number }</b> and case { $other } are one case now. It goes on as case { $number }, class { $urgency }. Lead: { $agency }.
staff-merge-undone = <b>Case { $number }</b> and case { $other } are two cases again. Case { $number }: class { $urgency }, lead { $agency }.
staff-merged-leads-on = Case { $number } was joined with case { $other }. It goes on under that number.
staff-merged-meanwhile = Case { $number } was joined with case { $other } meanwhile. What you were writing was not sent. Please begin again: /open_{ $other }
staff-card-merged = Case { $number } was joined with case { $other }. Everything goes on there.
staff-joined-with = One case with case { $number }
staff-link-by-hand = Linked with /case_{ $number }
staff-merge-how = Look at both side by side: { $ways }
merge-link = /merge_{ $number }_{ $other }
staff-unmerge-how = Make two cases of them again: /unmerge_{ $number }
staff-story-of-case = <b>Report of case { $number }</b>
staff-story-to-reporter = To the reporter of case { $number }:
staff-ask-one-of = { $n }: case { $number }, { $who }, sent { $at }
staff-history-merged = made one with another case
staff-history-merge_undone = made two cases again
staff-history-compared = looked at beside another case
staff-history-linked = linked with another case
staff-note-of-both = (written while this was one case with { $number })
staff-reply-to = <b>Case { $number } is one with others.</b>
    Whose report do you want to answer? Nobody else reads it.
