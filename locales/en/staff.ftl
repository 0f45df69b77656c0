# What officers, heads and supervisors read: cards, lists, clocks, desk. No story, no names in anything that a group shows.
# Facts: $number $urgency $agency $at $due $late $span … as named in each text.

list-join = , { "" }
language-name = English
button-more-cases = More
button-back-cases = Back
button-first-cases = From the beginning
button-open-again = Open
button-take = Acknowledge
button-take-number = Acknowledge { $number }
button-open-number = Open { $number }
button-open-private = Open in private
button-not-ours = Not ours
button-keep = Keep it
button-assess = Assess
button-reply = Answer the reporter
button-act = Record an action
button-close = Close
button-approve = Agree to close
button-desk-stop = Cancel
button-own-words = Own words

## The last tap of each form names what it does (button-go-FORM)
button-go-ask = Send
button-go-bringin = Bring them in
button-go-close = Propose to close
button-go-handover = Hand it over now
button-go-lead = Name the lead
button-go-lower = Propose the lower class
button-go-raise = Raise the class
button-go-record = Save the record
button-go-reopen = Open it again
button-go-reply = Send
button-go-talk = Call the talk
button-go-task = Make the task
button-go-transfer = Ask them to lead
button-go-unask = Take it back

staff-oversight-group = oversight group
staff-language-set = This chat is in English now.
staff-language-which = Which language should be used here?
staff-group-arrived = Hello. If I came here by an invite link, this group is bound in a moment. If not: the administrator prints a link with "python -m bot invite agency KEY"; whoever opens it and chooses this group binds it.
staff-welcome-agency = This is now the group of <b>{ $agency }</b>. New cases appear here as cards, without names or stories. Tap Acknowledge or write /take NUMBER. What was told is shown only in your private chat with me: please each press the button below once. It opens that chat, which says what you may do, and from then on I may write to you.
button-own-chat = My own chat with the bot
staff-welcome-supervisor = You are a supervisor of this line. You hear of late cases, lost groups and faults, and get a digest each morning.
    /cases  open cases · /case 12  one case · /overdue  who is late · /agencies  who is reachable · /stats week  numbers · /remind 12  remind who is late
