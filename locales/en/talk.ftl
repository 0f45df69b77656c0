# What the talk says when words, files or commands come at an unexpected moment; words that are commands (SG12).

aside-kept = Thank you, that is kept. Please go on with the buttons here.
aside-kept-child = Thank you, we kept that. Please use the buttons here.
aside-changed = Changed.
# Facts: $number
passed-on = This has been passed on now. Your case number is <b>{ $number }</b>. Further answers are added to it.
passed-on-child = We have passed this on now. Your number is <b>{ $number }</b>.
passed-on-teen = We have passed this on now. Your number is <b>{ $number }</b>. Further answers are added to it.
addition-later = Please send or delete what you began first. Then you can add to the other one.
words-help = help, help me, help now, sos, emergency
words-hide = hide, hide this, clear
words-stop = stop, stop it, please stop
words-status = status
words-start = start

# Age bands of children who tell of themselves, as cards show them.
o-age-under_14 = Under 14
o-age-14_17 = 14-17 years
