# Words shared by everybody: harms, bodies, areas, classes, states, outcomes, buttons, menus, how dates are written.
# Facts: $police $ambulance (bot-description).

## How this language writes moments and durations (Babel patterns)
format-moment = EEE d MMM, HH:mm
format-day = EEE d MMM
format-clock = HH:mm
format-unit = long
format-between = { " " }

## The bot itself: neutral, because anybody may look at the screen (SG14)
bot-name = District Line
bot-short-description = A line of the district. Press Start to write.
bot-description = A line of the district, open day and night. Press Start to write. In an emergency call { $police } or { $ambulance }.
command-start = Start
command-help = Numbers to call
command-status = What became of it
command-hide = Clear this chat
command-language = Language
command-info = Good to know
command-privacy = Who can read this
command-stop = Stop

## Harms, in the words of adults and of children
harm-sexual_contact = Sexual abuse
harm-sexual_contact-child = Touching that is not okay
harm-sexual_online = Sexual harm online
harm-sexual_online-child = Bad pictures or chats online
harm-assault = Assault, beating
harm-assault-child = Hitting or hurting
harm-bullying = Bullying
harm-bullying-child = Bullying by other kids
harm-domestic_violence = Violence at home
harm-domestic_violence-child = Hitting or shouting at home
harm-desertion = Deserted or left alone
harm-desertion-child = Left alone
harm-neglect = Neglect
harm-neglect-child = Not enough food or care
harm-abduction_missing = Missing or taken away
harm-abduction_missing-child = Someone is gone or was taken
harm-poisoning_drugging = Poisoned or drugged
harm-poisoning_drugging-child = Given bad food, pills or drugs
harm-forced_begging = Made to beg
harm-forced_begging-child = Made to beg
harm-child_labour = Child labour
harm-child_labour-child = Made to work
harm-self_harm = Self-harm or suicide
harm-self_harm-child = Wanting to hurt myself, or a friend does
harm-school_staff_abuse = Harm by school or training staff
harm-school_staff_abuse-child = A teacher or coach hurts kids
harm-emotional_or_exposure = Threats, drugs, bars, forced marriage
harm-emotional_or_exposure-child = Threats, drugs or bad places
harm-failure_to_report = Harm was hidden or not reported
harm-failure_to_report-child = Grown-ups know but do not help
harm-other = Something else
harm-other-child = Something else
harm-unknown = I don't know
harm-unknown-child = I don't know

## Two bodies as other texts speak of them; a profile may call them by their own names
body-police = the police
body-supervising = the supervising body

## Areas that every district has; its own are named in its profile
area-elsewhere = Somewhere else
area-unknown = Area not known

## Classes and states
urgency-P1 = P1 immediate
urgency-P2 = P2 high
urgency-P3 = P3 medium
urgency-P4 = P4 low
state-draft = Not sent yet
state-received = Received
state-acknowledged = Acknowledged
state-assessed = Assessed
state-in_progress = In progress
state-closed = Closed
state-merged = Joined with another case

## Outcomes
outcome-criminal_filed = Criminal case filed
outcome-public_order_case = Public order case
outcome-warning_letter_DV = Written warning for violence at home
outcome-protection_order = Protection order
outcome-temporary_guardianship = Temporary guardian
outcome-medical_or_psych_care = Medical or psychological care
outcome-school_measure = Measure by the school
outcome-family_support_or_aid = Support or aid for the family
outcome-legal_aid = Legal aid
outcome-official_held_to_account = Official held to account
outcome-referred_out = Passed to an agency outside the district line
outcome-harm_not_found = No harm found
outcome-insufficient_information = Too little to go on
outcome-false_report = False report

## Buttons of the talk
button-skip = Skip
button-done = Done
# Pages of a long list of options.
button-more-options = More ›
button-previous = ‹ Previous
button-back = Back
button-help = Help now
button-hide = Hide
button-send = Send
button-send-now = Send what I have
button-change = Change something
button-review = Check and send
button-stop = Stop and delete
button-go-on = Go on
button-begin-again = Begin again
button-read-more = Read more
button-share-place = Share where I am
button-share-phone = Share my phone number
button-follow = What became of it
button-add = Add more
button-more = More
button-keep-draft = Keep it for later
button-erase = Delete it
button-remove-copy = Remove it from this chat
button-info = Good to know
button-info-signs = Signs of harm
button-info-duty = The duty to report
button-info-after = After a report
button-info-privacy = Who can read this
button-language = Language
button-new-report = Tell something new
