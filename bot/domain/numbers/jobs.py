"""What the line does once a day, or once a week, by the names under which it is written down that it was done."""

DAILY_JOBS = ("digest", "on_call", "retention", "weekly", "anchor")
