# Floods, and reports that wait for a supervisor's look; to supervisors.

staff-flag-quarantine = waits for a supervisor
staff-flood = More reports than usual are coming in from one account or institution. Those over the limit are kept and have their receipt; they wait for your look: /quarantine. Danger now and P1 go through at once, unless one account sends very many of them. Nobody is blocked.
staff-flood-alarming = One account sends so many messages that call for help or sound alarming that the newest of them are not kept. What it sent before is with me. If a case of it is open, please call or have somebody look.
staff-held-waiting = Reports that wait for a look: { $count }. /quarantine
staff-held-urgent = <b>Urgent reports that wait for your look: { $count }</b>. Very many came from one account or institution. Please look now: /quarantine. Each passes by itself { $waits } after it came.
staff-quarantine-head = <b>Waiting for a look: { $count }</b>
staff-quarantine-empty = Nothing waits.
staff-quarantine-line = Case { $number }: { $urgency }, { $harms }.
staff-quarantine-kept = Kept back.
staff-quarantine-until = Passes by itself at { $until }.
staff-held-passed = Case { $number } is with its agencies now.
staff-held-kept = Case { $number } is kept back. It stays on the list and can be let through at any time.
staff-held-passed-unseen = Nobody looked at case { $number } in time, so it has passed by itself and is with its agencies now.
staff-history-held = held for a look
staff-history-held_passed = let through
staff-history-held_kept = kept back
button-let-through = Let through
button-keep-back = Keep
error-not-waiting = This case does not wait (any more).
command-quarantine = Reports that wait for a look
staff-quarantine-changed = This list has changed. The newest: /quarantine
