# The information menu: signs, duty, what follows a report, privacy.
# Facts: info-after $acknowledge $reply $outcome (durations) · info-privacy $draft $draft_organisation $case_kept (durations)

info-menu = <b>Good to know</b>

    What would you like to read?

info-signs = <b>Signs that a child may need help</b>

    <b>You may see</b>
    • bruises or burns again and again, or stories that change
    • a child who is hungry, dirty, very thin or often ill
    • a child who is often alone, or not in school
    • sudden fear of a person, a place or going home
    • new money, gifts or a phone that nobody can explain
    • cuts on the arms, or talk of wanting to die

    <b>You may hear</b>
    • a child tells a part of it, then stops
    • screams, threats or crying at night

    One sign alone may mean nothing. You do not have to be certain. Tell what you saw, and others will look at it.

    <b>If a child tells you</b>
    • Stay calm and listen. Let the child use its own words.
    • Say that it was right to tell.
    • Do not ask again and again. Trained people will ask once.
    • Do not look at the child's body, and do not talk to the person it is about.
    • Write down the child's words as they were.
info-signs-child = <b>What is not okay</b>

    • Someone hits you, hurts you or scares you.
    • Someone touches you, and you do not like it.
    • Someone online asks for things you do not like.
    • You are often hungry, cold or alone.
    • You feel so bad that you want to hurt yourself.

    You can tell us about any of these. It is not your fault.
info-signs-teen = <b>Signs that someone may need help</b>

    • Someone hits, hurts or threatens you or a friend.
    • Someone touches you in a way you do not want.
    • Someone asks you for pictures, or threatens to share them.
    • You or a friend are often hungry, alone, or afraid to go home.
    • You or a friend think of suicide or self-harm.

    One sign alone may mean nothing. You do not have to be certain. If a friend tells you something, listen, and tell an adult you trust or us.

info-after = <b>After a report</b>

    1. You get a number at once. The right offices of the district are told within seconds.
    2. An officer takes it within { $acknowledge }. If nobody does, people above them are told.
    3. The offices judge how grave it is and act together: police, schools, doctors, social workers.
    4. You get an answer within { $reply }, and a result within { $outcome }.
    5. It is closed only when two people agree.

    You can look at it with /status and add more. You may not hear what was done about other people. They are protected too.
info-after-child = <b>After you tell us</b>

    1. You get a number at once.
    2. A helper looks at it within { $acknowledge }.
    3. You get an answer within { $reply }.
    4. It may take up to { $outcome } in all.

    Press /status to look, or to add more.
info-after-teen = <b>After you tell us</b>

    1. You get a number at once.
    2. Someone takes it within { $acknowledge }. If nobody does, people above them are told.
    3. Police, schools, doctors and social workers may act together.
    4. You get an answer within { $reply }, and a result within { $outcome }.
    5. It is closed only when two people agree.

    You can look at it with /status and add more.

info-privacy = <b>Who can read this</b>

    <b>Telegram</b> carries this chat and can read it. It is not sealed from end to end. Anyone with your phone can read it too.

    <b>Our servers</b> keep your words, files and name sealed. They can be opened only for the officers of your case.

    <b>Groups of officers</b> see a number, the kind of harm, an age range and an area. No names, no words, no files.

    <b>Officers of the case</b> read your words in a private chat. Each look is written down.

    <b>Your name and phone</b> stand apart from what you told. Only the police in charge and { body-supervising } can learn them or your account. One person must say what for, and a second one must agree. Then we tell you, or show it with /status, unless that would bring danger or harm the inquiry. You can let more be known at any time.

    <b>We do not</b> tell the child's family, school or the person you worry about that you wrote. We cannot promise that nobody will ever guess it.

    <b>How long</b>
    What you began and did not send is deleted after { $draft }, for organisations after { $draft_organisation }. A closed case is kept for { $case_kept }.

    <b>/hide</b> clears this chat of the last 48 hours. It cannot remove the chat's name from your list, older messages, or what other phones signed in to your account show.
info-privacy-child = <b>Who can read this</b>

    Only people who help you can open your words. Each look is written down.

    Telegram has a copy of this chat. Anyone with your phone can read it.

    We do not tell your family or your school that you wrote. They may still guess it.

    What you do not send goes after { $draft }. When it is finished, we keep it for { $case_kept }.

    /hide clears the last 48 hours here. Other phones may still show them.
info-privacy-teen = <b>Who can read this</b>

    <b>Telegram</b> carries this chat and can read it. Anyone with your phone can read it too.

    <b>Our servers</b> keep your words and files sealed. They can be opened only for the people of your case.

    <b>Groups of officers</b> see a number, the kind of harm, an age range and an area. No names, no words, no files.

    <b>Who you are</b> stands apart from what you told. The police in charge and { body-supervising } can learn your account only when two people agree. Then we tell you, or show it with /status, unless that would bring danger.

    <b>We do not</b> tell your family, your school or the person you worry about that you wrote. We cannot promise that nobody will ever guess it.

    What you began and did not send is deleted after { $draft }, for organisations after { $draft_organisation }. A closed case is kept for { $case_kept }.

    <b>/hide</b> clears this chat of the last 48 hours. Older messages and other phones signed in to your account may still show it.
