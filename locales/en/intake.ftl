# Everything that a person who reports reads. Adult wording `q-<id>`, wording for under 14 `q-<id>-child`, of another child
# `-friend`; 14-17 of themselves `-teen`, where the adult wording does not fit.
# Every `q-` text may use the help numbers; only these do:
#   q-start: $police $ambulance · q-next_steps, next-steps-more (and -child): $acknowledge $reply $outcome (durations)
#   help-card-<medical|self_harm|words> (and -child): $police $ambulance $psychological $youth
#   help-line: $number $what · progress: $step $total · review-line: $question $answer · pieces-kept: $count
#   kept: $count · not-kept-too_large, not-kept-limit: $limit · received (and -child): $number $reply $outcome (moments)
#   received-urgent: $police $ambulance
#   status-line: $number $sent · status-step-…: $at (day) · status-dates: $reply $outcome · status-answer: $at $text · added: $number
#   tell-case_*: $number, and tell-case_answered $text · tell-apology: $number $due
#   tell-expired_soon: $until · resume: $step $total · hide-stays: none

## START, and where in danger
q-start = If someone is in danger now, call <b>{ $police }</b>. If someone is hurt or ill, call <b>{ $ambulance }</b>.

    This line is for children who are harmed or at risk. You do not have to be certain.

    Who is writing?
o-start-adult = I am an adult
o-start-child_self = I am under 18, it is about me
o-start-child_self-under_14 = I am under 14, it is about me
o-start-child_self-14_17 = I am 14 to 17, it is about me
o-start-child_other = I am under 18, it is about someone else
o-start-child_other-under_14 = I am under 14, it is about someone else
o-start-child_other-14_17 = I am 14 to 17, it is about someone else

q-danger = Is the child in danger right now?
q-danger-child = Are you in danger right now?
q-danger-teen = Are you in danger right now?
q-danger-peer = Is the child in danger right now?
q-danger-friend = Is the child in danger right now?
o-danger-yes_now = Yes, now
o-danger-maybe_today = Maybe today or tonight
o-danger-no = No
o-danger-unknown = Not sure

q-place_now = Where is the child now? Share a place or write it.
q-place_now-child = Where are you now? You can write it or press the button.
q-place_now-friend = Where is the child now? Write it, or press the button if you are there.
q-place_now-teen = Where are you now? Share a place or write it.
q-place_now-peer = Where is the child now? Share a place if you are there, or write it.

help-card-medical = <b>Call { $ambulance } now.</b> Stay with the child if that is safe for you. The people at { $ambulance } tell you what to do.

    You can go on here at the same time.
help-card-medical-child = <b>Call { $ambulance } now.</b> They will tell you what to do.

    Ask a grown-up near you to help. You can go on here later.
help-card-medical-teen = <b>Call { $ambulance } now.</b> The people there tell you what to do. Ask someone near you to help.

    You can go on here later.
help-card-self_harm = Thank you for telling us. Please do not leave the child alone now.

    <b>{ $psychological }</b> is there to talk. <b>{ $youth }</b> is there for young people. If a life is in danger, call <b>{ $ambulance }</b>.

    You can go on here, or stop.
help-card-self_harm-child = Thank you for telling us. You do not have to carry this alone.

    Call <b>{ $psychological }</b> to talk. <b>{ $youth }</b> is there for young people too. If you may get hurt now, call <b>{ $ambulance }</b>.

    You can go on here, or stop.
help-card-self_harm-friend = Thank you for telling us. You do not have to carry this alone. Please tell a grown-up you trust now.

    Call <b>{ $psychological }</b> to talk. <b>{ $youth }</b> is there for young people too. If someone may die or get hurt, call <b>{ $ambulance }</b>.

    You can go on here, or stop.
help-card-self_harm-teen = Thank you for telling us. You do not have to carry this alone.

    Call <b>{ $psychological }</b> to talk. <b>{ $youth }</b> is there for young people too. If you may get hurt now, call <b>{ $ambulance }</b>.

    You can go on here, or stop.
help-card-self_harm-peer = Thank you for telling us. You do not have to carry this alone. Please tell a grown-up you trust now.

    Call <b>{ $psychological }</b> to talk. <b>{ $youth }</b> is there for young people too. If someone may die or get hurt, call <b>{ $ambulance }</b>.

    You can go on here, or stop.
help-card-words = If anyone needs help right now, call <b>{ $police }</b> or <b>{ $ambulance }</b>. You can go on here.
help-card-words-child = Do you need help right now? Call <b>{ $police }</b> or <b>{ $ambulance }</b>. You can go on here.

