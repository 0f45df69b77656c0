# Handing a case over, tasks, talks, questions, classes: why something cannot be done.

error-transfer-waits = Another agency has been asked to lead this case and has not answered yet.
error-reason-needed = Please give a reason.
error-nothing-to-accept = Your agency is not asked to lead this case, or has answered already.
error-nothing-to-decide = There is nothing to decide about who leads this case.
error-has-a-part = That agency has a part in this case already.
error-lead-closes = The lead ends its part by closing the case.
error-tasks-first = Your agency still has open tasks in this case. Mark each as done, or decline it with a reason.
error-say-what = Please say what is to be done.
error-due-in-the-past = Please choose a time that lies ahead.
error-too-many-tasks = This case has thirty open tasks. Please end some first.
error-already-yours = This task is yours already.
error-note-needed = Please write what came of it.
error-task-ended = This task has ended already.
error-nothing-to-look-at = Nobody has to look at this case again.
error-say-why-open = Some parts or tasks are still open. Please say why they are left undone.
error-child-not-safe = A case of class P1 or P2 is not closed while the child is not safe.
error-who-goes-on = The child is not safe: please name the agency that goes on.
error-look-again-when = “Safe with a plan” needs a date to look again.
error-not-higher = That is not a higher class.
error-not-lower = That is not a lower class.
error-same-class = The case has this class already.
error-talk-waits = A joint talk is called already, for the same time or sooner.
error-no-talk-called = No joint talk has been called.
error-decision-needed = Please write what was decided.
error-no-such-question = There is no such question.
error-question-ended = This question has ended already.
error-nothing-asked = Please write the question.
error-asks-why = “Why” sounds like blame. Please ask what happened, or how.
error-blames = These words sound like blame or doubt. Please ask what the person saw, heard or knows.
error-leads = This can be answered with yes or no, or says what the person has not told. Please ask openly: what, where, when, who, how.

## Asking another agency to lead (/transfer), in the officer's private chat
staff-transfer-body = Case { $number }: which agency should lead it?
    Until it accepts, your agency answers for the case.
staff-transfer-why = Case { $number }: what makes { $body } the right lead? Please write it in your own words. It is shown in private only: to that agency's officers once they have accepted, to supervisors and to { body-supervising }.
staff-transfer-preview = Case { $number }: ask { $body } to lead?

    Your reason: { $words }

    They have { $time } to accept or return it. Until then your agency leads and all its deadlines go on. What the reporter was promised does not move.
staff-transfer-asked = Case { $number }: they are asked. Until they accept, your agency leads.

## In the group of the agency that is asked
staff-asked-to-lead = <b>Case { $number } · { $urgency }</b>
    { $harms } · { $age } · { $area }
    { $from } asks you to lead this case. Please answer by { $due }.
    Accepting is your acknowledgement: from then on you answer for it.
    By command: /accept_{ $number } or /giveback_{ $number }
staff-asked-to-lead-over = Case { $number }: this has been answered.
staff-asked-accepted = Case { $number }: you lead it now.
staff-giveback-why = Case { $number }: why do you give it back? The case stays with the other agency for now.
giveback-not_ours = Not our task by law
giveback-no_ground = Nothing here that we can act on
giveback-other_body = Another agency fits better
giveback-other_district = Another district
giveback-conflict = Conflict of interest
button-accept-lead = Accept the lead
button-give-back = Give it back
staff-accepted-toast = Case { $number }: you lead it now.
staff-given-back-toast = It goes back.

## What the old lead, supervisors and the supervising body hear
staff-transfer-proposed = Case { $number } ({ $urgency }): { $from } asks { $agency } to lead. Until they accept, { $from } answers for it.
staff-transfer-accepted = Case { $number } ({ $urgency }): { $agency } leads it now.
staff-transfer-returned = Case { $number } ({ $urgency }): { $agency } does not take the lead. { $from } still answers for it and may ask another agency.
staff-transfer-undecided = Case { $number } ({ $urgency }): nobody has taken the lead from { $from }. Please decide who leads: /lead_{ $number }. Until { $due } it can be decided; after that { $agency } leads.
staff-transfer-decided = Case { $number } ({ $urgency }): it was decided that { $agency } leads. Please acknowledge.
staff-transfer-decided-other = Case { $number } ({ $urgency }): it was decided that { $agency } leads.
staff-transfer-by-rule = Case { $number } ({ $urgency }): nobody decided in time, so { $agency } leads. Please acknowledge.
staff-transfer-withdrawn = Case { $number }: the question who leads is settled. Nothing to do.

## Deciding who leads (/lead), supervisors and the supervising body
staff-lead-body = Case { $number }: who leads it?
staff-lead-preview = Case { $number }: { $body } leads?
    It has to acknowledge at once. The agency that led before has no part any more, unless it is named here.
