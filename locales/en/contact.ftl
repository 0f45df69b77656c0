# Receipt codes, coming back with one, a chat that is cleared by itself.
# Facts: receipt-code $words $shown (duration) · follow-paused $until (moment) · followed $sent (moment)
#   cleaning-set, button-clean-hours: $count (hours)

## The code, once
receipt-code = Please keep these five words: <tg-spoiler>{ $words }</tg-spoiler>

    Tap to see them. Write them down, away from this phone if you can. With /follow and these words you can look again, from any account.
    They are shown only once. This message goes after { $shown }.
receipt-code-child = Please keep these five words: <tg-spoiler>{ $words }</tg-spoiler>

    Tap to see them. Write them on paper if you can. Send /follow and the words to look again.
    We show them once. They go after { $shown }.

## Coming back
follow-ask = Please write the five words. Your message is removed at once.
follow-wrong = These words do not fit. Please look at them again, then send /follow.
follow-paused = Too many tries. You can try again from { CLOCK($until) } on. You can tell something new at any time.
followed = Sent on { DAY($sent) }.
follow-add = Please write or send what you want to add. Press Done at the end.
follow-added = Added. It goes to the officers. Write more, or press Done.
follow-kept = Added. Write more, or press Done.
follow-reopened = Added. It was closed and is open again. Write more, or press Done.
follow-reopened-told = Added. It is open again, and the officers have been told. Write more, or press Done.
staff-history-followed = looked at with the receipt

## Cleared by itself
cleaning = Shall this chat be cleared by itself? Each message then goes some time after it was written, yours and ours. What you have sent to us stays with us.
cleaning-child = Shall this chat clear itself? Each message goes after some time. What you sent stays with us.
cleaning-set = Done. { $count ->
    [one] Each message here goes after one hour.
   *[other] Each message here goes after { $count } hours.
    } The name of this chat stays in your list. Other phones of your account may show messages until then.
cleaning-set-child = Done. { $count ->
    [one] Each message here goes after one hour.
   *[other] Each message here goes after { $count } hours.
    } The name of this chat stays.
cleaning-off = Done. Messages here stay until you send /hide.

## Buttons and the menu
button-have-it = I have them
button-about = About { $number }
button-about-new = Something new
button-have-code = I have five words
button-clean = Clear by itself
button-clean-not = Do not clear
button-clean-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
    }
command-follow = Look again with your words