## Help now
help-list = <b>Numbers to call</b>
help-line = <b>{ $number }</b> { $what }
help-list-end = You can go on here whenever you like.

## What kind of harm, and who writes
q-harms = What kind of harm do you know of or fear? Choose all that fit.
q-harms-teen = What has happened to you, or what do you fear? Choose all that fit.
q-harms-child = What is going wrong? Choose one or more.
q-harms-peer = What has happened to the child, or what do you fear? Choose all that fit.
q-who = Who are you?
o-who-parent = Parent or guardian
o-who-relative = Relative or neighbour
o-who-school = Kindergarten or school
o-who-training = Training centre
o-who-health = Health worker
o-who-social = Social or welfare worker
o-who-hotel = Hotel or guesthouse
o-who-organisation = Another organisation
o-who-person = Another person
o-who-undisclosed = I'd rather not say
q-age_reporter = How old are you?
q-age_reporter-child = How old are you?
o-age_reporter-under_14 = Under 14
o-age_reporter-14_17 = 14 to 17
q-organisation = Which organisation do you work for? Your work brings a duty to report. You may skip this and report as a private person.
q-post = What is your post there?
q-work_phone = Is there a work phone where officers can reach you?

## What happens next (Q07)
q-next_steps = <b>What happens next</b>

    Officers of this district read what you tell us. They share it with those who must protect the child, so we cannot promise to keep it secret. They do not tell the person you worry about who wrote to us.

    An officer takes it within { $acknowledge }. You get an answer within { $reply }, and a result within { $outcome }.

    This chat runs on Telegram. Telegram can read it too.
q-next_steps-teen = <b>What happens next</b>

    People who keep children safe read what you tell us. They share it with others who must help, so we cannot promise to keep it secret. They do not tell the person you worry about who wrote to us.

    Someone takes it within { $acknowledge }. You get an answer within { $reply }, and a result within { $outcome }.

    This chat runs on Telegram. Telegram can read it too.
q-next_steps-child = People who keep children safe will read this. They may need to tell others who can help.

    We cannot keep it secret from them. We never write to the person you worry about.

    Someone looks at it within { $acknowledge }. You get an answer within { $reply }.
o-next_steps-go_on = Go on
o-next_steps-read_more = Read more
o-next_steps-stop = Stop and delete
next-steps-more = <b>Who can see what</b>
    The groups of the officers see only a number, the kind of harm, an age range and an area. Your words and files are shown only to officers of this case, one by one, and each look is written down. If you leave a name or a phone, they are kept apart. The police in charge and { body-supervising } can learn them only when two people agree.

    <b>What Telegram can see</b>
    Chats with a bot are not sealed from end to end. Telegram has a copy, and so has any phone that is signed in to your account.

    <b>When</b>
    An officer takes it within { $acknowledge }. You get an answer within { $reply }, and a result within { $outcome }. If we are late, people above them are told.
next-steps-more-teen = <b>Who can see what</b>
    The groups of the officers see only a number, the kind of harm, an age range and an area. Only officers of your case read your words, and each look is written down.

    <b>What Telegram can see</b>
    Telegram has a copy of this chat, and so has any phone that is signed in to your account. You can press Hide at any time.

    <b>When</b>
    Someone takes it within { $acknowledge }. You get an answer within { $reply }, and a result within { $outcome }. If we are late, people above them are told.
next-steps-more-child = Helpers see a number first. Only those who help you read your words.

    Telegram has a copy of this chat. Anyone with your phone can read it. You can press Hide at any time.

    Someone looks at it within { $acknowledge }. You get an answer within { $reply }. It may take up to { $outcome } in all.
stopped = It is deleted. You can write here again at any time.

## The story
q-story = Please tell us what you saw, heard or were told, in your own words. If a child told you, use the child's words. Send as many messages as you like, then press Done.
q-story-child = Tell us what happened, in your own words. You can stop at any time.
q-story-teen = Please tell us what happened, in your own words. You can stop at any time. Send as many messages as you like, then press Done.
pieces-kept = { $count ->
    [one] Kept. Write more, or press Done.
   *[other] Kept, { $count } messages. Write more, or press Done.
    }
after-story = Thank you. This helps.
after-story-child = Thank you for telling us. This is not your fault. You can stop at any time. Next come a few short questions.
after-story-teen = Thank you for telling us. This is not your fault. You can stop at any time. Next come some short questions.

