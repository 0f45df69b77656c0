# The duty to report, as the law of the place has it.
info-duty = <b>The duty to report</b>

    Since May 2020, many people in China must report harm to children. It is enough that they suspect it, or that it may happen.

    <b>Who must report</b>
    • schools, kindergartens and training centres
    • hospitals, clinics and first aid
    • village and community committees
    • child welfare, rescue stations and social workers
    • hotels and guesthouses
    • school buses and places where children meet
    • state bodies and their staff

    <b>When</b>
    At once, to the police. Danger now goes to the emergency number first, not to this chat.

    <b>What the law says</b>
    • People who report in good faith are not punished, even if it turns out otherwise.
    • People who must report and do not can be punished if grave harm follows.
    • People who stop others from reporting are punished more severely.
    • The law forbids revealing who reported.

    Parents, neighbours and children may report too. They need no permission.

info-duty-child = <b>Who has to tell</b>

    Teachers and doctors must tell when a child gets hurt. You do not have to.

    You may always tell us. You do not need to ask anyone first.
