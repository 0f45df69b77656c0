# What the talk says when words, files or commands come at an unexpected moment; words that are commands (SG12).

aside-kept = Thank you, that is kept. Please go on with the buttons here.
aside-kept-child = Thank you, we kept that. Please use the buttons here.
# Facts: aside-goes $at (moment)
aside-goes = Thank you, that is kept. If you stop here, it goes to the officers at { CLOCK($at) }. Or go on with the buttons.
aside-goes-child = Thank you, we kept that. It goes to helpers at { CLOCK($at) }, if you stop here.
aside-goes-teen = Thank you, that is kept. If you stop here, it goes to the officers at { CLOCK($at) }.
aside-changed = Changed.
addition-later = Please send or delete what you began first. Then you can add to the other one.
words-help = help, help me, help now, sos, emergency
words-hide = hide, hide this, clear
words-stop = stop, stop it, please stop
words-status = status
words-start = start
# Alone, they call nobody.
words-courtesy = hello, hi, hey, hello there, hi there, hey there, good morning, good afternoon, good evening, good night, goodbye, bye, bye bye, thanks, thank you, thank you so much, thank you very much, thanks so much, thanks a lot, many thanks, thx, ty, ok, okay, got it, 👍, 🙏, ❤, 🙂, 😊, 👌, 👋, 🌹, 💐
# They close and lower nothing; officers are shown that somebody may be pressing the person.
words-take-back = it was a lie, i lied, i was lying, that was a lie, made it up, made that up, made this up, not true, wasn't true, none of it is true, nothing happened, never happened, forget it, forget what i said, forget about it, take it back, take that back, cancel it, cancel this, cancel my report, withdraw, please stop, please don't do anything, do not do anything, don't do anything, drop it, leave it alone, close the case, just a joke, was a joke, i was joking, it was a mistake, changed my mind, delete my report, delete what i wrote

# Age bands of children who tell of themselves, as cards show them.
o-age-under_14 = Under 14
o-age-14_17 = 14-17 years
