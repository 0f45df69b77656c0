# All of a case for the police's person on call: /handover, and /handed for whom it went to. Facts: $number $agency $from
# $urgency $places $files $minutes $phone $at, $time.

button-handover = Give all of it to the police duty desk
button-handed = Open all of it
command-handover = Give all of a case to the police duty desk: /handover 12
command-handed = Open all that was handed over to you: /handed 12

staff-handover-preview = <b>Case { $number }: give all of it to the duty desk of { $agency }?</b>
    Whoever is on call there is called now, with a sound, and can open in private at one press:
    – the story, and all that was added
    – { $places ->
        [0] no place: none was shared
        [one] 1 place, as a map
       *[other] { $places } places, as maps
    }
    – { $files ->
        [0] no files
        [one] 1 file or voice message
       *[other] { $files } files and voice messages
    }
    Sealed and withheld files stay closed. Every look is logged. The reporter is not told.
    You hear when it has arrived and when it is opened. If nobody has opened it after { $minutes } minutes, you hear that too.
staff-handover-joins = { $agency } gets a part in this case, and a card in its group. It has { $time } to acknowledge. Your agency goes on answering for the case. To ask { $agency } to lead: /transfer.
staff-handover-has-part = { $agency } has a part in this case already. Who leads does not change.
staff-handover-leads = { $agency } leads this case. Its deadlines go on.
staff-handed-over = <b>You are on call: case { $number } ({ $urgency }) is handed over to you.</b>
    It comes from { $from }. You can open all of it: places as maps, the story, the files. Your code may be asked for first.
    By command: /handed_{ $number }
staff-handover-sought = Case { $number }: it is on its way to whoever is on call for { $agency }. You hear when it has arrived.
staff-handover-arrived = Case { $number }: it has arrived in the private chat of whoever is on call for { $agency }. It is not opened yet.
staff-handover-opened = Case { $number }: whoever is on call for { $agency } opened it at { $at }.
staff-handover-nobody = <b>Case { $number }: nobody of { $agency } could be called. Nobody there has it.</b> Please phone them now: { $phone }.
staff-handover-silent = <b>Case { $number }: nobody of { $agency } has opened it yet.</b> Please phone them now: { $phone }.
error-handover-nobody = Nobody of the police is on call here now. Nothing was sent. Please phone them: { $phone }.
error-handover-not-possible = This case cannot go to the police duty desk from here. /bringin brings in another agency.
error-handover-on-its-way = It is on its way to the police duty desk already.
staff-history-handed_over = all of it given to the police duty desk
staff-history-handover_called = called as the person on call, for all of it
