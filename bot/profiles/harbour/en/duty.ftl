# The duty to report, as the law of the place has it.
info-duty = <b>The duty to report</b>

    In Harbour County, whoever works with children must report harm to them. It is enough that they suspect it.

    <b>Who must report</b>
    • schools, nurseries and clubs
    • doctors, nurses and the clinic
    • social workers and homes for children
    • hotels, ferries and the harbour office

    <b>When</b>
    On the same day. Danger now goes to the police first, not to this chat.

    <b>What the law says</b>
    • People who report in good faith are safe, even if it turns out otherwise.
    • People who must report and do not can lose the right to work with children.
    • Nobody may give away who reported.

    Parents, neighbours and children may report too. They need no permission.
info-duty-child = <b>Who has to tell</b>

    Teachers and doctors must tell when a child gets hurt. You do not have to.

    You may always tell us. You do not need to ask anyone first.
