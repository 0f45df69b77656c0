# The registry of institutions that must report. Words for the columns of its file, parted by commas.
typed-registry-code-column = code
typed-registry-name-column = name
typed-registry-kind-column = kind
typed-registry-area-column = area
typed-registry-above-column = above
typed-registry-contact-column = contact
typed-registry-staff-column = staff
typed-registry-children-column = children
typed-registry-open-column = open
typed-registry-yes = yes, open
typed-registry-no = no, closed

## /institutions: lists and one of them
staff-institutions = <b>Institutions that must report: { $total }</b>
    Nobody linked: { $unlinked } · No report in the last 12 full months: { $silent } · Never a report: { $never }
    Private reports are not counted.
staff-institutions-silent = <b>No report in the last 12 full months: { $total }</b>
    Only institutions that must report are listed. Nobody linked: { $unlinked } · Never a report: { $never }
    Private reports are not counted.
staff-institutions-none = None.
staff-institution-line-reported = <b>{ $name }</b> ({ $code })
    { $kind } · { $area } · { $above } · linked: { $linked } · has reported
staff-institution-line-silent = <b>{ $name }</b> ({ $code })
    { $kind } · { $area } · { $above } · linked: { $linked } · no report in 12 months
staff-institution-line-unlinked = <b>{ $name }</b> ({ $code })
    { $kind } · { $area } · { $above } · nobody linked · no report in 12 months
staff-institution = <b>{ $name }</b> ({ $code })
    { $kind } · { $area } · under { $above }
    Contact: { $contact }
    Staff: { $staff } · Children: { $children }
staff-institution-closed = <b>{ $name }</b> ({ $code }), closed
    { $kind } · { $area } · under { $above }
    Contact: { $contact }
    Staff: { $staff } · Children: { $children }
staff-institution-reported-yes = Heads here: { $heads } · Linked staff: { $linked } · Reported in the last 12 full months: yes
staff-institution-reported-no = Heads here: { $heads } · Linked staff: { $linked } · Reported in the last 12 full months: no
staff-institution-trained = Training last done: { $day }
staff-institution-reminded = Reminded of its duty: { $day }
staff-institution-suggested = Suggestion noted: { $day } · look again: { $again }
staff-institution-head-follows = Invite its head: you get a link for its head, which works once, for 7 days. Nobody is written to.
staff-institution-remind-follows = Send the reminder of duty: { $heads ->
        [0] no head is here yet, so you get the letter to pass on
        [one] it goes to its head at once
       *[other] it goes to its { $heads } heads at once
    }. It is put on record.
staff-institution-head-link = For the head of { $name }: this link works once, for 7 days. Please pass it on to that person alone.
    { $link }
staff-institution-reminded-now = The reminder goes to the head of { $name } now. It is on record.
staff-institution-no-head = No head of { $name } is here yet. It is on record that you remind it; please send this letter by another way:
staff-institution-crowd = Very many accounts have opened the staff link of <b>{ $name }</b>. Perhaps its poster hangs where everybody passes, or the link was passed on. Its head can make a new one.
button-institutions-silent = Only the silent ones
button-institutions-all = All of them
button-institution-head = Invite its head
button-institution-remind = Send the reminder of duty
button-institution-suggest = Suggestion noted, look again in { $months } { $months ->
        [one] month
       *[other] months
    }

## The link for staff, and the head's own card
## Whoever opens the link reads it, a child too: short sentences
institution-link-ask = <b>{ $name }</b>
    This link is for adults who work here.
    If that is you, choose what you do. In your reports, the institution is then filled in. Its head sees how many are linked, and no names.
    If that is not you, press the last button.
institution-link-ask-child = This link is for grown-ups who work at { $name }. You can just write here.
institution-linked = This account is linked to <b>{ $name }</b>. When you report as an adult, the institution is filled in. You can report as a private person each time.
    Is somebody else using this phone? End the link, and clear this chat with /hide.
institution-linked-child = This account is now linked to { $name }. If that is wrong, press “End the link”.
institution-link-none = This account is linked to no institution. You can write here as anybody can: /start
institution-link-none-child = This account is not linked to any place. You can write to us: /start
institution-head = <b>{ $name }</b>
    Linked accounts of staff: { $linked }
    The poster with the link belongs in the staff room, not in the corridor. Who is linked, and who reports, is not shown to you.
institution-letter = <b>To the head of { $name }</b>
institution-poster = To be printed on A4 and put up in the staff room. Whoever has this page can link an account: please do not pass it on outside.
institution-head-trained = Training last done: { $day }
institution-renew-ask = A new link ends all linked accounts, and old posters stop working. Go on?
institution-renewed = There is a new link. All linked accounts have ended. Please put up the new poster.
button-institution-poster = The poster (PDF)
button-institution-renew = Make a new link
button-institution-renew-sure = Yes, make a new link
button-link-no = I do not work there
button-link-end = End the link
o-post-teaching = I teach
o-post-care = I care for or look after children
o-post-health = Doctor, nurse or other health worker
o-post-management = I am in charge
o-post-other = Other work

## A report by staff
verified-note = Your institution is filled in. Only officers who may learn who reported can see it.
private-note = You report as a private person now. No institution is in this report.
button-private-person = Report as a private person

## The poster for the staff room
poster-title = For everyone who works here
poster-what = Does something worry you? You can tell us here, in writing.
poster-how = Scan the code with your phone and choose your kind of work. It takes a minute.
poster-where = For the staff room. Please do not put it up where visitors pass.

## Refusals
error-link-over = This link does not work any more. You can write here all the same: /start
error-no-such-institution = There is no such institution for you to see.
error-institution-closed = This institution is closed in the registry.
error-reminded-this-week = It was reminded within the last seven days.

## /duty
duty-place = <i>{ $place } of { $total }</i>
duty-right = That is right.
duty-wrong = It is the other way round.
duty-end = That was all. Nothing is kept of your answers.
duty-end-linked = That was all. The registry has today's date for your institution, and no name.
duty-nothing = There is no training here.
button-duty-yes = Yes
button-duty-no = No
button-duty-next = Next
button-duty-back = Back
button-duty = The short training
