# Two cases that become one, and are two again: why something cannot be done.

error-merge-nobody-leads = These cases cannot become one: neither lead may know of both. They stay linked.
error-merge-waits-for-a-look = One of these cases still waits for a supervisor's look.
error-merge-same-case = Please name two different cases.
error-not-merged = These cases are not merged.
error-undo-later-first = This case has since been merged into another one. Please undo that first.
error-undo-too-late = A merging can be undone for 30 days. That time is over.
