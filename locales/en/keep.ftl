# Keeping closed cases and letting them go, the audit log. For supervisors and the supervising body; no content of a case.
# Facts: $number $urgency $agency $at $until_at $total $count $code $act $who $lines $head.

keep-expiring-head = <b>Their retention ends soon</b> ({ $total })
keep-expiring-line = <b>/case_{ $number }</b> { $urgency } · { $agency }: until { $at }
keep-expiring-over = <b>/case_{ $number }</b> { $urgency } · { $agency }: <b>was to be kept until { $at }</b>
keep-expiring-unassessed = <b>never assessed: cannot be erased</b>
keep-expiring-how = Nothing is erased by itself. Keep longer: /keep NUMBER. Erase (two people agree): /erase NUMBER.
button-keep-on = Keep { $number } longer
button-keep-export = Export { $number }
button-let-go = Agree to erase { $number }
button-erase-case = Erase { $number } for good
button-keep-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
keep-why-keep = Why is case { $number } kept longer?
keep-why-hold = Why is case { $number } put under legal hold? While it is held, nobody can erase it, and an agreement to erase it is over. The agencies of the case see it on their cards.
keep-why-lift = Why is the hold on case { $number } over? Choose what has ended. Then two people can erase it again once it is closed.
keep-reason-proceedings = Proceedings are running
keep-reason-child_at_risk = The child is still at risk
keep-reason-inquiry = An inquiry or a claim
keep-reason-duty = Another duty to keep it
keep-years = How much longer is case { $number } kept?
keep-extended = Case { $number } is kept until { $until_at }.
keep-export-how = The administrator takes case { $number } out with: python -m bot export --case { $number } FILE. The file has a password, and the export leaves a line in the audit log.
keep-held = Case { $number } is under legal hold. Nobody can erase it.
keep-hold-over = Case { $number } is no longer under legal hold.
keep-let-go = You agree that case { $number } is erased. A second person must agree within 30 days; until then it stays.
keep-let-go-asked = <b>Case { $number } ({ $urgency }, { $agency })</b>: somebody agrees to erase it. If you agree too, it is gone for good: what was told, the files, who reported it, in backups too. Only its number and the audit lines stay.
    /erase_{ $number } · /keep_{ $number }
keep-erased = Case { $number } was erased by two people.

staff-history-kept_on = kept longer
staff-history-hold_on = legal hold begun
staff-history-hold_off = legal hold lifted
staff-history-let_go = one person agreed to erase it
staff-history-erased = erased
staff-history-exported = exported
staff-history-audit_read = audit lines read

audit-head = <b>Who did what in case { $number }</b>
audit-line = { $at }  { $act }: { $agency }, { $who }
audit-person = person { $code }
audit-by-itself = by the line itself or its administrator
audit-no-body = no agency
audit-none = There are no lines.
audit-foot = The same code is the same person. The newest lines are shown; an export has all.
audit-anchor = Audit log, { $at }: { $lines } lines, head <code>{ $head }</code>
    To check: python -m bot audit verify --head { $lines }:{ $head }

command-audit = Who looked and acted: /audit 12
command-keep = Keep a closed case longer: /keep 12
command-hold = Legal hold: /hold 12
command-erase = Erase a closed case, by two: /erase 12
error-on-hold = That case is under legal hold.
error-not-on-hold = That case is not under legal hold.
error-close-first = That case is not closed.
error-never-assessed = That case was never assessed. It must be assessed before it can be erased.
error-reason-wanted = Please choose one of the reasons: proceedings, child at risk, inquiry, duty.
keep-let-go-over = The agreement to erase case { $number } has ended: the case is kept.
