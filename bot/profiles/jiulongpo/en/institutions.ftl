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
