# Whom the numbers are of.
number-police = Police: danger now
number-ambulance = Ambulance: hurt, ill, poison
number-psychological = Someone to talk to
number-youth = For young people
number-women = Rights of women and children
number-city = City line, any question
number-procuratorate = Procuratorate
number-legal_aid = A lawyer for free
