lock-app-name = Desk
lock-choose = <b>Before you read on, choose how you unlock.</b>
    An authenticator app is safer. A number of your own needs nothing else.
button-lock-totp = Authenticator app
button-lock-pin = A number of my own
lock-enrol = <b>Set up your authenticator app.</b>
    Tap the picture to uncover it and scan it, or type this key into the app:
    <tg-spoiler>{ $secret }</tg-spoiler>
    Then write the six digits that the app shows. This message goes after the first right code, or after five minutes.
lock-new-pin = <b>Choose a number.</b>
    Write { $shortest } to { $longest } digits that nobody guesses. The message is deleted at once.
lock-same-pin = Write the same number once more.
lock-code-totp = <b>Locked.</b> Write the six digits that your authenticator app shows. The message is deleted at once.
lock-code-pin = <b>Locked.</b> Write your number. The message is deleted at once.
lock-lost = Lost it? Call a supervisor, who can send me this: /newcode { $who }
lock-wait = After several wrong codes no code is looked at before { CLOCK($until) }.
lock-said-wrong = That was not right.
lock-said-used = This code was used before. Wait for the next one.
lock-said-late = That came too late.
lock-said-too_easy = That number is too short or too easy to guess.
lock-said-once_more = Good.
lock-said-differs = The two numbers differ.
lock-closed = This was hidden after { $minutes ->
        [one] one minute
        [10] ten minutes
       *[other] { $minutes } minutes
    }. To go on: { $again }
lock-closed-late = This was hidden. To go on: { $again }
lock-closed-kept = What you had filled in is kept.
lock-five-wrong = Five wrong codes in a row were written in the private chat of { $who }. Please call this person.
lock-was-reset = A supervisor has taken your lock off. You set up a new one when you open a case. If you did not ask for this, call another supervisor now.
lock-reset-done = The lock of { $who } is off. This person sets up a new one at the next opening.
lock-reset-told = { $by } has taken off the lock of { $who }.
error-no-such-lock = Nobody with this name has a lock. It is the eight characters that the person sees under the question for the code.
error-own-lock = Your own lock is taken off by another supervisor.
command-newcode = Take somebody's lock off
staff-files-warning = Case { $number }: files that were sent follow. They are covered; uncover them where nobody else can see. The words and the buttons come last.