## The child
q-age = How old is the child?
q-age-child = How old is the child?
o-age-0_3 = 0-3 years
o-age-4_6 = 4-6 years
o-age-7_10 = 7-10 years
o-age-11_13 = 11-13 years
o-age-14_15 = 14-15 years
o-age-16_17 = 16-17 years
o-age-unknown = Age not known
q-sex = Is the child a girl or a boy?
q-sex-teen = Are you a girl or a boy?
q-sex-peer = Is the child a girl or a boy?
o-sex-girl = Girl
o-sex-boy = Boy
o-sex-unknown = Other, or I don't know
q-disability = Does the child live with a disability?
q-disability-teen = Do you live with a disability?
q-disability-peer = Does the child live with a disability?
q-whereabouts = Where is the child now, and is the person you worry about there too?
q-whereabouts-teen = Where are you now, and is the person you worry about there too?
q-whereabouts-peer = Where is the child now, and is the person you worry about there too?
o-whereabouts-with_person = With the person I worry about
o-whereabouts-same_home = In the same home
o-whereabouts-safe = Safe with someone
o-whereabouts-at_school = At school
o-whereabouts-hospital = In hospital
o-whereabouts-alone = Alone
o-whereabouts-missing = Missing
q-safe_now = Are you in a safe place now?
q-safe_now-child = Are you in a safe place now?
q-safe_now-friend = Is the child in a safe place now?
o-safe_now-unknown = Not sure
q-last_time = When did it last happen?
o-last_time-now = It is happening now
o-last_time-today = Today
o-last_time-days_3 = 2 or 3 days ago
o-last_time-week = This week
o-last_time-month = This month
o-last_time-year = This year
o-last_time-earlier = Before this year
q-how_often = Did it happen before?
o-how_often-once = Only once
o-how_often-several = A few times
o-how_often-often = Often
q-medical = Is a doctor needed? Choose what you know.
q-medical-teen = Do you need a doctor? Choose what fits.
q-medical-peer = Is a doctor needed? Choose what you know.
o-medical-unconscious = Hard to wake, or hard to breathe
o-medical-unconscious-teen = Hard to breathe, or I passed out
o-medical-unconscious-peer = Hard to wake, or hard to breathe
o-medical-bleeding = Heavy bleeding, broken bone, burn
o-medical-poison = Took or was given poison or drugs
o-medical-poison-teen = Took or was given poison or drugs
o-medical-private_injury = Injury to private parts
o-medical-pregnant = Pregnant
o-medical-self_harm = Speaks of suicide or self-harm
o-medical-self_harm-teen = Thoughts of suicide or self-harm
o-medical-self_harm-peer = Speaks of suicide or self-harm
o-medical-lasting = Died, or lasting injury
o-medical-lasting-teen = An injury that does not heal
o-medical-lasting-peer = Died, or lasting injury
o-medical-bruises = Many bruises, or very thin
o-medical-none = Nothing seen
o-medical-none-teen = None of these
o-medical-none-peer = Nothing seen
q-doctor = Is a doctor needed?
q-doctor-child = Do you need a doctor?
q-doctor-friend = Does the child need a doctor?
o-doctor-unknown = Not sure

## The person one worries about
q-link = Is there a person you worry about? What is the link of that person to the child?
q-link-child = Is there a person you are worried about? You do not have to say who.
q-link-teen = Is there a person you worry about? Who is that person to you?
q-link-peer = Is there a person you worry about? What is the link of that person to the child?
o-link-parent = Parent or guardian
o-link-family = Someone else in the family
o-link-school_staff = School or training staff
o-link-student = Other students
o-link-neighbour = Neighbour or someone known
o-link-employer = Employer
o-link-online = Someone online
o-link-official = Public official
o-link-police = Police
o-link-stranger = Stranger
o-link-parent-child = Mum, dad, or another carer
o-link-family-child = Someone else in the family
o-link-school_staff-child = A teacher or coach
o-link-student-child = Other kids
o-link-neighbour-child = A neighbour or someone known
o-link-employer-child = A boss
o-link-online-child = Someone online
o-link-official-child = Someone from an office
o-link-police-child = Police
o-link-stranger-child = A stranger
q-official_body = Which office does that person work for? Then that office does not get this.
q-access = Could somebody you worry about get to the child in the next 24 hours?
q-access-child = Could this person come to you today or tomorrow?
q-access-friend = Can this person get to the child by tomorrow?
q-access-teen = Could that person reach you in the next 24 hours?
q-access-peer = Could that person get to the child in the next 24 hours?
q-violence = Is any of this part of it? Choose what you know.
o-violence-weapon = A weapon
o-violence-choking = Choking
o-violence-locked_in = Locked in
o-violence-threat_to_kill = Threat to kill
o-violence-none = None of these
q-person = Is there a name, or anything that helps find the person you worry about?

