# Kind answers when something cannot be done. Plain text: some are shown as a small notice over the chat.
# Facts: $limit (error-too-long) · $police $ambulance (apology, outage).

error-fault = Something went wrong on our side. Please try again.
error-conflict = That did not work just now. Please try again.
error-refused = That does not work here.
error-bad-answer = Please answer this one with the buttons, or in a few words.
error-not-an-option = Please choose one of the buttons.
error-answer-required = Please choose one. "I don't know" is fine too.
error-nothing-chosen = Please tap at least one. "I don't know" is fine too.
error-wrong-kind = Please use the buttons here.
error-too-long = This answer is full, so that message was not kept. Please add the rest after sending, or send a text file. The limit is { $limit } characters.
error-too-much-added = This was not kept: too much was added today. What came before is here, and tomorrow there is room again.
error-too-many-files = This file was not kept: there are too many. What came before is here.
error-illegal-step = That cannot be done at this point.
error-not-allowed = That is not open to you.
error-not-found = There is nothing here under that.
error-stale-button = That button is from an earlier screen. Please look at the newest message.
error-no-draft = Nothing is open here now. Send /start to begin, or /status to look.

## When our side failed: nothing was lost, and whom to call
apology = Something went wrong on our side. We are sorry. What you wrote before is kept. Please try again in a moment.
    In danger now? Call <b>{ $police }</b>. Hurt or ill? Call <b>{ $ambulance }</b>.

outage = Something is broken on our side just now. We are sorry. What you wrote waits for us. You need not write it again. If you pressed a button, please press it again later.
    In danger now? Call <b>{ $police }</b>. Hurt or ill? Call <b>{ $ambulance }</b>.

## More messages at once than are kept
too-many = So many messages at once: some new ones are not kept. Wait two minutes, then write again; in danger call { $police }.
too-many-over = I can read you again. Not kept: { $count }. Please send again what matters.

## Somebody who is no part of a talk
unknown-command = There is no such command. Please write in your own words. For numbers to call, send /help.

## Steps of an officer that casework does not list from here
error-copy-only-watches = Your agency has this case for supervision only. The lead acts on it.
error-already-acknowledged = Somebody of your agency has acknowledged this case already.
error-lead-cannot-decline = You lead this case, so it cannot be turned down. Another agency must take over the lead first.
error-ask-supervising = This is for { body-supervising } alone. Please ask them.
error-ask-police = This is for { body-supervising }, and for { body-police } where they lead the case.
error-ask-head-of-police = This is for { body-supervising }, and for the head of { body-police } where they lead the case.
error-ask-head = This is for the head of the lead agency, and for { body-supervising }. /case shows which agency leads.
error-ask-head-or-above = This is for the head of the lead agency, for supervisors and for { body-supervising }. /case shows which agency leads.
error-ask-heads = This is for the heads of the agencies that have the case, each for their own. /case shows which agencies.
error-ask-lead-officer = This is for an officer in the group of the lead agency, for supervisors and for { body-supervising }.
error-ask-the-agencies = This is for the agencies that work on the case. /case shows which.
error-ask-supports = This is for the agencies that support the case. /case shows which.
error-ask-officers = This is for the officers and heads of the agencies.
error-ask-officers-or-above = This is for the officers and heads of the agencies, and for supervisors.
error-not-asked-to-lead = This is for the agency that is asked to lead the case. Yours has not been asked.
error-not-handed-to-you = This is for the police officer to whom the case was handed over.
error-acknowledge-first = Please acknowledge the case first.
error-assess-first = Please assess the case first.
error-act-first = Please record a first action first.
error-answer-first = Please answer the reporter first.
error-nothing-to-approve = Nobody has proposed to close this case.
error-no-lower-class-waits = No lower class waits for an answer in this case.
error-second-person-needed = You proposed it. A second person must agree.
error-already-lead = That agency cannot take the lead of this case.
error-declined-already = Your agency is no longer part of this case.
error-own-words-count = The child told it in person, so credibility starts at 2.