staff-welcome-head = You are the head of <b>{ $agency }</b> for this line. You hear when your people are late, and you may agree to close a case.
staff-welcome-officer = This is where cases are opened. Press Open on a card in your group, or write /open NUMBER.
staff-group-bound = The group of <b>{ $agency }</b> is bound. Its cards arrive from now on.
staff-lost-group = { $cause ->
    [kicked] <b>{ $agency }</b> cannot be reached: I was removed from its group. Its new cards wait. A supervisor or a head of this agency can add me to the same group again.
    [left] <b>{ $agency }</b> cannot be reached: I am no longer in its group. Its new cards wait. A supervisor or a head of this agency can add me to the same group again.
    [deleted] <b>{ $agency }</b> cannot be reached: its group was deleted. Its new cards wait until another group is bound with an invite link.
   *[gone] <b>{ $agency }</b> cannot be reached: Telegram does not find its group. Its new cards wait. I ask every five minutes whether it is there again.
}
staff-group-refuses = { $cause ->
    [topic] <b>{ $agency }</b> cannot be told anything: the topic of its group that I write to is closed. Please call them, and ask an administrator of the group to open it. What waits for it comes as soon as it is open.
   *[refused] <b>{ $agency }</b> cannot be told anything: I am in its group, but may not write there now. Please call them, and ask an administrator of the group to let me write. What waits for it comes as soon as I may.
}
staff-oversight-lost = { $cause ->
    [deleted] The <b>oversight group</b> was deleted. What it was told comes to supervisors alone until another group is bound with an invite link.
    [gone] Telegram does not find the <b>oversight group</b>. What it was told comes to supervisors alone. I ask every five minutes whether it is there again.
   *[kicked] I am no longer in the <b>oversight group</b>. What it was told comes to supervisors alone until a supervisor adds me to it again.
}
staff-oversight-refuses = I may not write in the <b>oversight group</b> now{ $cause ->
    [topic] : its topic is closed
   *[refused] { "" }
}. Please ask an administrator of the group to change that. Until then it hears nothing.
staff-oversight-back = I can write in the <b>oversight group</b> again.
staff-group-back = <b>{ $agency }</b> can be told again: I can write in its group. Cards that wait for an act are posted there again.
staff-group-hidden = <b>{ $agency }</b>: its group hides its members, so I cannot see who belongs to it, and nobody there can act on a case. Please ask an administrator of the group to make me an administrator, or to show the members.
staff-group-added = <b>{ $agency }</b>: I was added to its group again, but by somebody whom I do not know as a supervisor or a head of this agency. So it is not bound. If it is right, please let one of them add me again, or open an invite link there.
staff-group-open = I can write here again.
staff-group-members-hidden = Something is missing: this group hides its members, so I cannot see who belongs to it, and nobody here can act on a case. Please make me an administrator of this group, or show the members in its settings.
staff-group-added-again = Hello again. This group is not bound now: please let a supervisor or the head of your agency add me, or open an invite link here.
staff-group-silent = I get no answer when I write to the group of <b>{ $agency }</b>. What I send may not arrive, or arrive more than once. I keep trying. Please call them.
staff-not-taken = The group of <b>{ $agency }</b> did not take a message of mine, and I do not know why. I keep trying for about a day. Please call them.
staff-keeps-case = They may not know of case { $number } yet.
staff-broken = Case { $number }: there is news that cannot be shown here, by a fault of this program. Take the case with /take_{ $number }, or open it in private with /open_{ $number }.
staff-rights-ended = Your duty in this line has ended: every right beyond your agency's group is gone. Thank you for your work. If this is a mistake, speak with whoever runs the line. You can report here like anybody.
staff-rights-of-other-ended = The rights of a supervisor, a head or an auditor have ended: whoever runs the line took them away on the machine. If you know nothing of it, ask them today.
staff-staff-lost = A supervisor has blocked me or cannot be reached. Please check who is still listening.
staff-undelivered = A message could not be delivered and will not be tried again.
staff-undelivered-case = A message about case { $number } could not be delivered. Please check who has it: /case_{ $number }
staff-undelivered-perhaps = I got no answer when I sent a message, and will not send it again. It may have arrived, perhaps several times.
staff-undelivered-perhaps-case = I got no answer when I sent a message about case { $number }, and will not send it again. It may have arrived, perhaps several times. Please check who has it: /case_{ $number }
staff-parked = A message from somebody could not be handled and is kept for the administrator. The person was told whom to call.
staff-alarm = <b>Alarm</b>, { $at }
staff-alarm-over = <b>Well again</b>, { $at }
staff-alarm-intake = Nothing can be received: for more than five minutes no message of anybody reached the line.
staff-alarm-inbox = Messages wait: the oldest has not been handled for more than five minutes.
staff-alarm-outbox = Messages cannot get out: the oldest has waited for more than five minutes.
staff-alarm-token = Telegram goes on refusing this bot's token, or does not know the bot at this address. Nothing can be sent or received until that is put right.
staff-alarm-pending = More than a hundred messages wait at Telegram.
staff-given-up = <b>Given up</b>: { $count ->
    [one] one row of the queues could not be dealt with
   *[other] { $count } rows of the queues could not be dealt with
}. Everything else goes on. To look, try again or clear: <code>python -m bot queue list</code>
staff-given-up-row = <code>{ $row }</code>
staff-job-fault = <b>Fault</b>: { $job } ({ $error }). The others go on, and this one is tried again within an hour. Please look at the log: put_off.
staff-job-case = the reminders of one case cannot be sent
staff-job-draft = one report that was begun cannot be looked after
staff-job-chat = one chat cannot be cleared
staff-job-leaving = what was opened in one chat cannot be taken away
staff-job-call = who is on call cannot be called for one case
staff-job-held = one report that waits cannot be let through
staff-job-sealing = one file cannot be sealed to the two keys
staff-job-recount = the cases from before the upgrade cannot be counted, so no number is shown
staff-not-bound = Case { $number }: the group of { $agency } cannot be told, so nobody there knows of this. The card waits. Please call them: { $phone }.
staff-nobody-knows = <b>{ $urgency }, case { $number }</b>: nobody at <b>{ $agency }</b> has confirmed that they know of it, and their group cannot be told. Please call them now: <b>{ $phone }</b>.
staff-nobody-knows-general = <b>{ $urgency }, case { $number }</b>: nobody at <b>{ $agency }</b> has confirmed that they know of it, and their group cannot be told. Please call them now. I have no number of theirs; the general one is <b>{ $phone }</b>.
staff-reminded = Reminded of case { $number }: { $agency }.
staff-reminded-before = Reminded of case { $number } within the last hour already: { $agency }.

