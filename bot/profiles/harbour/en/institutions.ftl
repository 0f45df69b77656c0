# Kinds of institutions that must report.
institution-kind-nursery = Nursery
institution-kind-school = School
institution-kind-training = Training centre
institution-kind-clinic = Clinic
institution-kind-ferry = Ferry company
institution-kind-shelter = Shelter
institution-kind-guesthouse = Guesthouse

# The reminder of duty, to the head of an institution.
duty-letter = In Harbour County whoever works with children must report harm to them on the same day. It is enough that they suspect it.

    Please see to it that everybody knows the duty and the way, and that the poster hangs in the staff room.

# /duty: the situations, and three questions.
duty-situation-hurt = <b>Hurt</b>
    A child is injured and nobody can say well how. Or it is injured again and again.
duty-situation-neglect = <b>Not cared for</b>
    A child is often hungry, ill or dirty, and nobody sees to it.
duty-situation-sexual = <b>Sexual harm</b>
    A child was touched, shown or asked for what no child should be.
duty-situation-alone = <b>Left alone or missing</b>
    A child was left, is missing, or nobody knows whose it is.
duty-situation-danger = <b>Danger now</b>
    A child is in danger at this moment. Call the police first.
duty-question-sure = You only suspect it. Do you wait until you know more?
duty-answer-sure = No. It is enough that you suspect or fear it. Others look into it.
duty-question-told = A colleague says that they have reported it already. You do not know whether they did. Do you report?
duty-answer-told = Yes. Your own duty stays.
duty-question-boss = Your manager asks you to wait. Do you wait?
duty-answer-boss = No. You report on the same day. You ask for no permission.
