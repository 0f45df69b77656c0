# The people of the staff, for supervisors: $who (a code of eight characters) $roles $agency $total $tasks
staff-people = <b>People</b> ({ $total }). Each is named by the eight characters that they see under the question for their code.
staff-person-line = { $who }: { $roles }
staff-person-supervisor = supervisor
staff-person-auditor = auditor
staff-person-head = head of { $agency }
staff-person-member = { $agency }
staff-person-left = has no rights here
staff-person-leaves =
    Has { $who } left, or lost a phone? Then every right of theirs ends at once: also their code, what is open in their chat, and their turns on call. { $tasks ->
        [0] They have no open task.
        [one] Their open task is free again, and their agency is asked anew.
       *[other] Their { $tasks } open tasks are free again, and their agencies are asked anew.
    } They and the other supervisors hear. The rights of a group can be given back; supervisors, heads and auditors need a new invite.
staff-person-returns = Does { $who } work here again? Then the groups that they sit in count for them. They set up a new code. Supervisors, heads and auditors need a new invite. They and the other supervisors hear.
staff-person-newcode = Does { $who } need a new code? Please be sure that it is they who ask: call them on a number that you know. Their lock comes off at once, and they set up a new one at the next opening. They and the other supervisors hear.
button-people = People
button-person-leaves = Has left or lost a phone
button-person-returns = Is back
button-person-newcode = Needs a new code
button-person-do-leaves = End every right
button-person-do-returns = Let them work again
button-person-do-newcode = Take the lock off
button-person-not = No, back
command-people = The people of the staff: who has left, is back, needs a new code
