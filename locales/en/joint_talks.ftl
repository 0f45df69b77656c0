# The joint talk of the agencies of a case: called (/talk), recorded (/record).

staff-talk-when = <b>Case { $number }</b>: by when should the agencies of this case talk?
staff-talk-when-2 = Within 2 hours
staff-talk-when-6 = Within 6 hours
staff-talk-when-24 = Within 24 hours
staff-talk-when-72 = Within 3 days
staff-talk-preview = <b>Case { $number }</b>: call a joint talk within { $when } hours?
    Every agency with a part is asked in its group. They are reminded when half of the time is gone. If nobody has written down a result by then, supervisors and { body-supervising } hear of it.
staff-talk-done = Case { $number }: the agencies are called to talk.
staff-talk-called = <b>Case { $number }</b>: { $agency } calls all agencies of this case to talk by { $until_at }. Afterwards one of you writes down what you agree: /record_{ $number }

staff-record-hazard = <b>Case { $number }, joint talk.</b> What did you agree: can it go on?
staff-record-seriousness = <b>Case { $number }, joint talk.</b> How serious?
staff-record-credibility = <b>Case { $number }, joint talk.</b> How well founded?
staff-record-write = Case { $number }: what was decided, and who does what? Please write it in your own words. It is kept with the case and shown in private only.
staff-record-preview = <b>Case { $number }: what was agreed</b>
staff-record-class-higher = The class rises at once from { $was } to { $to }. Deadlines become sooner, none becomes later.
staff-record-class-same = The class stays { $was }.
staff-record-class-proposed = These values call for { $to }. With this record you propose it: the class stays { $was } until a second person agrees.
staff-record-class-stands = These values call for { $to }. The class stays { $was } until the lead proposes a lower one and a second person agrees.
staff-record-hears = These agencies hear in their groups that a record was made, without its content: { $agencies }.
staff-record-done = Case { $number }: the record is kept.
staff-record-lower = Case { $number }: the record is kept. The class stands until the lead proposes a lower one: /lower_{ $number }
staff-record-lower-lead = Case { $number }: the record is kept and the lower class is proposed. A second person must agree: /agree_{ $number }
staff-talk-recorded = <b>Case { $number } ({ $urgency })</b>: { $agency } has written down what the agencies agreed. It is shown in private: /open_{ $number }

staff-story-talks = <b>Joint talks</b>
staff-story-talk = { $at }, written down by { $agency }: hazard { $hazard }, seriousness { $seriousness }, credibility { $credibility }
staff-story-talk-waits = To be held by { $due }: /record_{ $number }
staff-history-talk_called = joint talk called
staff-history-talk_recorded = joint talk recorded
button-talk = Joint talk
button-record = Record of the talk
