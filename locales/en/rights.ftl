# Handing a case on, and auditors: what officers, heads, supervisors and auditors read. No content, no names.
# Facts: $number $urgency $agency.

button-recuse = Step back
button-recuse-me = Only me
button-recuse-body = My whole agency
command-recuse = Step back from a case, if you are too close to it: /recuse 12
staff-recuse-who = <b>Step back from case { $number }</b>
    Are only you too close to it, or your whole agency? An agency that steps back learns nothing more of it.
staff-recuse-write = <b>Step back from case { $number }</b>
    Please write in your own words why you are too close to it. Your words are sealed with the case. After that you cannot open or see it any more.
staff-recused-done = You have stepped back from case { $number }. Your head and the supervisors know that you did, not why.
staff-recused-body-done = Your agency has stepped back from case { $number } as a whole. The supervisors know that it did, not why.
staff-recused = <b>Case { $number }</b>: somebody at { $agency } has stepped back, because they are too close to it. Please make sure that somebody else has it. /case_{ $number }
staff-recused-supervisor = <b>Case { $number }</b>: a supervisor has stepped back, because they are too close to it. /case_{ $number }
staff-recused-body = <b>Case { $number }</b>: { $agency } has stepped back as a whole, because it is too close to it. Please see who has it now: /case_{ $number }
staff-waits-again = <b>Case { $number } ({ $urgency })</b> waits again: whoever had it has stepped back. /take_{ $number }
staff-leads-now = <b>Case { $number } ({ $urgency })</b>: you lead it now, because another agency has stepped back. /take_{ $number }
staff-history-recused = one person stepped back
staff-history-body_recused = the whole agency stepped back
staff-welcome-auditor = You are an auditor of this line. You see numbers and who is late, and no case.
    /stats week  numbers · /agencies  who is reachable · /overdue  who is late
error-nobody-left = No other agency is left for this case, so yours cannot step back. Please talk to the supervisors.
