# Opening a closed case again by hand (/reopen).

error-not-closed = This case is not closed.
error-ask-those-above = This is for supervisors and { body-supervising }.

staff-reopen-why = Case { $number } is closed. What makes it go on? Please write it in your own words. It is kept with the case and shown in private only.
staff-reopen-preview = <b>Open case { $number } ({ $urgency }) again?</b>
    Your reason:
staff-reopen-comes = It is in progress again, and { $lead } leads it. These agencies are called again: { $agencies }.
    The lead acknowledges by { $acknowledge }, { $how ->
        [call] the caller is called back
       *[reply] the reporter is answered
    } by { $reply }, the outcome is due by { $outcome }.
    Supervisors and { body-supervising } hear of it. The reporter is not written to.
staff-reopened-done = Case { $number } is open again, and its agencies hear of it.
staff-reopened-by-hand = <b>Case { $number } ({ $urgency })</b> was closed and has been opened again by hand. { $agency } leads. /case_{ $number }
staff-story-reopened = Opened again by hand { $at }:
staff-history-reopened_by_hand = opened again by hand
