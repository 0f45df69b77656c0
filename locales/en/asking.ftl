# Questions to who reported: the officer's desk (/ask, /unask), and what the reporter reads of them.
# Facts: $number $at $due $until $n $who $agency $state $text $shown

## The desk (/ask)
button-ask = Ask the reporter
button-unask = Take a question back
command-ask = Ask the reporter: /ask 12
staff-ask-report = <b>Ask the reporter of case { $number }</b>
    Several people have reported. Whom do you want to ask? The others do not learn of it.
staff-ask-one = { $n }: { $who }, sent { $at }
staff-ask-report-key = Report { $n }
staff-ask-who_adult = an adult
staff-ask-who_teen = 14 to 17, about themselves
staff-ask-who_peer = 14 to 17, about somebody else
staff-ask-who_child = under 14, about themselves
staff-ask-who_friend = under 14, about somebody else
staff-ask-template = <b>Ask the reporter of case { $number }</b>
    Choose a question. Adults can also be asked in your own words.
staff-ask-write = Case { $number }: write your question. Ask openly: what, where, when, who, how. Do not name anything that they have not told.
staff-ask-preview = <b>The reporter of case { $number } will be asked:</b>
staff-ask-goes = They get a message that only says there is something to read, from { $at } on. The question is shown after a tap.
staff-ask-waits = Nobody may write to them, so no message goes out. The question waits until they look, with /status or with their five words.
staff-ask-gated = They enter their five words before they read it. It goes from their chat after ten minutes.
staff-ask-goes-on = All deadlines go on, and this is not the answer that they were promised. If no answer has come by { $due }, you are told.
staff-ask-sent = Case { $number }: the question waits for the reporter. They are told that there is something to read.
staff-ask-kept = Case { $number }: the question waits until the reporter looks.
staff-ask-answered = Case { $number }: your question to the reporter has been answered. Read it with /open_{ $number }
staff-ask-unanswered = Case { $number }: your question to the reporter has had no answer for three days. It can still be answered. Take it back with /unask_{ $number }
staff-ask-answered-lead = <b>Case { $number }</b>: a question to the reporter has been answered. It is read in private: /open_{ $number }
staff-ask-unanswered-lead = <b>Case { $number }</b>: a question to the reporter has had no answer for three days. It can still be answered. Take it back in private: /unask_{ $number }

## Words that may not be used, each with a better form
staff-ask-refused-nothing-asked = There is no question in it yet. For example: "How is the child now?"
staff-ask-refused-too-long = That is longer than 300 characters. Ask one thing at a time.
staff-ask-refused-asks-why = "Why" sounds like blame, and people fall silent. Ask what happened instead: "What happened before that?"
staff-ask-refused-blames = These words sound like blame or doubt. Ask without them: "What have you seen yourself?"
staff-ask-refused-leads = This can be answered by yes or no, and so puts words into their mouth. Begin with what, where, when, who or how: "What happened then?"
staff-ask-refused-states = This names something that they have not told. Ask openly: "What happened next?", "What else have you seen?"

## Taking a question back (/unask)
command-unask = Take a question back: /unask 12
staff-unask-which = Case { $number }: which question do you take back?
staff-unask-key = Question { $n }
staff-unask-preview = Case { $number }: take this question back? Whoever has not read it will not see it. What has been answered stays.
staff-unask-done = Case { $number }: the question is taken back.

## In the opened report
staff-questions = <b>Questions to the reporter</b>
staff-question-line = { $at }, { $agency }: { $state }
staff-question-open = waits until { $due }
staff-question-answered = answered
staff-question-unanswered = no answer so far
staff-question-withdrawn = taken back
staff-story-answers = Answer to:
staff-story-file = (a file)
staff-history-asked = reporter asked
staff-history-question_withdrawn = question taken back
error-two-questions-wait = Two questions wait already. Take one back with /unask, or wait for the answer.
error-approved-questions-only = People under 18 are asked approved questions only. Please choose one of them.
error-nobody-to-ask = There is nobody in this case who can be asked.
error-no-question-waits = No question to the reporter waits in this case.

## What the reporter reads
tell-question = News about number { $number }. There is something to read. Please open it at a quiet moment.
tell-question-child = News about number { $number }. Please open it at a quiet moment.
button-read-question = Read it
question-gate = Please write your five words. Then you can read it. Your message is removed at once.
question-gate-child = Please write your five words, then you can read it. Your message is removed at once.
question-own = { $text }
question-how = You can answer in words, by voice, with a file or a place. Press Done at the end.
question-how-child = Write it, say it, or send a file or a place. Press Done at the end.
question-goes = This message goes after { $shown }.
question-over = There is nothing to answer any more. Thank you.
question-later = Something waits to be read. Please finish this first, then look with /status.
question-later-child = Something waits for you to read. Finish this first, then look with /status.
status-question = The officers have asked something. Look when you are alone.
status-question-child = They have asked you something. Look when you are alone.
status-question-teen = They have asked you something. Look when you are alone.

## Taking an answer back (/takeback)
button-take-back = Take it back
command-takeback = Take an answer back: /takeback 12
staff-reply-waits = It leaves in one minute. Until then you can take it back.
staff-reply-waits-kept = They can read it after one minute. Until then you can take it back.
staff-story-unsent = <b>Not sent yet</b>: this answer leaves at { CLOCK($at) }. Until then you can take it back: /takeback_{ $number }
staff-reply-taken-back = Case { $number }: taken back, the reporter does not get it. It said:
staff-history-answer_written = answer written
staff-history-answer_taken_back = answer taken back
staff-history-answer_left = answer sent
error-answer-has-left = No answer of this case waits any more. It has left, or was taken back.
error-answer-waits = An answer to the reporter leaves within a minute. Please agree after that.
staff-reply-left = Your answer for case { $number } has left.
staff-reply-left-kept = Your answer for case { $number } can be read now. The reporter sees it when they look.
staff-reply-taken_back = Your answer for case { $number } was taken back. The reporter does not get it.
staff-reply-names = Please look again: “{ $words }” stands in the report. Whoever reads the phone would see it.
button-read-answers = Read the answers
