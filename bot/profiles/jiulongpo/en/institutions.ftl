# Kinds of institutions that must report (article 3 of the opinion of 2020).
institution-kind-kindergarten = Kindergarten
institution-kind-primary_school = Primary school
institution-kind-middle_school = Middle school
institution-kind-training_centre = Training centre
institution-kind-activity_venue = Activity venue
institution-kind-school_bus = School-bus firm
institution-kind-nursery = Nursery
institution-kind-hospital = Hospital
institution-kind-maternity = Maternal and child health
institution-kind-clinic = Clinic
institution-kind-first_aid = First aid
institution-kind-child_welfare = Child welfare home
institution-kind-rescue_station = Rescue station
institution-kind-social_work = Social work
institution-kind-committee = Residents' or villagers' committee
institution-kind-hotel = Hotel or guesthouse

# The reminder of duty, to the head of an institution.
duty-letter = Whoever works with children must report at once when a child is harmed, may be harmed, or is in danger of it. The opinion of 2020 names nine such situations (articles 2 to 4). This holds for your institution and for everybody who works there.

    Please see to it that all of them know this and know the way. Put the poster up in the staff room. Have somebody do the short training.

    People who report in good faith are protected (article 15). People who must report and do not are held to account if the harm is grave. People who keep others from reporting are punished more severely (articles 16 and 17).

# /duty: the nine situations of article 4, and three questions.
duty-situation-n1 = <b>Private parts</b>
    A child's private parts are hurt or look wrong.
duty-situation-n2 = <b>A girl under 14</b>
    She has been, or may have been, sexually harmed. Or she is pregnant, or had an abortion.
duty-situation-n3 = <b>A girl of 14 or older</b>
    She is pregnant or had an abortion, and sexual harm may be the cause.
duty-situation-n4 = <b>Many injuries</b>
    A child has many injuries, is very thin, or is hard to wake. Beating, bullying, abuse or drugs may be the cause.
duty-situation-n5 = <b>Death or lasting harm</b>
    A child died or is disabled after suicide, self-harm, an injury at work, poison, drugs or beating.
duty-situation-n6 = <b>Left alone</b>
    A child was deserted, or nobody has looked after it for a long time.
duty-situation-n7 = <b>Missing or sold</b>
    Nobody knows where a child comes from. Or it is missing, was carried off, or was bought.
duty-situation-n8 = <b>Made to beg</b>
    Somebody makes a child beg.
duty-situation-n9 = <b>Other grave harm, or danger now</b>
    Other grave harm to a child, or it is in danger at this moment. Danger now goes to the police by phone first.
duty-question-sure = You only suspect it. Do you wait until you know more?
duty-answer-sure = No. It is enough that you suspect or fear it. Others look into it.
duty-question-told = A colleague says that they have reported it already. You do not know whether they did. Do you report?
duty-answer-told = Yes. Your own duty stays. The police put two reports of one child together.
duty-question-boss = Your manager asks you to wait. Do you wait?
duty-answer-boss = No. You report at once. You tell your institution too, but you need no permission. People who keep others from reporting are punished more severely.
