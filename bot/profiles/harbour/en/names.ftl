# The five bodies, and two of them as other texts speak of them.
agency-COM = Harbour County Children's Commissioner
agency-COM-short = Commissioner
agency-POL = Harbour County Police
agency-POL-short = Police
agency-FAM = Family Services of Harbour County
agency-FAM-short = Family Services
agency-SCH = Harbour Schools Office
agency-SCH-short = Schools
agency-CLI = Harbour Clinic
agency-CLI-short = Clinic
body-supervising = the commissioner

# A kind of harm that other districts do not know.
harm-boat_work = Made to work on boats
harm-boat_work-child = Made to work on a boat

# Parts of the county.
area-old_quay = Old Quay
area-north_shore = North Shore
area-mill_town = Mill Town
area-islands = The islands

# Whom the numbers are of.
number-police = Police: danger now
number-ambulance = Ambulance: hurt, ill, poison
number-psychological = Someone to talk to
number-youth = For young people
number-coast_guard = Coast guard: danger at sea
number-city = County desk, any question
number-commissioner = Children's Commissioner

# Bodies and places as whoever reports names them.
o-who-ferry = Ferry or harbour crew
o-official_body-commissioner = Commissioner
o-official_body-police = Police
o-official_body-family_services = Family services
o-official_body-schools = Schools office
o-official_body-clinic = Clinic
o-official_body-other = Another office

# The line as the county calls it.
bot-name = Harbour Line
bot-short-description = A line of the county. Press Start to write.
bot-description = A line of the county, open day and night. Press Start to write. In an emergency call { $police } or { $ambulance }.
q-area = Which part of the county?

# A question of the county's own.
q-boat_name = Which boat or ship is it, if you know?
heading-boat_name = Boat
