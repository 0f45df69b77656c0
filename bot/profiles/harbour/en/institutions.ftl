# Kinds of institutions that must report.
institution-kind-nursery = Nursery
institution-kind-school = School
institution-kind-training = Training centre
institution-kind-clinic = Clinic
institution-kind-ferry = Ferry company
institution-kind-shelter = Shelter
institution-kind-guesthouse = Guesthouse