staff-mark-red = 🔴 { "" }
staff-mark-yellow = 🟡 { "" }
staff-mark-late = [late] { "" }
staff-case-line = { $marks }<b>/case_{ $number }</b> · { $urgency } · { $state } · { $lead }
    { $harms } · { $age } · { $area }
staff-cases-head = <b>Cases</b> ({ $total }) { $words }
staff-cases-head-over = <b>Cases</b> (more than { $total }) { $words }
staff-cases-none = No case fits.
staff-received-at = Received { $at }
staff-rules = Rules: { $rules }
staff-who-has-it = <b>Who has it</b>
staff-task-line = { $agency } · { $part } · { $state }
staff-clocks = <b>Deadlines</b>
staff-clock-line-met = ✓ { $clock } ({ $agency }), due { $due }
staff-clock-line-running = { $clock } ({ $agency }) by { $due }
staff-clock-line-late = <b>late:</b> { $clock } ({ $agency }), was due { $due }
staff-clock-line-met_late = ✓ { $clock } ({ $agency }), was due { $due }, <b>done late</b> { $done }
staff-clock-line-without = – { $clock } ({ $agency }), due { $due }: ended without it { $done }
staff-outcome = Outcome: { $outcome }
staff-history = <b>History</b>
staff-history-line = { $at }  { $act } ({ $agency })
staff-history-line-of-none = { $at }  { $act }
staff-case-commands = /remind_{ $number }
staff-overdue-none = Nobody is late.
staff-overdue-head = <b>Late</b> ({ $total })
staff-overdue-next = {"    "}{ $agency } · { $clock }: { $late } late
staff-overdue-more = and { $count } more
staff-overdue-line = { $marks }<b>/case_{ $number }</b> { $urgency } · { $agency } · { $clock }: { $late } late
staff-agencies-head = <b>Agencies</b>
staff-agency-line = <b>{ $agency }</b>: { $place }, heads { $heads }
    leads { $open } open, { $waiting } not acknowledged, { $yellow } yellow, { $red } red
    late steps of its own: { $late }, of these as support: { $support }
staff-place-bound = group bound
staff-place-lost = <b>group lost</b>
staff-place-refuses = <b>group takes no messages</b>
staff-place-missing = no group yet

staff-small-number = <b>{ $what }</b>
    Cases received from { $first } to { $last }: { $count }
    Only months that are over are counted. A case that names several kinds of harm counts under the gravest.
staff-number-small = fewer than 5
staff-number-withheld = not shown, so that a smaller number cannot be worked out
staff-span = { $span }
staff-share = { $share }% (n = { $n })

staff-digest-head = <b>Morning digest</b>, { $at }
staff-digest-unacknowledged = Nobody has acknowledged: { $count }
staff-digest-unassessed = Not assessed: { $count }
staff-digest-overdue = Late: { $count }
staff-digest-received = New since the last digest: { $count }
staff-digest-copies = New in the lowest class, for your supervision: { $count }
staff-digest-end = /overdue · /cases unassessed · /stats day

