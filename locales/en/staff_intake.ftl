# Staff intake (/intake): what somebody told by phone, at a desk or by letter, entered by an officer.
# Facts: staff-entered $number · staff-entered-reply, staff-entered-call-back $at (moment) · staff-words-aloud $words $shown (duration) 
#   staff-entry-left $number $urgency · staff-page-follow $bot $words

command-intake = Enter what somebody told you

staff-intake-begun = <b>Staff intake.</b> What you write here now is entered as told by the caller. Left alone for 30 minutes it is sent as it stands. /stop ends it.
staff-intake-put-away = Nothing was told, so nothing was sent. /intake begins anew.
error-own-report-first = Your own report cannot wait. Send or stop it first with /start.
error-call-back-instead = The caller took no five words and can read no answer here. Please call them back: the task for it is still open.

## The call
q-channel = How was it told?
o-channel-unknown = Another way
q-caller_language = Which language does the caller speak? Choose one, or write it.
o-caller_language-other = Another language
q-caller_phone = At which number may the caller be called back? The lead agency and { body-supervising } see it, and the name if there is one. Skip it if the caller does not want that.
q-caller_words = Does the caller want five words, to look again from any account? Without them nobody can answer here, and the lead agency calls back.
o-caller_words-aloud = Yes, I read them aloud
o-caller_words-printed = Yes, as a printed page
o-caller_words-none = No words

## Questions as an officer asks them
q-place_now-staff = Where is the child now? Write it.
q-who-staff = Who told it?
o-who-undisclosed-staff = Does not want to say
q-organisation-staff = Which organisation does the caller work for? Skip it if they tell it as a private person.
q-post-staff = What is the caller's post there?
q-work_phone-staff = Is there a work phone at which officers can reach the caller? Write it.
q-story-staff = What was told? Write it in the caller's own words, in as many messages as you like. If a child said it, use the child's words. Press Done at the end.
q-files_declared-staff = Are there files, such as a scanned letter or screenshots?

    Does any file show private parts or a sexual act?
o-files_declared-no-staff = Files, nothing like that
q-files-staff = Please send the files. Press Done at the end.
q-reporter_name-staff = What is the caller's name? Only the police and { body-supervising } can learn it, when two people agree. A number for calling back lets the lead agency see it.
q-reporter_name-again-staff = The caller's work brings a duty to report. You can still skip the name.

passed-on-staff = Taken. The case has number <b>{ $number }</b>. Further answers are added to it.

heading-who-staff = Who told it
heading-story-staff = What was told
heading-reporter_name-staff = Caller's name
heading-files_declared-staff = Files
heading-channel = How it was told
heading-caller_language = Language
heading-caller_phone = Number to call back
heading-caller_words = Five words

## After sending
staff-entered = <b>Sent.</b> Number <b>{ $number }</b>. It goes to the agencies now. What you typed is removed from this chat.
staff-entered-hidden = <b>Sent.</b> It goes to the agencies that may work on it. Nothing of it stays in this chat.
staff-entered-left = <b>Sent as it stood</b>, because nothing was entered for 30 minutes. Supervisors have been told. What you typed is removed from this chat.
staff-entered-left-number = Number <b>{ $number }</b>.
staff-entered-reply = The caller can read an answer by { DAY($at) }.
staff-entered-call-back = The lead agency calls back by { DAY($at) }.
staff-entered-own-waits = Your own report is still here, unsent.
staff-entry-left = <b>{ $number }</b> ({ $urgency }): a staff intake was left alone for 30 minutes and has been sent as it stood. Nobody has given the caller five words. /case { $number } shows how it stands.
staff-history-entered = entered by staff
staff-came-by = Told to staff: { $channel }
staff-story-entered = Told to staff. The caller cannot be written to here.
task-call_back = Call the caller back

## The words for the caller
staff-words-aloud = Please read these five words to the caller, slowly and twice: <tg-spoiler>{ $words }</tg-spoiler>

    The caller sends /follow and the words to this bot, from any account of their own. The first time they get five new words. These open nothing else.
    This message goes after { $shown }.
staff-words-printed = The page for the caller. Please print it now: this message goes after { $shown }.
new-words = These are your five new words. The old ones open nothing now.
staff-history-words_replaced = the caller took new words
staff-words-not-yours = These words are for the caller alone. They open nothing in an account of the staff.

## The printed page: neutral, for anybody may see it
staff-page-title = Five words
staff-page-follow = To look again: open @{ $bot } in Telegram, send /follow, then these five words.
staff-page-first = The first time you get five new words. Write those down. Then the words on this page no longer work.
