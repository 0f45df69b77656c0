# Bodies and places as whoever reports names them.
o-who-committee = Village or community committee
o-official_body-procuratorate = Procuratorate
o-official_body-police = Police
o-official_body-supervision = Supervisory commission
o-official_body-education = Education
o-official_body-civil_affairs = Civil affairs
o-official_body-justice = Justice
o-official_body-health = Health
o-official_body-youth_league = Youth league
o-official_body-women_federation = Women's federation
o-official_body-other = Another office
o-unit_kind-committee = Village or community committee
