# Words that staff write beside a command, as they may be written; the first one is shown where known words are listed.
# Every language is understood from everybody. No word may stand for two things.

# Beside /cases
typed-red = red, red card
typed-yellow = yellow, yellow card
typed-late = late, overdue
typed-incomplete = incomplete
typed-drill = drill
typed-reopened = reopened, open again
typed-unacknowledged = unacknowledged, not acknowledged
typed-unassessed = unassessed, not assessed
typed-closed = closed
typed-open = open
typed-all = all

# Beside /institutions
typed-silent = silent, no report
typed-lead = lead
typed-support = support

# Beside /stats
typed-day = day
typed-week = week
typed-month = month
typed-quarter = quarter

# Beside /keep and /hold
typed-proceedings = proceedings
typed-child_at_risk = child at risk
typed-inquiry = inquiry
typed-duty = duty
typed-off = off

# Beside /files
typed-safety = safety
typed-assess = assess
typed-treatment = treatment
typed-evidence = evidence

# Beside /quarantine and /newgroup
typed-pass = pass, let through
typed-keep = keep, keep back
typed-yes = yes
typed-no = no

# Beside /language
typed-en = English
typed-zh-Hans = Chinese, Simplified Chinese

# Beside /tasks and /drill
typed-mine = mine
typed-body = our agency
typed-now = now
typed-not_now = not now

# Why two cases are one.
typed-same_child = same child, child
typed-same_events = same events, events
typed-link = link, only link