## Where, and whom it is about
q-scene = Where did it happen?
o-scene-home = At home
o-scene-school = At school
o-scene-training = Training centre
o-scene-dormitory = Dormitory
o-scene-hotel = Hotel
o-scene-public = Public place
o-scene-online = Online
o-scene-work = At work
o-scene-other = Somewhere else
q-scene_detail = Which place was it? Write it or share it on the map.
q-area = Which part of the district?
q-child_name = What are the child's name, school and class? Anything that helps find the child is good.
q-child_name-child = What name may we use? It can be a nickname.
q-child_name-friend = What is the child's name and school? A nickname is fine.
q-child_name-teen = What are your name, school and class? A nickname is fine too.
q-child_name-peer = What are the child's name, school and class? A nickname is fine too.
q-others_at_risk = Are other children at risk?
q-who_knows = Who knows of it already? Choose all that fit, or write it.
o-who_knows-police = Police
o-who_knows-school = School
o-who_knows-doctor = A doctor
o-who_knows-family = Family
o-who_knows-nobody = Nobody yet

## Files
q-files_declared = Do you already have files that help, such as screenshots, letters or recordings? Please do not take new pictures of a child's body.

    Does any file show private parts or a sexual act?
q-files_declared-teen = Do you already have files that help, such as screenshots, letters or recordings? Please do not take new pictures of your body.

    Does any file show private parts or a sexual act?
q-files_declared-peer = Do you already have files that help, such as screenshots, letters or recordings? Please do not take new pictures of a body.

    Does any file show private parts or a sexual act?
o-files_declared-no = I have files, nothing like that
o-files_declared-yes = Yes, one does
o-files_declared-none = I have no files
q-files = Please send the files you already have. Press Done when you are ready.
kept = { $count ->
    [one] Kept: 1 file.
   *[other] Kept: { $count } files.
    }
not-kept-too_large = That file is too large for this chat. The limit is { $limit } MB. Please keep it on your phone. Tell us in a few words what is in it, and an officer can take it over.
not-kept-too_large-child = That file is too big for us. Keep it on your phone and tell us what is in it.
not-kept-too_large-teen = That file is too large. The limit is { $limit } MB. Please keep it on your phone, and tell us what is in it.
not-kept-wrong_type = That kind of file cannot be taken here. Pictures, videos, recordings, PDF, Word and plain text work. Please tell us in a few words what is in it.
not-kept-wrong_type-child = We cannot take that kind of file. Please tell us in words what is in it.
not-kept-failed = That file did not reach us. Please send it once more. Nothing else is lost.
not-kept-failed-child = That file did not reach us. Please send it once more.
not-kept-limit = There is room for { $limit } files, and it is full. Please keep the rest on your phone for the officers.
not-kept-limit-child = We cannot take more files. Please keep the rest on your phone.
not-kept-refused = We did not take { $what }. Please send nothing like that here. Do not send { $it } on, copy or delete { $it }. Keep the phone safe. { $with_police ->
    [yes] The police will look at { $it } with you.
   *[no] Those who look into this will need { $it }.
    } You can write the link or the account name instead.
not-kept-refused-teen = We did not take { $what }. You are not in trouble. Please do not send { $it } on, copy or delete { $it }. Keep the phone safe. { $with_police ->
    [yes] The police will look at { $it } with you.
   *[no] Those who look into this will need { $it }.
    } You can write the link or the account name instead.
not-kept-refused-child = Please do not send { $what }. You are not in trouble. A safe person will help you.
files-refused = Then please do not send it here. Do not send it on, copy it or delete it. Keep the phone safe. { $with_police ->
    [yes] The police will look at it with you.
   *[no] Those who look into this will need it.
    } You can write the link or the account name here instead.
files-refused-teen = Then please do not send it here. You are not in trouble. Do not send it on, copy it or delete it. Keep the phone safe. { $with_police ->
    [yes] The police will look at it with you.
   *[no] Those who look into this will need it.
    } You can write the link or the account name here instead.