staff-part-lead = lead
staff-part-support = support
staff-part-copy = copy
staff-task-alerted = not acknowledged
staff-task-acked = acknowledged
staff-task-working = working on it
staff-task-done = done
staff-task-without = never acknowledged, ended with the case
staff-task-ended_without = not done when the case was closed
staff-task-declined = not theirs
staff-task-transferred = passed to another agency
staff-clock-acknowledge = acknowledge
staff-clock-first_action = first action
staff-clock-assess = assess
staff-clock-reply = answer the reporter
staff-clock-outcome = outcome
staff-clock-call_back = early answer to the reporter
staff-clock-new_date = answer by the new date
staff-flag-info_requested = question to the reporter open
staff-flag-sealed_media = files withheld, for police
staff-flag-conflict = conflict of interest
staff-flag-legal_hold = legal hold
staff-flag-incomplete = incomplete
staff-flag-read_first = read first
staff-flag-reopened = open again after it was closed
staff-link-same = Perhaps the same child as { $number }
staff-link-more = { $cases } and { $count } more
case-link = /case_{ $number }
staff-link-reporter = Perhaps the same reporter as /case_{ $number }
staff-linked = <b>Case { $number }</b> began with words of somebody who perhaps reported case { $other } too. Please look whether they belong together: /case_{ $number }
staff-linked-group = Case { $other } may belong to case { $number }. Please look at both.
staff-reopened = <b>Case { $number } ({ $urgency })</b> was closed and is open again: its reporter has told more. { $agency } leads. /case_{ $number }
staff-held-more = Case { $number } waits for your look, and more was told in it: /quarantine
staff-history-reopened = open again
staff-story-before = Was closed { $at }: { $outcome }
staff-story-pressure = Something is taken back here, or asked to be stopped. Somebody may be pressing the person; nothing was lowered or closed by it.
staff-history-acknowledged = acknowledged
staff-history-assessed = assessed
staff-history-declined = not theirs
staff-history-opened = opened
staff-history-file_opened = file opened
staff-history-answered = the reporter was answered
staff-history-action = action recorded
staff-history-close_proposed = closing proposed
staff-history-close_withdrawn = proposal to close withdrawn
staff-history-closed = closed
staff-history-added = more was told
staff-history-body_silent = group cannot be told: others were asked to call
staff-history-reminded = reminded
staff-history-reminded_by_hand = reminded by a supervisor
staff-history-breach = deadline missed
staff-history-double = twice the time is over
staff-history-takeover = has taken the lead
staff-history-case_opened = received
staff-history-facts_added = new facts
staff-history-raised_p1 = class raised to P1
staff-history-raised_p2 = class raised to P2
staff-history-raised_p3 = class raised to P3
staff-history-sent_as_it_is = sent unfinished
staff-history-draft_ended = the talk ended
staff-history-draft_erased = the talk was erased
staff-before = Just before, { $at }: { $act } ({ $agency }).
staff-before-own = Your own last step, { $at }: { $act } ({ $agency }).
staff-before-supervisors = supervisors

staff-card = { $marks }<b>Case { $number } · { $urgency }</b>
    { $harms }
    { $age } · { $area }
