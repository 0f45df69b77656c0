# Drills: cases through the real groups in which no child is concerned.

staff-mark-drill = [DRILL] { "" }
staff-flag-drill = drill
staff-story-drill = This is a drill. No child is concerned, and nobody reported anything. Please do what you would do in a real case.
staff-drill-harm = A drill goes through the real groups, marked on every card and in no number. It is over after 24 hours. Which harm is it about?
staff-drill-preview = Drill: <b>{ $harm }</b>. Nothing has begun yet.
staff-drill-calls-now = With danger: class { $urgency }. { $lead } leads; also called: { $others }. At night it wakes them.
staff-drill-calls-not_now = Without danger: class { $urgency }. { $lead } leads; also called: { $others }.
button-drill-now = Begin, with danger
button-drill-not_now = Begin, without danger
staff-drill-begun = The drill has begun as case { $number }. What it has shown comes in 24 hours. Until then: /case_{ $number }
staff-drill-told = A supervisor has begun a drill: case { $number }. No child is concerned.
staff-drill-over = The drill, case { $number }, is over. Who acknowledged, and how soon:
staff-drill-answered = { $agency }: after { $after }
staff-drill-silent = { $agency }: <b>not at all</b>
staff-history-drill_begun = drill begun
staff-history-drill_over = drill over
error-drill-runs = A drill has begun within the last ten minutes. Please wait a little before the next.
