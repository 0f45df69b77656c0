# Handing a case on, and auditors: what officers, heads, supervisors and auditors read. No content, no names.
# Facts: $number $urgency $agency.

button-recuse = Hand it on
button-recuse-me = Only me
button-recuse-body = My whole body
command-recuse = Hand a case on, if you are too close to it: /recuse 12
staff-recuse-who = <b>Hand case { $number } on</b>
    Are only you too close to it, or your whole body? A body that hands a case on learns nothing more of it.
staff-recuse-write = <b>Hand case { $number } on</b>
    Please write in your own words why you are too close to it. Your words are sealed with the case. After that you cannot open or see it any more.
staff-recused-done = Case { $number } is handed on. Your head and the supervisors know that you did, not why.
staff-recused-body-done = Case { $number } is handed on. Your body is out of it. The supervisors know that it is, not why.
staff-recused = <b>Case { $number }</b>: somebody at { $agency } has handed it on, because they are too close to it. Please see to it that somebody else has it. /case { $number }
staff-recused-supervisor = <b>Case { $number }</b>: a supervisor has handed it on, because they are too close to it. /case { $number }
staff-recused-body = <b>Case { $number }</b>: { $agency } has handed it on as a whole, because it is too close to it. Please see who has it now: /case { $number }
staff-waits-again = <b>Case { $number } ({ $urgency })</b> waits again: whoever had it has handed it on. /take { $number }
staff-leads-now = <b>Case { $number } ({ $urgency })</b>: you lead it now, because another body has handed it on. /take { $number }
staff-history-recused = handed on by a person
staff-history-body_recused = handed on as a whole body
staff-welcome-auditor = You are an auditor of this line. You see numbers and who is late, and no case.
    /stats week  numbers · /agencies  who is reachable · /overdue  who is late
error-nobody-left = No other body is left for this case, so yours cannot hand it on. Please talk to the supervisors.