staff-card-part-lead = You lead. { $supports }
staff-card-supports = With: { $agencies }
staff-card-part-support = { $lead } leads. You support.
staff-card-part-copy = { $lead } leads. For your supervision.
staff-card-clock = { $clock }: by { $due }
staff-card-clock-late = <b>{ $clock }: was due { $due }</b>
staff-card-wait = Waiting: /take_{ $number }
staff-card-acked = Acknowledged { $at }
staff-card-declined = You said: not ours.
staff-card-state = { $state }
staff-card-closed = Closed: { $outcome }
staff-card-closing = Closing is proposed. A second person must agree. By command, in private: /approve_{ $number }
staff-card-closing-waits = Closing is proposed. { $agency } has to agree.
staff-card-closing-waits-either = Closing is proposed. { $agency }, or the head of { $lead }, has to agree.
staff-raised = <b>Case { $number } is { $urgency } now.</b> Deadlines of yours are sooner. They are now:
staff-raised-none = <b>Case { $number } is { $urgency } now.</b>
staff-raised-by-you = Case { $number } is { $urgency } now, by your assessment. Deadlines are sooner for { $agencies }; their groups hear of it.
staff-raised-by-you-none = Case { $number } is { $urgency } now, by your assessment. No deadline had to become sooner.
staff-card-added = More was told { $at }.
staff-card-duty = Called: { $who }
staff-card-duty-name = head of the agency
staff-divergence = <b>Case { $number }</b>: the assessments of the agencies are two or more apart. Please talk within 24 hours; the higher value holds until then. Afterwards one of you writes down what you agree: /record_{ $number }
staff-reminder-half = <b>Case { $number } ({ $urgency })</b>: half of the time is gone. Still to do by { $due }: { $clock }.
staff-reminder-breach = <b>Case { $number } ({ $urgency }) is late</b>: { $clock } was due { $due }.
staff-reminder-double = <b>Case { $number } ({ $urgency }) is very late</b>: { $clock } was due { $due }.
staff-reminder-repeat = <b>Case { $number } ({ $urgency })</b> still waits: { $clock }, due { $due }.
staff-reminder-by_hand = <b>Case { $number } ({ $urgency })</b>: a supervisor asks you to look at it now.
staff-reminders-head = <b>Waiting for you</b> ({ $total })
staff-reminders-line = { $marks }<b>/case_{ $number }</b> { $urgency } · { $clock } by { $due }
staff-reminders-late = { $marks }<b>/case_{ $number }</b> { $urgency } · <b>late:</b> { $clock }, was due { $due }
staff-reminders-done = Nothing waits for you any more.
staff-reminders-more = and { $count } more
staff-reminders-how = /take NUMBER to acknowledge, /open NUMBER to read
staff-reminder-command = /take_{ $number }
staff-ladder-breach = { $marks }<b>Case { $number } ({ $urgency })</b>: { $agency } is late: { $clock } was due { $due }. /case_{ $number }
staff-ladder-double = { $marks }<b>Case { $number } ({ $urgency })</b>: { $agency } is very late: { $clock } was due { $due }. Somebody must step in now. /case_{ $number }
staff-ladders-head = <b>Not done in time</b>
staff-ladders-breach = { $marks }<b>/case_{ $number }</b> { $urgency } · { $agency }: { $clock }, was due { $due }
staff-ladders-double = { $marks }<b>/case_{ $number }</b> { $urgency } · { $agency }: { $clock }, was due { $due }. <b>Very late: somebody must step in now.</b>
staff-ladders-how = /overdue shows who is late now.
staff-ladder-takeover = Case { $number } ({ $urgency }): { $agency } has taken the lead, because the lead stayed silent.

staff-not-ours-why = Why is case { $number } not yours? The others keep it.
reason-other_district = Another district
reason-other_body = Another agency's task
reason-duplicate = Already known to us
reason-conflict = We are too close to it
reason-other = Another reason

staff-story-head = { $marks }<b>Case { $number } · { $urgency }</b>, { $state }
    { $harms } · { $age } · { $area }
staff-story-warning = What follows is what a person told, in their words. It can be hard to read.
staff-story-report = <b>Told { $at }</b>{ $incomplete }
staff-story-incomplete = , not finished
staff-story-place = Map position: { $latitude }, { $longitude }
# Facts: staff-story-map $place (number of the map) · staff-story-line $question $answer
staff-story-map = map { $place } above
staff-story-not-known = <b>Not known</b>: { $answer }
staff-story-line = <b>{ $question }</b>: { $answer }
staff-heading-start = Told by
staff-heading-who = Reporter is
staff-heading-age_reporter = Reporter's age
staff-heading-story = In their words
staff-heading-files_declared = Files they have
staff-heading-violence = Grave violence
staff-heading-bullying_signs = Part of the bullying
staff-heading-exposure_kind = Other dangers
staff-heading-self_harm_now = Thinks of self-harm
staff-story-others = [passed on from somebody else]
staff-story-added = <b>Added { $at }</b>
staff-story-added-files = <b>Added { $at }</b>: { $count ->
    [one] 1 file
   *[other] { $count } files
    }
staff-story-corrected = <b>Corrected { $at }</b>
staff-story-files = Files: { $kept } kept, { $withheld } not taken
staff-story-phone = Phone: { $phone }
staff-story-contact-yes = The reporter may be written to here.
staff-story-contact-times = The reporter may be written to here, at certain times.
staff-story-contact-no = The reporter must not be written to. Your answer is kept until they ask for it.
staff-story-contact-unknown = Nobody knows whether it is safe to write to the reporter, so we do not. Your answer is kept until they ask for it.
staff-story-opinions = <b>Assessments</b>
staff-story-opinion = { $agency }: hazard { $hazard }, seriousness { $seriousness }, credibility { $credibility }
staff-story-divergence = The assessments are two or more apart. Talk within 24 hours; the higher value holds until then.
staff-story-replies = <b>Answers given</b>
staff-story-skipped = -

