# Who is on call (/roster), and how they are called.
# Facts: staff-roster $agency $who $until (moment) $next · staff-roster-person $place $name · staff-oncall-line $who
#   staff-calls-more $agency $count · staff-called, staff-nobody-on-call, staff-taken-silent $number $urgency $agency $since $due (moments) · staff-ring $agency · staff-ring-missed $agency $name

command-roster = Who is on call

staff-roster = <b>On call: { $agency }</b>
    Now: { $who }
staff-roster-until = The turn changes { $until }. Then: { $next }
staff-roster-nobody = nobody
staff-roster-empty = Nobody takes part yet. Everybody in the group can press the button below in their own chat with me; heads then arrange the turns.
staff-roster-days = { $count ->
    [one] Turns of one day
   *[other] Turns of one week
}
staff-roster-person = { $place }. { $name }
staff-roster-stand-in = Stand-in: { $name }, { $begins } to { $ends }
staff-roster-unreachable = { $place }. { $name }: cannot be called, has blocked this bot
staff-roster-weekday = { $day }: { $name }
staff-roster-how = ↑ puts somebody one turn earlier, × takes them off the list. Tap a day to give it to the next on the list.
staff-roster-out = Take { $name } off the list? They are not called any more, and only they can put themselves back.
staff-roster-by-turn = by turn
staff-roster-stands = For how many hours does { $name } stand in, from now on?
staff-day-0 = Mon
staff-day-1 = Tue
staff-day-2 = Wed
staff-day-3 = Thu
staff-day-4 = Fri
staff-day-5 = Sat
staff-day-6 = Sun

button-roster-join = I take part
button-roster-leave = I no longer take part
button-roster-days1 = Turns of one day
button-roster-days7 = Turns of one week
button-roster-swap = Swap this turn with the next
button-roster-plan = End stand-ins and swaps
button-roster-up = ↑ { $what }
button-roster-ask = × { $what }
button-roster-out = Take off the list
button-roster-stand = Stand-in: { $what }
button-roster-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
button-roster-back = Back
button-ring-heard = I hear it

staff-oncall-changed = The roster has changed. On call now: { $who }
staff-oncall-turn = On call from now on: { $who }
staff-oncall-today = On call today, { DAY($at) }: { $who }
staff-oncall-line = On call: { $who }
staff-oncall-nobody = Nobody is on call.
staff-oncall-nobody-told = Nobody is on call. Those above have been told at once.
staff-called = <b>You are on call.</b> Case <b>{ $number }</b> ({ $urgency }) has come for { $agency }. Please acknowledge it by { CLOCK($due) }.
staff-called-late = <b>You are on call.</b> Case <b>{ $number }</b> ({ $urgency }) has waited for { $agency } since { $since } and is late: it was to be acknowledged by { $due }. Please acknowledge it now.
staff-call-over = Case { $number } does not wait for whoever is on call any more. To read it: /open_{ $number }
staff-call-passed = Case { $number }: somebody else is on call now and is called for it.
staff-calls-more = { $agency }: { $count ->
    [one] 1 more P1 case waits to be acknowledged. /desk shows it.
   *[other] { $count } more P1 cases wait to be acknowledged. /desk shows them.
}
staff-nobody-on-call = <b>{ $number }</b> ({ $urgency }) has come for { $agency }, and nobody there is on call. Please see that somebody takes it now.
staff-nobody-on-call-late = <b>{ $number }</b> ({ $urgency }) has waited for { $agency } since { $since } and is late: it was to be acknowledged by { $due }. Nobody there is on call. Please see that somebody takes it now.
staff-taken-silent = You have taken case <b>{ $number }</b> ({ $urgency }). Half the time for the first action is over. /case { $number } shows what is due.
staff-ring = <b>A test.</b> You are on call for { $agency }. Please press the button, so that we know that it rings here.
staff-ring-heard = Thank you. It rings here.
staff-ring-missed = The monthly test for { $agency }: { $name } was on call and has not answered. Please see that messages from this bot ring on their phone.
error-no-stand-ins = Nobody stands in.
error-only-heads = Only heads of the agency arrange the roster.
error-on-the-list = You are on the list already.
error-not-on-the-list = That person is not on the list any more.
error-list-full = The list is full.
error-nobody-to-swap-with = There is nobody to swap with.
