# Pictures of the numbers: /board and the weekly report. Read on a phone: the shorter the better.

staff-chart-colon = :{ " " }
staff-chart-comma = ,{ " " }
staff-chart-beside = { " " }({ $what })
staff-chart-date = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
} { $year }
staff-chart-week = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
staff-chart-minutes = { $n } min
staff-chart-hours = { $n } h
staff-chart-days = { $n } d
staff-chart-from-to = { $first } to { $last }
staff-chart-one-day = { $first }
staff-chart-as-of = as of { $at }
staff-chart-all = All agencies
staff-chart-none = Nothing to show for this period.
staff-chart-share = { $percent }% of { $n }
staff-chart-no-share = none due
staff-chart-n = n = { $n }
staff-chart-n-hidden = n = { $n }. { $hidden }
staff-chart-hidden = Hatched: fewer than 5, or hidden so that such a cell cannot be worked out.

# 1 late now
staff-chart-late = Who is late now
staff-chart-late-end = { $n }, oldest { $span }
staff-chart-late-note = Missed deadlines by class, and how long the oldest has been missed.
staff-chart-late-none = Nobody is late.

# 2 times
staff-chart-times = How fast agencies acknowledge and assess
staff-chart-acknowledge = Acknowledge
staff-chart-assess = Assess
staff-chart-half = half done by then
staff-chart-most = 9 of 10 done by then
staff-chart-below = fewer than { $target }% in time
staff-chart-limit = limit { $span }
staff-chart-limit-longest = longest limit { $span }
staff-chart-times-end = { $percent }% of { $n }
staff-chart-times-spoken = { $half } / { $most }
staff-chart-times-note = At the end of each row: share in time, and of how many.
staff-chart-times-note-limits = At the end of each row: share in time, and of how many. The limit differs by class. For its line, ask for one class: /board { $period } P1.

# 3 flow
staff-chart-flow = Cases opened, closed and open
staff-chart-opened = opened
staff-chart-closed = closed
staff-chart-stock = Open at the end of the week
staff-chart-weeks = { $n } weeks to { $last }
staff-chart-running = The last week is not over.

# 4 promises
staff-chart-promises = Answers and outcomes in time
staff-chart-answered = Reporter answered within { $span }
staff-chart-outcome = Outcome within { $span }
staff-chart-whole = { $share } in all weeks. Dashed line: target { $target }%.

# 5 sources
staff-chart-sources = Who reports
staff-chart-bar = { $n } ({ $percent }%)
staff-chart-silent = Institutions without a report in the last 12 full months: { $n }
staff-chart-silent-one = { $name }, { $since ->
    [never] never reported
   *[year] reported before that
}
staff-chart-silent-more = and { $n } more
staff-chart-silent-where = Which ones: /institutions silent

# 6 funnel
staff-chart-funnel = From the first question to the report
staff-chart-started = Started
staff-chart-sent = Sent
staff-chart-went-on = went on
staff-chart-left = left here
staff-chart-funnel-note = Of { $n } started. Median time to send: { $span }.
staff-chart-funnel-note-plain = Of { $n } started.

# 7 delay
staff-chart-delays = How long after it happened people report

# 8 heat
staff-chart-heat = Kind of harm by age of the child
staff-chart-age = age of the child
staff-chart-harm = kind of harm
staff-chart-heat-note = Full months only. { $hidden }

# areas
staff-chart-areas = Cases by area

# 9 matrix
staff-chart-matrix = Class by the rules, and after people looked
staff-chart-people = after people looked
staff-chart-rules = by the rules
staff-chart-matrix-note = n = { $n }. Same class { $same }%, raised { $up }%, lowered { $down }%.

# /board and its buttons
command-board = Pictures: /board month
staff-board-head = <b>Numbers as pictures</b>
    { $subject }
staff-board-not-drawn = The pictures cannot be drawn at the moment. These are their numbers.
button-board-week = 7 days
button-board-month = 30 days
button-board-quarter = 90 days
button-board-mine = My agency
button-board-late = Late now
button-board-work = Agencies at work
button-board-reports = Reports
button-board-children = Harm and class
button-board-print = To print
button-board-light = Light pictures
button-board-dark = Dark pictures