staff-assess-head = <b>Assess case { $number }</b>
staff-assess-missing = Tap one number of each. You can add a short note by writing it here.
staff-assess-ready = You can add a short note by writing it here. Then press Save.
staff-assess-note = Note: { $note }
# Facts: $value 0 to 3; $urgency $was $own (classes), $agencies
button-hazard = Hazard { $value }
button-seriousness = Serious { $value }
button-credibility = Credible { $value }
button-save-class = Save: { $urgency }
staff-assess-raises = Once saved, the class is <b>{ $urgency }</b> (now { $was }).
staff-assess-stays = Once saved, the class stays <b>{ $urgency }</b>.
staff-assess-stays-higher = Once saved, the class stays <b>{ $urgency }</b>. Your numbers would be { $own }, but an assessment never lowers the class.
staff-assess-hurries = Deadlines become sooner for { $agencies }; their groups hear of it.
staff-assess-diverges = Your view is two or more apart from another one: the agencies are asked to talk within 24 hours.
staff-views-apart = The agencies' views of it are two or more apart: they are asked to talk within 24 hours.
staff-scale-hazard = Hazard: can it go on?
staff-scale-seriousness = Serious: how grave is it?
staff-scale-credibility = Credible: how well founded?
staff-hazard-0 = 0 no
staff-hazard-1 = 1 unlikely
staff-hazard-2 = 2 likely
staff-hazard-3 = 3 now
staff-seriousness-0 = 0 none
staff-seriousness-1 = 1 some
staff-seriousness-2 = 2 grave
staff-seriousness-3 = 3 life, sexual, lasting
staff-credibility-0 = 0 disproved
staff-credibility-1 = 1 doubtful
staff-credibility-2 = 2 likely
staff-credibility-3 = 3 seen or proved
staff-desk-saved = Saved: case { $number }.
staff-desk-stopped = Nothing was changed.
staff-reply-unsent = Your answer for case { $number } was not sent. Begin again: /reply_{ $number }
staff-ask-unsent = Your question for case { $number } was not sent.
staff-desk-unsaved = Case { $number }: what you had begun here was not saved.
staff-closed-unsent = Case { $number } is closed. What you were writing to the reporter was not sent.
staff-reply-undelivered = Your answer for case { $number } was not delivered: nobody can be written to in that chat now. It is kept. The reporter sees it when they come back, or with their five words.
staff-reply-which = <b>Answer the reporter of case { $number }</b>
    Choose a text, or write your own.
staff-reply-write = Write your answer to the reporter of case { $number }. No names, no details of other people.
staff-reply-preview = <b>The reporter of case { $number } will read:</b>
    { $text }
staff-reply-sent = Your answer for case { $number } goes to the reporter.
staff-reply-kept = Your answer for case { $number } is kept. The reporter sees it when they ask.
staff-act-write = What has been done in case { $number }? One or two sentences. For something that is still to be done use /task_{ $number }.
staff-act-saved = Recorded for case { $number }.
staff-close-outcome = <b>Close case { $number }</b>
    What is the outcome?
staff-close-safe = Is the child safe now?
staff-close-safe-yes = Yes
staff-close-safe-plan = With a plan
staff-close-safe-no = No
staff-close-preview = <b>Close case { $number }</b>
    Outcome: { $outcome }
    Child safe now: { $safe }
    A second person must agree.
staff-close-proposed = Closing of case { $number } is proposed. A second person must agree: /approve_{ $number }
staff-close-approval = <b>Case { $number } ({ $urgency })</b>: { $agency } proposes to close it.
    Outcome: { $outcome }. Child safe now: { $safe }.
    By command, in private: /approve_{ $number }