files-refused-child = Please do not send that picture. You are not in trouble. A safe person will help you.
files-later = Please keep those files on your phone for now. { $with_police ->
    [yes] The police will look at them with you.
   *[no] Those who look into this will need them.
    }
files-later-teen = Please keep those files on your phone for now. { $with_police ->
    [yes] The police will look at them with you.
   *[no] Those who look into this will need them.
    }
files-later-child = Please keep those files on your phone. A safe person will help you.
copy-offer = Telegram keeps a copy in this chat. We can remove it here. The one on your phone stays.
copy-removed = It is removed from this chat.

## May we write, and who are you
q-contact = May we write to you here? Please think of who else can read this phone.
q-contact-teen = May we write to you here? Please think of who else can read this phone.
q-contact-child = Is it safe if we write to you here?
o-contact-yes = Yes
o-contact-times = Only at certain times
o-contact-times-morning = Only 07:00 to 12:00
o-contact-times-afternoon = Only 12:00 to 18:00
o-contact-times-evening = Only 18:00 to 22:00
o-contact-no = No
o-contact-unknown = I don't know
q-contact_hours = When is it safe to write?
q-contact_hours-child = When is it safe to write?
o-contact_hours-morning = 07:00 to 12:00
o-contact_hours-afternoon = 12:00 to 18:00
o-contact_hours-evening = 18:00 to 22:00
q-contact_phone = Would you like to leave a phone number?
q-reporter_name = What is your name? Only the police in charge and { body-supervising } can learn it, when two people agree, unless you allow more.
q-reporter_name-again = Your work brings a duty to report, so your name helps the police. You can still skip this.

## Modules
q-missing_since = Since when has the child been missing?
o-missing_since-today = Since today
o-missing_since-days_3 = 1 to 3 days
o-missing_since-longer = Longer
q-missing_kind = What do you know about it?
o-missing_kind-taken = Taken by someone
o-missing_kind-bought = Bought or sold
o-missing_kind-unknown_origin = Nobody knows where the child is from
o-missing_kind-left = Got lost or ran away
q-last_seen = Where was the child last seen? Clothes and company help too.
q-online_account = Which app and which account? A link or a name is enough.
q-online_threat = Have pictures been asked for, or is there a threat to share them?
o-online_threat-publish_now = A threat to share them
o-online_threat-demanded = Pictures were asked for
o-online_threat-no = Neither
q-online_meeting = Is a meeting planned?
o-online_meeting-within_24h = Within 24 hours
o-online_meeting-later = Later
q-bullies = How many take part?
o-bullies-one_or_two = One or two
o-bullies-three_or_more = Three or more
q-bullying_signs = Is any of this part of it? Choose what you know.
o-bullying_signs-injured = Somebody got hurt
o-bullying_signs-sexual = Sexual acts or words
o-bullying_signs-filmed = It was filmed or put online
o-bullying_signs-extortion = Money or things were taken
o-bullying_signs-none = None of these
q-school_knows = Does the school know?
q-alone_since = Since when has the child been alone?
q-alone_since-teen = Since when have you been alone?
q-alone_since-peer = Since when has the child been alone?
o-alone_since-today = Since today
o-alone_since-days_3 = 1 to 3 days
o-alone_since-week = About a week
o-alone_since-longer = Longer
q-food_heat = Is there food and a warm place?
q-food_heat-teen = Do you have food and a warm place?
q-food_heat-peer = Is there food and a warm place?
q-carer = Is there someone who could take care of the child?
q-carer-teen = Is there someone who could take care of you?
q-carer-peer = Is there someone who could take care of the child?
q-poison_what = What was it, and how much? Keep the rest and the packing, if you can.
q-poison_when = When was it taken?
o-poison_when-now = Just now
o-poison_when-today = Today
o-poison_when-earlier = Earlier
q-ambulance = Has an ambulance been called?
q-work_place = Where does the child work or beg?
q-work_place-teen = Where do you work or beg?
q-work_place-peer = Where does the child work or beg?
q-work_hours = On which days and at which hours?
q-adult_nearby = Is an adult nearby who watches?
q-still_teaching = Does the member of staff still work with children?
q-told_whom = Who has been told of it so far?
q-self_harm_now = Are you thinking about hurting yourself?
q-self_harm_now-child = Are you thinking about hurting yourself?
o-self_harm_now-yes_now = Yes, and I am not safe now
o-self_harm_now-yes = Yes
o-self_harm_now-no = No
o-self_harm_now-unknown = I don't want to say
q-self_harm_signs = What do you know about self-harm?
q-self_harm_signs-teen = What fits you best?
q-self_harm_signs-peer = What do you know about self-harm?
o-self_harm_signs-attempt = There was an attempt
o-self_harm_signs-attempt-teen = I have tried
o-self_harm_signs-attempt-peer = There was an attempt
o-self_harm_signs-plan = There is a plan
o-self_harm_signs-plan-teen = I have a plan
o-self_harm_signs-plan-peer = There is a plan
o-self_harm_signs-speaks = There was talk of it
o-self_harm_signs-speaks-teen = I think or talk of it
o-self_harm_signs-speaks-peer = There was talk of it
q-exposure_kind = What is part of it? Choose all that fit.
o-exposure_kind-threats = Threats
o-exposure_kind-drugs = Drugs
o-exposure_kind-bars = Bars, clubs, gambling
o-exposure_kind-forced_marriage = Forced marriage
o-exposure_kind-out_of_school = Not in school
o-exposure_kind-street = Lives on the street
q-unit_kind = What kind of place knew of it and did not report?
o-unit_kind-school = School or training centre
o-unit_kind-health = Hospital or clinic
o-unit_kind-social = Welfare or social work
o-unit_kind-hotel = Hotel or guesthouse
o-unit_kind-other = Another place
q-unit_name = What is it called?

