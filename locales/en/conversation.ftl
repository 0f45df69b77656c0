# What the line says when words, files or commands come at an unexpected moment; words that are commands (SG12).

aside-kept = Thank you, that is kept. Please go on with the buttons here.
aside-kept-child = Thank you, we kept that. Please use the buttons here.
aside-command = There is no such command here, but your words are kept. Please go on.
aside-command-teen = There is no such command here, but we kept your words. Please go on.
aside-command-child = There is no such command here, but we kept your words. Please go on.
# Facts: aside-goes $at (moment)
aside-goes = Thank you, that is kept. If you stop here, it goes to the officers at { CLOCK($at) }. Or go on with the buttons.
aside-goes-child = Thank you, we kept that. It goes to helpers at { CLOCK($at) }, if you stop here.
aside-goes-teen = Thank you, that is kept. If you stop here, it goes to the officers at { CLOCK($at) }.
aside-changed = Changed.
addition-later = Please send or delete what you began first. Then you can add to the other one.
addition-later-child = First send or delete what you began. Then you can add to the other one.
words-help = help, help me, help now, sos, emergency
# In the middle of a sentence: the numbers to call are shown. As in keyword lists, * is the rest of a word.
words-cry = help me, help us, help!, help he, help he's, help hes, help she, help she's, help they, help i, help i'm, help im, help there, help please, help pls, help plz, pls help, plz help, help now, help quick, help someone, help somebody, help dad, help mum, help mom, helpp*, heelp*, heeelp*, help her please, help him please, please help, need help, needs help, need some help, someone help, somebody help, anyone help, anybody help, get help, send help, sos, save me, save us, rescue me, rescue us, call the police, call an ambulance, call { $police }, call { $ambulance }, come quick, come quickly, come and get me, get me out of here, i'm in danger, i am in danger, im in danger, we are in danger, is in danger
words-cry-harmless = help me with my homework, help me with homework, help me with the homework, help me with maths, help me with math, help me with my essay, help me with english, help me with this app, help me with the app, help me with the form, help me carry, help me find my pen, help me choose, help me study, help me learn, help me revise, help me cook, need help with homework, need help with my homework, needs help with homework, needs help with her homework, needs help with his homework, need help with maths, need help with math, need help with this app, need help with the app, save me a seat, save me some, save me a slice, save me a piece, save us a seat, save us some, is in danger of extinction, is in danger of failing, is in danger of losing, call { $police } times, call { $ambulance } times
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
