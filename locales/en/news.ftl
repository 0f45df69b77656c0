# News of a case to its reporter, and what /status says of what was promised. Each line stands alone or among others.
# Facts: $number $at $due $text

tell-news = News about number { $number }. Please open it at a quiet moment.
news-acknowledged = Someone is dealing with it now. You do not have to do anything.
news-acknowledged-child = Someone takes care of it now. You do not have to do anything.
news-answered = { $text }
news-late = We promised you an answer by now, and we are late. We are sorry. People above us are being told. You hear from us by { $due }.
news-late-child = Our answer is late, and we are sorry. You hear from us by { $due }.
news-closed = It is closed now. If something happens again, please write here.
news-closed-child = It is closed now. If something happens again, write here.
news-end = Details and your reply: /status
asked-how-you-are = Has anything happened to you since you wrote to us, because you wrote? If so, you can tell us here. If not, you do not have to do anything.
asked-how-you-are-child = Has anything happened to you since you wrote to us? You can tell us here.
asked-how-you-are-teen = Has anything happened to you since you wrote to us? You can tell us here.

status-answer_due = Answer by { DAY($at) }.
status-answer_due-child = You get an answer by { DAY($at) }.
status-answered = Answered on { DAY($at) }.
status-answered-child = We answered on { DAY($at) }.
status-answer_late = We promised an answer by { DAY($at) }. It is late, and we are sorry.
status-answer_late-child = We wanted to answer by { DAY($at) }. We are late, and we are sorry.
status-answer_new = New date for the answer: { DAY($at) }.
status-answer_missed = The new date, { DAY($at) }, has passed too. We are sorry.
status-answer_missed-child = The new day, { DAY($at) }, is over too. We are sorry.
status-result_due = Result by { DAY($at) }.
status-result_due-child = We finish by { DAY($at) }.
status-result_late = We promised a result by { DAY($at) }. It is late, and we are sorry.
status-result_late-child = We wanted to finish by { DAY($at) }. We are late, and we are sorry.
status-told_above = People above us have been told.
status-told_above-child = The people above us know it.
status-asked = Officers asked you to tell more. You can add it here.
status-asked-child = They asked you to tell more. You can add it here.
status-asked-teen = They asked you to tell more. You can add it here.
status-closed_on = Closed on { DAY($at) }. If something happens again, please write here.
status-closed_on-child = Closed on { DAY($at) }. If something happens again, write here.
status-whom = If you do not want to wait, you can also call:
status-whom-child = If you do not want to wait, you can also call:
