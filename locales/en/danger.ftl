# The danger path (Q-rules 1 and 2): every text here says only what is so at the moment when it is read (SG40).
# Facts: help-card-danger, help-card-self_harm_now: $police $ambulance $psychological $youth · lane-waits, hide-choice-waits,
#   begin-again-waits: $until (moment) · passed-on, resume-urgent: $number · alert-*: $acknowledge (duration) $police
#   tell-danger_sent, tell-left_alone: $number $police · alert-held: $held (duration)

## Whom to call
help-card-danger = <b>Call { $police } now</b> if someone may get hurt. Call <b>{ $ambulance }</b> if someone is hurt or ill.
help-card-danger-child = <b>Call { $police } now</b> if someone may get hurt. Call <b>{ $ambulance }</b> if someone is hurt or ill.
help-card-danger-teen = <b>Call { $police } now</b> if you may get hurt. Call <b>{ $ambulance }</b> if you are hurt or ill.
help-card-danger-peer = <b>Call { $police } now</b> if someone may get hurt. Call <b>{ $ambulance }</b> if someone is hurt or ill.
help-card-self_harm_now = Thank you for telling us. You are not alone with this.

    If you may get hurt now, call <b>{ $ambulance }</b>. Call <b>{ $psychological }</b> or <b>{ $youth }</b> to talk. Stay near someone you trust.

    You can go on here, or stop.
help-card-self_harm_now-child = Thank you for telling us. You are not alone with this.

    If you may get hurt now, call <b>{ $ambulance }</b>. Call <b>{ $psychological }</b> or <b>{ $youth }</b> to talk. Stay near someone you trust.

    You can go on here, or stop.

## Before anybody knows
lane-waits = Nobody has been told yet. As soon as you have chosen what kind of harm it is, the officers get it. If you stop before that, what you told goes to them at <b>{ CLOCK($until) }</b>.
lane-waits-child = Nobody has been told yet. If you stop here, your words go to helpers at <b>{ CLOCK($until) }</b>.
lane-waits-teen = Nobody has been told yet. If you stop here, your words go to helpers at <b>{ CLOCK($until) }</b>.

## Once the case is made
passed-on = We have it. Your case number is <b>{ $number }</b>. Further answers are added to it.
passed-on-child = We have it. Your number is <b>{ $number }</b>.
passed-on-teen = We have it. Your number is <b>{ $number }</b>.
lane-thanks = It was right to tell us. This is not your fault.

## How far the alert has come
alert-on_its_way = The alert is on its way to the officers. One of them should take it within { $acknowledge }.
alert-on_its_way-child = We are telling the helpers now. One should take it within { $acknowledge }.
alert-on_its_way-teen = We are telling the helpers now. One should take it within { $acknowledge }.
alert-told = The officers have got the alert. One of them should take it within { $acknowledge }.
alert-told-child = The helpers have been told. One should take it within { $acknowledge }.
alert-told-teen = The helpers have been told. One should take it within { $acknowledge }.
alert-taken = An officer has taken it.
alert-taken-child = A helper has taken it.
alert-taken-teen = A helper has taken it.
alert-late = No officer has taken it yet. We keep reminding them. If anyone is in danger, call <b>{ $police }</b> now.
alert-late-child = No helper has taken it yet, and we keep asking. Call <b>{ $police }</b> now if someone may get hurt.
alert-late-teen = No helper has taken it yet, and we keep asking. Call <b>{ $police }</b> now if you may get hurt.
alert-late-peer = No helper has taken it yet, and we keep asking. Call <b>{ $police }</b> now if someone may get hurt.
alert-held = Very many reports came from here, so somebody looks at this one first, within { $held }. If anyone is in danger, call <b>{ $police }</b> now.
alert-held-child = Somebody looks at this first, within { $held }. Call <b>{ $police }</b> now if someone may get hurt.
alert-held-teen = Somebody looks at this first, within { $held }. Call <b>{ $police }</b> now if you may get hurt.

## An officer may write here, for a while
button-may-write = An officer may write to me here
button-may-write-child = A helper may write to me here
button-may-write-teen = A helper may write to me here
may-write-on = We may write to you here now. It ends an hour after you leave, or with Hide.
may-write-off = We will not write to you here because of that button.
may-write-refused = You said that we should not write here. You can change that answer.
wrote-back = Kept. The officers are being told that you wrote.
wrote-back-child = We kept it. We are telling the helpers that you wrote.
wrote-back-teen = We kept it. We are telling the helpers that you wrote.

## The five words, asked for
button-five-words = Five words to come back with
five-words-later = You asked for them often. Please try again later.

## Told later, only where that is known to be safe (first 40 characters are neutral)
tell-danger_sent = News about number { $number }: what you told us is with us now. You can go on here. Call { $police } if things get worse.
tell-danger_sent-child = News about number { $number }: we have what you told. Call { $police } if it gets worse.
tell-danger_sent-teen = News about number { $number }: we have what you told. Call { $police } if it gets worse.
tell-left_alone = News about number { $number }: nobody has taken it yet. We keep reminding them. If anyone is in danger, call <b>{ $police }</b> now.
tell-left_alone-child = News about number { $number }: nobody has taken it yet. Call <b>{ $police }</b> now if someone may get hurt.
tell-left_alone-teen = News about number { $number }: nobody has taken it yet. Call <b>{ $police }</b> now if you may get hurt.
tell-left_alone-peer = News about number { $number }: nobody has taken it yet. Call <b>{ $police }</b> now if someone may get hurt.

## Hide, stop, begin again
hide-choice-waits = What you began is sent at { CLOCK($until) }, unless you delete it.
hide-choice-waits-child = What you began is sent at { CLOCK($until) }, unless you delete it.
hide-choice-sent = Keep your place here, or end?
hidden-sent = It was sent before, so it could not be deleted. This chat is clear.
hidden-sent-child = It was sent before, so we could not delete it. This chat is clear.
begin-again-waits = Nobody has been told yet. If you begin again, what you told is deleted and nobody gets it. If you do nothing, it is sent at <b>{ CLOCK($until) }</b>.
begin-again-waits-child = No one has been told yet. If you start new, we delete it, and no one gets it.
begin-again-waits-teen = No one has been told yet. If you start new, we delete it, and no one gets it.
already-sent = What you told before was already sent. You find it with /status.
already-sent-child = What you told before was already sent. Press /status to look.
already-sent-teen = What you told before was already sent. Press /status to look.
resume-urgent = You have told us about number <b>{ $number }</b>. You can go on and add more, or tell something new.
resume-urgent-child = You told us about number <b>{ $number }</b>. You can add more, or tell something new.
button-let-go-out = Let it be sent
button-keep-place = Keep my place
button-end = End here

## To officers
staff-story-may-write = The reporter has allowed messages here until { CLOCK($until) }. Each act of theirs makes that later, Hide ends it.
