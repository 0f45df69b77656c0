# Who reported: what the reporter lets be known, and what officers read of it.
# Facts: $number $account $agency $at $reason.

button-level = Who may know me
button-level-confidential = Keep the name of my account too
button-level-named = Let them see who I am
level-head = <b>Number { $number }: who may know who you are</b>
level-head-teen = <b>Number { $number }: who may know that it was you</b>
level-hidden = You gave no name. The police and { body-supervising } can look up your Telegram account, but only when two people agree. Each time is written down.
level-hidden-teen = You left no name. The police and { body-supervising } can look up your account, but only when two people agree. Each time is written down.
level-confidential = You gave a name. It is kept apart from what you told. The police and { body-supervising } can look it up, but only when two people agree. Each time is written down.
level-confidential-teen = We keep the name of your account, apart from what you told. The police and { body-supervising } can look it up, but only when two people agree.
level-named = You let the office in charge and { body-supervising } see who you are. Other offices see no name.
level-named-teen = You let the office in charge and { body-supervising } see who you are. Other offices do not see it.
level-raise = You can let more be known. You do not have to. It cannot be taken back.

    We would also keep the name of your Telegram account: { $account }. With “Let them see who I am”, the office in charge and { body-supervising } see your name.
level-raise-teen = You can let more be known. You do not have to, and you can wait. It cannot be taken back.

    The name of your account is: { $account }. With “Let them see who I am”, the office in charge and { body-supervising } see it.
tell-identity_known = News about number { $number }. Please open it at a quiet moment.

    Somebody of this office may now know who you are: { $agency }. Two people had to agree to it. They need it for their work, and they are bound to tell nobody. You did nothing wrong. If this brings you into danger, write here or call the police.
tell-identity_known-teen = News about number { $number }. Please open it at a quiet moment.

    Somebody of this office may now know who you are: { $agency }. Two people had to agree. They are bound to tell nobody. You did nothing wrong. If this brings you into danger, write here or call the police.
tell-identity_known-child = News about number { $number }. Please open it at a quiet moment.

    Someone at { $agency } may know now who you are. They must not tell others. You did nothing wrong. If you feel in danger, write here or call the police.
status-identity_known = Somebody at { $agency } may know who you are, since { $at }.
status-identity_known-child = Someone at { $agency } may know who you are. This is so since { $at }.
status-identity_known-teen = Somebody at { $agency } may know who you are, since { $at }.

staff-level-hidden = <b>Reporter:</b> hidden, gave no name (the police in the lead and { body-supervising }: /reveal_{ $number })
staff-level-confidential = <b>Reporter:</b> confidential, cannot be seen until two people agree (the police in the lead and { body-supervising }: /reveal_{ $number })
staff-level-named = <b>Reporter:</b> named, the lead and { body-supervising } see who it is
staff-identity-named = <b>Case { $number }: who reported</b>
    Let be known by the person. This message goes in ten minutes. Do not pass it on: who reports is protected.
staff-identity-revealed = <b>Case { $number }: who reported</b>
    This is all that is known. It is shown once and goes in ten minutes. Do not pass it on: who reports is protected.
staff-identity-no-name = No name and no phone were left.
staff-identity-account = Telegram account number { $account }. Its user name is not kept. Whoever used the account may be somebody else.
staff-identity-account-name = Name of the account

button-reveal-tell = Agree, and the reporter is told
button-reveal-danger = Agree, untold: it would bring danger
button-reveal-inquiry = Agree, untold: it would harm the inquiry
button-reveal-no = Do not agree
button-reveal-show = Show it once
staff-reveal-write = <b>Case { $number }: who reported</b>
    Please write in your own words what you need it for. A second person reads your words and decides: a head of the police, or somebody of { body-supervising }. Each step is written down, and supervisors know of it.
staff-reveal-waits = Case { $number }: your request waits for a second person, for 24 hours.
staff-reveal-second = <b>Case { $number }</b>: { $agency } asks to learn who reported it. A second person decides, in private: /reveal_{ $number }
staff-reveal-asked = <b>Case { $number }: who reported?</b>
    { $agency } has asked on { $at }, in these words:

    { $reason }

    If you agree, it is shown once to that person alone. The reporter is told so, where they may be written to, unless you give a reason not to.
staff-reveal-ready = Case { $number }: a second person has agreed. Who reported is shown once, for ten minutes, within 24 hours.
staff-reveal-no = Case { $number }: the second person did not agree that you learn who reported.
staff-reveal-agreed = Case { $number }: noted. It is shown once to the person who asked.
staff-reveal-refused = Case { $number }: noted. It is not shown.
staff-reveal-begun = <b>Case { $number }</b>: { $agency } has asked to learn who reported it. A second person decides. /audit_{ $number }
staff-reveal-done = <b>Case { $number }</b>: after two people had agreed, somebody at { $agency } was shown who reported it. /audit_{ $number }
staff-history-level_raised = the reporter lets more be known
staff-history-identity_shown = shown who reported, as they allow
staff-history-identity_revealed = shown who reported, after two agreed
staff-history-reveal_begun = asked to learn who reported
staff-history-reveal_read = read that request
staff-history-reveal_agreed = agreed to it
staff-history-reveal_refused = did not agree to it
error-level-only-up = What you have let be known stays as it is.
error-reveal-gone = This request is over, or was decided. /reveal shows what waits.
error-reveal-own = A second person decides about your own request.
level-once-more-confidential = We would keep the name of your account too. The police and { body-supervising } can see it only when two people agree. This cannot be taken back. Do you want that?
level-once-more-named = The office in charge and { body-supervising } would see who you are. This cannot be taken back. Do you want that?
button-level-yes = Yes, I want that
button-level-no = No, leave it as it is