## Yes and no where a language has its own words for them
o-doctor-yes = Yes
o-doctor-no = No
o-safe_now-yes = Yes
o-safe_now-no = No
o-access-yes = Yes
o-access-no = No
o-access-yes-child = Yes
o-access-no-child = No
o-disability-yes = Yes
o-disability-no = No
o-others_at_risk-yes = Yes
o-others_at_risk-no = No
o-school_knows-yes = Yes
o-school_knows-no = Not yet
o-school_knows-unknown = I don't know
o-food_heat-yes = Yes
o-food_heat-no = No
o-ambulance-yes = Yes
o-ambulance-no = Not yet
o-adult_nearby-yes = Yes
o-adult_nearby-no = No
o-still_teaching-yes = Yes
o-still_teaching-no = No
o-online_meeting-no = No

## Options that many questions share
o-yes = Yes
o-no = No
o-unknown = I don't know
o-none = None
o-other = Something else
o-skip = Skip
o-chosen = ✓ { $option }
# Above a question whose options stand on pages. Facts: $answer (what is ticked on other pages)
ticked = Also chosen: { $answer }

## Progress and review
progress = { $step } of about { $total }
answer-place = a place on the map
answer-files = { $count ->
    [one] 1 file
   *[other] { $count } files
    }
q-review = Please check, then send. You can change anything.
q-review-child = Press Send when you are ready. You can change anything.
# In place of Send. Facts: $answer (the questions that are missing)
review-too-little = It cannot be sent yet.
review-missing = Please answer: { $answer }.
review-missing-one-of = Please answer one of these: { $answer }.
review-line = <b>{ $question }</b>: { $answer }
review-hidden = What you told before is kept. It is not shown here.
review-nothing = Nothing is answered yet.
review-which = Which answer would you like to change?
heading-start = Who is writing
heading-danger = Danger now
heading-place_now = Where now
heading-harms = What kind
heading-who = You are
heading-age_reporter = Your age
heading-organisation = Organisation
heading-post = Post
heading-work_phone = Work phone
heading-next_steps = What happens next
heading-story = In your words
heading-age = Age
heading-sex = Girl or boy
heading-disability = Disability
heading-whereabouts = Where and with whom
heading-safe_now = Safe place
heading-last_time = Last time
heading-how_often = How often
heading-medical = Doctor
heading-doctor = Doctor
heading-link = Person
heading-official_body = Office
heading-access = Person comes near
heading-violence = Part of it
heading-person = About the person
heading-scene = Where it happened
heading-scene_detail = The place
heading-area = Area
heading-child_name = Name
heading-others_at_risk = Other children
heading-who_knows = Who knows
heading-files_declared = Files you have
heading-files = Files
heading-contact = Write to you here
heading-contact_hours = Safe times
heading-contact_phone = Phone
heading-reporter_name = Your name
heading-missing_since = Missing since
heading-missing_kind = Missing how
heading-last_seen = Last seen
heading-online_account = Account
heading-online_threat = Pictures
heading-online_meeting = Meeting
heading-bullies = How many
heading-bullying_signs = Part of it
heading-school_knows = School knows
heading-alone_since = Alone since
heading-food_heat = Food and warmth
heading-carer = Who could care
heading-poison_what = What was taken
heading-poison_when = When taken
heading-ambulance = Ambulance
heading-work_place = Where
heading-work_hours = Hours
heading-adult_nearby = Adult nearby
heading-still_teaching = Still works with children
heading-told_whom = Told so far
heading-self_harm_now = Hurting yourself
heading-self_harm_signs = Self-harm
heading-exposure_kind = Part of it
heading-unit_kind = Which place
heading-unit_name = Its name

