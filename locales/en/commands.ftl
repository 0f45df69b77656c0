# What commands of the staff do, as menus and /help show it. The example after the colon names the command.

command-transfer = Ask another agency to lead: /transfer 12
command-accept = Take the lead that you are asked for: /accept 12
command-giveback = Say no to the lead: /giveback 12
command-lead = Name the lead, where nobody took it: /lead 12
command-bringin = Bring in another agency: /bringin 12
command-finish = End your agency's part: /finish 12
command-note = Write an internal note: /note 12
command-tasktake = Take a task: /tasktake 12 3
command-taskdone = A task is done: /taskdone 12 3
command-taskdecline = A task is not ours: /taskdecline 12 3
command-look = After a closing, is the child safe: /look 12
command-reveal = Ask to learn who reported: /reveal 12
command-raise = Raise the class: /raise 12
command-lower = Propose a lower class: /lower 12
command-agree = Agree to a lower class: /agree 12
command-reopen = Open a closed case again: /reopen 12
command-merge = Make one case of two: /merge 12 15
command-unmerge = Make two cases of them again: /unmerge 12
command-release = Release sealed files, by two: /release 12
command-taskgive = Give a task to another officer (heads): /taskgive 12 3
command-help-staff = What you may do here
command-talk = Call the agencies together: /talk 12
command-record = Record what a joint talk agreed: /record 12
command-drill = Practise with the groups, without a real case
command-leaves = Somebody has left or lost a phone: /leaves as the answer to a message of theirs
command-returns = Let somebody work here again (supervisors): /returns as the answer to a message of theirs

# /help of the staff. Facts: $roles $agency $what $command.
staff-help-head = <b>You are here as: { $roles }.</b> You may use:
staff-help-reader = <b>You read along in the oversight group.</b> There is nothing for you to do here.
staff-help-supervisor = supervisor
staff-help-auditor = auditor
staff-help-admin = administrator of the machine
staff-help-head-of = head of { $agency }
staff-help-member = member of { $agency }
staff-help-of-group = <b>Group of { $agency }.</b> Here you may use:
staff-help-line = { $what }: { $command }
staff-help-group = A number may be written as one word with its command, /take_12: it can be tapped then. What was told is shown in private only: /help there says what you may do.
staff-help-report = Language: /language. A number may be written as one word with its command, /take_12. If you know of a child who is being harmed yourself, report it like anybody.
staff-not-reported = You are on the staff of this line, so this was told to nobody. What you may use here:
staff-not-reported-command = There is no such command. What you wrote was told to nobody. What you may use here:
staff-not-reported-how = If it is about a child and you want to report it yourself, press the button: your words go with you.
button-report-as = Report as a person
staff-own-language-which = In which language shall I write to you? Notices, lists, your desk and the menu follow.
staff-own-language-set = From now on I write to you in English.
