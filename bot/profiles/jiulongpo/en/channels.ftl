# The ways by which the district is told without this chat, and the languages that are spoken on the phone.
o-channel-call_110 = Call to 110
o-channel-call_12345 = Call to 12345
o-channel-call_12355 = Call to 12355
o-channel-desk = At a desk
o-channel-letter = By letter
o-channel-duty = Seen on duty
o-caller_language-putonghua = Putonghua
o-caller_language-dialect = A dialect
o-caller_language-english = English