## Received
received = Received. Your case number is <b>{ $number }</b>.

    You get an answer by <b>{ DAY($reply) }</b>, and a result by <b>{ DAY($outcome) }</b>. With /status you can look at it and add more at any time.
received-teen = Received. Your number is <b>{ $number }</b>.

    Thank you for telling us. This is not your fault. You can stop now, or add more.

    You get an answer by <b>{ DAY($reply) }</b>, and a result by <b>{ DAY($outcome) }</b>. With /status you can look at it and add more at any time.
received-child = We have it. Your number is <b>{ $number }</b>.

    Thank you. This is not your fault. You can stop now, or add more.

    You get an answer by <b>{ DAY($reply) }</b>. We finish by <b>{ DAY($outcome) }</b> at the latest. Press /status to look.
received-urgent = If it gets worse, call <b>{ $police }</b> or <b>{ $ambulance }</b> at once.
received-urgent-child = If it gets worse, call <b>{ $police }</b> or <b>{ $ambulance }</b> right away.
received-contact-yes = We write here when there is news.
received-contact-times = We write here only at the times you chose.
received-contact-times-child = We write here only at the times you chose.
received-contact-times-teen = We write here only at the times you chose.
received-contact-no = We will not write to you first. Look with /status when it is safe.
received-contact-unknown = We will not write to you first. Look with /status when it is safe.
received-hide = To clear this chat, send /hide.

## Own reports afterwards
status-head = <b>What you told us</b>
status-head-child = <b>What you told us</b>
status-head-teen = <b>What you told us</b>
status-none = There is nothing here yet. Send /start to begin.
status-none-child = There is nothing here yet. Send /start to begin.
status-begun = What you began here is kept, and not sent yet. To go on, send /start.
status-begun-child = We kept what you began. It is not sent yet: press /start to go on.
status-begun-teen = We kept what you began. It is not sent yet: send /start to go on.
status-begun-goes = What you began here is kept. It goes to the officers at { CLOCK($at) }. To go on, send /start.
status-begun-goes-child = We kept what you began. It goes to helpers at { CLOCK($at) }.
status-begun-goes-teen = We kept what you began. It goes to the officers at { CLOCK($at) }.
status-line = <b>{ $number }</b> · { $sent }
status-dates = Answer by { DAY($reply) }, result by { DAY($outcome) }.
status-dates-child = You get an answer by { DAY($reply) }. We finish by { DAY($outcome) }.
status-answer = { $at }: { $text }
status-step-untaken = Received. No officer has taken it yet.
status-step-untaken-child = We have it. No helper has taken it yet.
status-step-taken = Taken by an officer on { DAY($at) }.
status-step-taken-child = A helper took it on { DAY($at) }.
status-step-looked = Officers looked at it closely on { DAY($at) }.
status-step-looked-child = Helpers looked at it closely on { DAY($at) }.
status-step-begun = Officers began to work on it on { DAY($at) }.
status-step-begun-child = Helpers began to work on it on { DAY($at) }.
status-step-reopened = Opened again on { DAY($at) }.
status-step-reopened-child = It was opened again on { DAY($at) }.
status-step-waits = It waits for another officer now.
status-step-waits-child = It waits for another helper now.
status-step-merged = It is handled together with another one.
status-step-merged-child = Helpers look at it together with another one.
add-ask = Please write or send what you want to add to <b>{ $number }</b>. Press Done when you are ready.
add-ask-child = Write or send what you want to add to <b>{ $number }</b>. Press Done at the end.
added = Added to <b>{ $number }</b>. It goes to the officers who have it.
added-child = We added it to number <b>{ $number }</b>. It goes to the people who help.
added-teen = We added it to number <b>{ $number }</b>. It goes to the officers who have it.
added-kept = Added to <b>{ $number }</b>.
added-kept-child = We added it to number <b>{ $number }</b>.
added-closed = Thank you. That is kept with <b>{ $number }</b>, which is closed. If something has happened, please write it here.
added-closed-child = Thank you, we kept that. If something has happened, please write it here.
# Facts: $number · reopened-told (and -teen): also $bodies, $reply (moment); reopened-told-child: also $reply
reopened = Added to <b>{ $number }</b>. The case was closed. It is open again and goes to the officers now.
reopened-teen = Added to <b>{ $number }</b>. It was closed and is open again.
reopened-child = We added it to number <b>{ $number }</b>. It was closed and is open again.
reopened-told = Added to <b>{ $number }</b>. The case was closed. It is open again. These have been told: { $bodies }.

    You get an answer by <b>{ DAY($reply) }</b>.