staff-lead-done = Case { $number }: decided and told.

## Bringing in another agency (/bringin)
staff-bringin-body = Case { $number }: which agency should help?
staff-bringin-why = Case { $number }: what should { $body } do? Please write it in your own words. It is shown in private only.
staff-bringin-preview = Case { $number }: bring in { $body }?

    What for: { $words }

    They get a card and have { $time } to acknowledge. They may read the story once they have acknowledged.
staff-bringin-done = Case { $number }: they have the card.

## The end of an agency's part (/finish)
staff-finish-write = Case { $number }: your agency has nothing to add? Please write what it has done. Its part ends with that; the lead goes on.
staff-finish-done = Case { $number }: your agency's part is done.

## Notes (/note)
staff-note-write = Case { $number }: please write your note. Whoever may read the story of this case reads it; the reporter never does.
staff-note-saved = Case { $number }: the note is kept with the case.
staff-notes = <b>Notes</b>
staff-note-line = { $at }, { $agency }:

staff-clock-transfer = answer who leads
staff-clock-decide = decide who leads
staff-clock-assignment = a task
staff-clock-look_again = look again whether the child is safe (/look and the number)
staff-clock-joint_talk = joint talk
staff-clock-question = the reporter's answer

button-transfer = Another agency leads
button-bringin = Bring in an agency
button-note = Note
error-nobody-left-to-ask = There is no other agency that may be asked.
staff-supervisor = a supervisor

## Closing: what a proposal says beside the outcome
staff-close-again = <b>Close case { $number }</b>
    Safe with a plan: when do you look again?
staff-close-again-7 = In 7 days
staff-close-again-14 = In 14 days
staff-close-again-30 = In 30 days
staff-close-again-90 = In 90 days
staff-close-later = <b>Close case { $number }</b>
    Should your agency look again, later, whether the child is safe?
staff-close-later-never = No
staff-close-later-7 = In 7 days
staff-close-later-14 = In 14 days
staff-close-later-30 = In 30 days
staff-close-later-90 = In 90 days
staff-close-in-days = You look again in { $days } days. Your group is reminded.
staff-close-body = <b>Close case { $number }</b>
    The child is not safe: which agency goes on?
staff-close-why = <b>Close case { $number }</b>
    Parts or tasks of this case are still open. They end without having been done, and count so. Please write why they are left.
staff-close-goes-on = Goes on with the child: { $agency }
staff-close-looks-again = The lead looks again on { $at }.
staff-close-undone = Parts or tasks are left undone. The reason is kept with the case: /open_{ $number }
staff-story-left = <b>Left undone at the closing</b>
staff-close-receipt = <b>Close case { $number }</b>
    Another district takes it over only when somebody there has said so. Please write which agency there has it, who took it, and their number.
staff-story-receipt = <b>Taken over elsewhere by</b>
error-receipt-needed = Please write who in the other district has taken the case, and under which number.

staff-history-brought_in = brought in
staff-history-transfer_proposed = another agency asked to lead
staff-history-transfer_accepted = lead accepted
staff-history-transfer_returned = lead given back
staff-history-transfer_decided = lead decided by supervisors
staff-history-part_done = part ended: done
staff-history-noted = note written

staff-card-transferred = <b>Case { $number }</b>: { $lead } leads it now. Your agency has no part in it any more.
staff-story-asked = { $at }, { $from } asked { $agency } to lead:
staff-story-given-back = { $agency } gave it back: { $words }

## Looking again after a closing (/look)
staff-look-safe = Case { $number }: you have looked again. Is the child safe?
staff-look-safe-yes = Safe
staff-look-safe-no = Not safe
staff-look-safe-unknown = Not known
staff-look-write = Case { $number }: what did you see? One or two sentences; they are kept with the case.
staff-look-saved = Case { $number }: kept. Nobody has to look again.
staff-look-told = Case { $number }: kept. Supervisors and { body-supervising } hear now that the child is not safe. In danger call the police yourself.
staff-look-unsafe = Case { $number } ({ $urgency }), closed: { $agency } has looked again, and the child is not safe. Please call them and decide. To open the case again, in your private chat: /reopen_{ $number }
staff-look-unknown = Case { $number } ({ $urgency }), closed: { $agency } has looked again and could not find out whether the child is safe. They look once more in 7 days. Please decide whether that is soon enough. To open the case again, in your private chat: /reopen_{ $number }
staff-look-once-more = Case { $number }: kept. Supervisors and { body-supervising } hear that it is not known. Please look once more in 7 days. In danger call the police yourself.
staff-history-looked_again = looked again after closing: safe
staff-history-looked_again_unsafe = looked again after closing: not safe
staff-history-looked_again_unknown = looked again after closing: not known
