# Somebody has left, or lost a phone.

staff-left-done = { $who } may do nothing here any more. Their code, what was open in their chat, and their tasks are taken from them. Please also remove them from every group in Telegram.
staff-left-own = Every right of yours here has ended, also what came with your agency's group. If this is a mistake, speak to a supervisor. You can report here like anybody.
staff-left-told = { $by } has ended every right of { $who }, who has left or lost a phone. Please see that they are no longer in any group.
staff-returned-done = The groups that { $who } sits in count for them again. They set up a new code. Supervisors, heads and auditors need a new invite.
staff-returned-told = { $by } has let { $who } work here again.
staff-rights-are-back = You can work here again. Your next command asks for a new code.
error-whom = Please answer a message of theirs with this command, or write the eight letters and digits that name them.
error-own-leave = You cannot do this to yourself. Please ask a supervisor.
error-left-already = They have no rights here any more.
error-has-not-left = They have not left.
error-ask-a-supervisor = Only a supervisor can do this. Please ask one.
error-answer-their-message = Please answer a message of theirs in your group with this command.
staff-history-staff_left = a person's rights ended
staff-history-staff_returned = a person's rights given back