reopened-told-teen = Number <b>{ $number }</b> is open again. These have been told: { $bodies }.

    You get an answer by <b>{ DAY($reply) }</b>.
reopened-told-child = Number <b>{ $number }</b> is open again, and helpers have been told.

    You get an answer by <b>{ DAY($reply) }</b>.
# Words that nobody asked for. Facts: about-ask $number $at (moment)
about-ask = Thank you, that is kept. Is it about <b>{ $number }</b>, or something new? If you choose nothing, it goes to { $number } at { CLOCK($at) }.
about-ask-child = Is this about number <b>{ $number }</b>, or something new? If you choose nothing, we add it there at { CLOCK($at) }.
about-ask-teen = Is this about number <b>{ $number }</b>, or something new? If you choose nothing, it goes there at { CLOCK($at) }.
added-stop = Noted for <b>{ $number }</b>. What was sent cannot be taken back, and officers look at it. If someone presses you to stop, please write that here.
added-stop-child = We noted it. What you sent stays with us. If someone wants you to stop, write that here.
added-stop-teen = We noted it for <b>{ $number }</b>. What you sent stays with us. If someone presses you to stop, write that here.

## Told later, only if the person said that it is safe (first 40 characters are neutral)
tell-expired_soon = You began to write here. You can go on until { $until }. After that it is deleted.
canned-looking_into_it = Officers are looking into it. Please write here if anything changes.
canned-looking_into_it-child = Helpers look into it now. Write here if things change.
canned-looking_into_it-short = We are looking into it
canned-child_is_safe = Officers have been there, and the child is safe now. They stay in touch. If something happens again, please write here.
canned-child_is_safe-child = Helpers say that you are safe now. If something happens again, write here.
canned-child_is_safe-friend = Helpers say that the child is safe now. If something happens again, write here.
canned-child_is_safe-teen = Officers say that you are safe now. They stay in touch. If something happens again, please write here.
canned-child_is_safe-peer = Officers have been there, and the child is safe now. If something happens again, please write here.
canned-child_is_safe-short = The child is safe
canned-need_more = It would help to know more. If you can do so safely, please add what you know: when, where, and who else may know.
canned-need_more-child = We would like to know more. If it is safe, write when and where.
canned-need_more-teen = It would help to know more. If it is safe for you, write when, where, and who else knows.
canned-need_more-short = Please add more
canned-passed_on = Those who can act on this have it now and are at work.
canned-passed_on-child = The people who can help have it now.
canned-passed_on-short = Passed on
canned-thank_you = Thank you for telling us. It helped to see what to do next.
canned-thank_you-child = Thank you for telling us. That helped us a lot.
canned-thank_you-teen = Thank you for telling us. It helped to see what to do next.
canned-thank_you-short = Thank you

## Hide, resume, expiry
hide-choice = Shall we keep what you began, or delete it?
hide-choice-child = Keep what you began, or delete it?
hidden = Done. You can write here at any time.
hide-stays = What stays: the name of this chat in your list, messages older than 48 hours, the Telegram app, and other phones or computers signed in to your account. You can delete the chat in Telegram too. What you have sent stays with the officers.
hide-stays-teen = What stays: the name of this chat in your list, messages older than 48 hours, the Telegram app, and other phones signed in to your account. You can delete the chat in Telegram too. What you have sent stays with us.
hide-stays-child = Some things stay. Old messages and this chat's name stay. So does the app. Other phones may still show this. What you sent stays with us. You can delete the chat in Telegram.
resume-hidden = Go on, or begin again?
resume = You were at { $step } of about { $total }. Go on, or begin again?
begin-again-ask = What you began will be deleted. Begin again?
language-choice = Choose your language.
language-set = From now on this chat is in English.
ask-location = To share where you are, press the button below.
ask-contact = To share your phone number, press the button below.