staff-approval-over = The proposal to close case { $number } does not stand any more: the case has changed since.
staff-approval-over-body = The proposal to close case { $number } does not stand any more: the agency that was to go on with the child no longer acts in the case. The lead can name another one and propose again.
staff-approval-over-class = The proposal to close case { $number } does not stand any more: the class of the case has changed. The lead can propose again.
staff-approval-over-lead = The proposal to close case { $number } does not stand any more: another agency leads now.
staff-closed = Case { $number } is closed.
staff-taken = You have acknowledged case { $number } for your agency. The card in your group says so too. To read it: /open_{ $number }
staff-why-in-group = Case { $number }: please choose the reason in your group, below the card.
staff-acked-toast = You have acknowledged case { $number }.
staff-declined-toast = Noted.
staff-write-kept = Nothing is open on your desk. Press Open on a card, or write /open NUMBER.
command-take = Acknowledge a case: /take 12
command-open = Open a case in private: /open 12
command-notours = Not ours: /notours 12
command-assess = Assess: /assess 12
command-reply = Answer the reporter: /reply 12
command-act = Record an action: /act 12
command-close = Close: /close 12
command-approve = Agree to close: /approve 12
command-cases = List of cases: /cases P1 late
command-case = One case: /case 12
command-overdue = Who is late
command-agencies = Who is reachable
command-institutions = Institutions that must report
command-stats = Numbers: /stats week
command-remind = Remind who is late: /remind 12
error-group-taken = This group belongs to another agency already. Each agency needs a group of its own.
error-invite-unknown = This link has been used or is too old. Please ask for a new one.
error-unknown-agency = The profile has no agency of that name.
error-unknown-language = I do not speak that language yet.
error-unknown-filter = I do not know every one of these words. Beside /cases I know: { $known }; and each kind of harm and each area by its name. For example /cases P1 late.
error-which-body = Please name the agency too, before or after the word.
error-unknown-period = Beside /stats I know these words, at most one of each kind: { $known }. For example /stats month P1. For the whole district also a kind of harm or a place.
error-numbers-being-counted = The cases from before the upgrade are being counted just now, so no number is shown yet. Please ask again in a minute.
error-numbers-not-counted = The cases from before the upgrade could not be counted, so no number can be shown now. The administrators have been told.
error-numbers-whole-district = A kind of harm or a place is counted for the whole district only, so that no number points at a child. Leave out the agency and the class.
error-too-many-words = That is too much at once. Please write at most { $limit } words beside /cases.
error-number-alone = Beside this command I know the number of a case and nothing else. Nothing was done.
error-no-words = This command stands alone. Please write it without words beside it.
error-one-word = Beside this command I know one word only. Nothing was done.
error-number-and-body = Beside this command I know the number of a case and the name of one agency.
error-unknown-words = I do not know these words here. I know: { $known }. Nothing was done.
error-not-in-case = That agency has nothing to do in this case. These have: { $known }.
error-number-wanted = Please write the case number too, for example /case 12.
error-case-lost = This case is not here any more. The line was brought back from an older backup, and this case came after it. Please tell a supervisor that you have it.
error-card-of-before = This card is from before the line was brought back from a backup. It is about another case. Please look at the newest card.
error-no-such-case = There is no such case for you.
error-case-closed = That case is closed.
error-anonymous-admin = You write as the group. Please switch off "remain anonymous" and try again, so that it is known who acts.
error-ask-the-lead = This is for the lead of the case. Please talk to them: /case shows who it is.
error-only-in-private = This works in private only. Open your chat with me and write the command there.
error-only-in-own-group = This works in an agency's own group only. Nothing was changed.
error-only-in-own-group-or-private = This does not work in this group. Use your own agency's group, or write the command to me in private.
error-only-in-oversight-or-private = This works in the oversight group or in private. Please write the command there.
error-reminded-already = This agency was reminded of this case within the last hour.
rule-T01 = danger now
rule-T02 = danger today or tonight
rule-T03 = danger not known
rule-T04 = urgent medical need or poison
rule-T05 = death or lasting injury
rule-T06 = self-harm
rule-T07 = missing or taken
rule-T08 = sexual contact, recent or within reach
rule-T09 = sexual harm
rule-T10 = online threat or meeting
rule-T11 = weapon, choking, locked in or threat to kill
rule-T12 = the person can reach the child
rule-T13 = child alone
rule-T14 = many bruises or very thin
rule-T15 = made to beg or work
rule-T16 = bullying
rule-T17 = staff still working with children
rule-T18 = reported by a child
rule-T19 = very young, or disability
rule-T20 = reported before
rule-T21 = alarming words
rule-T22 = nothing urgent known
rule-T23 = no other rule
rule-SG34 = files that may not be held
staff-rule = { $id } ({ $what })
