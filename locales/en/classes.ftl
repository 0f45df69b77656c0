# Raising a class (/raise), lowering it with a second person (/lower, /agree).

error-no-such-class = There is no such class beyond the one that stands.

staff-raise-to = <b>Case { $number }</b>: which class is it now?
staff-raise-why = Case { $number }: what makes it more urgent? Please write it in your own words. It is kept with the case and shown in private only.
staff-raise-preview = <b>Case { $number }: from { $was } to { $to }</b>
    Your reason:
staff-raise-sooner = Deadlines that become sooner:
staff-raise-none-sooner = No deadline has to become sooner.
staff-raise-clock = { $clock } ({ $agency }): by { $due } instead of { $was }
staff-raise-clock-new = { $clock } ({ $agency }): by { $due }, new
staff-raise-hears = The cards change for: { $agencies }. Groups with sooner deadlines hear it with a sound.
staff-raise-done = Case { $number }: the class is raised, and the groups hear of it.

staff-lower-to = <b>Case { $number }</b>: which class is it in your view?
    Nothing changes until a second person agrees.
staff-lower-why = Case { $number }: what makes it less urgent? Please write it in your own words. It is shown in private only, to those who may read the case and to whoever has to agree.
staff-lower-preview = <b>Case { $number }: from { $was } to { $to }</b>
    Your reason:
staff-lower-deadlines = No deadline becomes later: what was asked of the agencies stays due when it was.
staff-lower-overrides = This overrides:
staff-lower-agrees = The head of your agency or a supervisor has to agree.
staff-lower-agrees-supervising = From P1, { body-supervising } has to agree.
staff-lower-hears = Once that is done, the groups hear of it: { $agencies }.
staff-lower-proposed = Case { $number }: the lower class is proposed. The class stands until a second person agrees: /agree_{ $number }
staff-lower-asked = <b>Case { $number }</b>: { $agency } proposes to lower the class from { $was } to { $to }. It stands until a second person agrees. The reason is shown in private: /agree_{ $number }
staff-agree-answer = <b>Case { $number }</b>: { $agency } proposes to lower the class from { $was } to { $to }.
    The reason:
staff-agree-answer-yes = Agree
staff-agree-answer-no = Refuse
staff-lower-agreed = Case { $number } is { $urgency } now: a second person has agreed to the lower class.
staff-lower-agreed-done = Case { $number }: the class is lower now, and who proposed it hears of it.
staff-lower-refused = Case { $number } stays { $urgency }: the second person has refused the lower class.
staff-lower-refused-done = Case { $number }: the class stands, and who proposed it hears of it.
staff-lower-over = Case { $number }: the question of a lower class is settled. Nothing to do.
staff-lowered = <b>Case { $number } is { $urgency } now.</b> The deadlines that run stay as they are.
staff-clock-lower = answer to a lower class (/agree and the number)
button-raise = Raise the class
button-lower = Lower the class
button-answer-lower = Read and answer

staff-story-class = <b>Class changed by people</b>
staff-story-raised = { $at }, { $agency }: from { $was } to { $to }
staff-story-lowered = { $at }, { $agency }: from { $was } to { $to }, agreed by a second person
staff-story-lowering = { $at }, { $agency }: from { $was } to { $to } proposed, a second person has to agree: /agree_{ $number }
staff-history-lower_proposed = lower class proposed
staff-history-lower_refused = lower class refused
staff-history-lowered_p2 = class lowered to P2
staff-history-lowered_p3 = class lowered to P3
staff-history-lowered_p4 = class lowered to P4
