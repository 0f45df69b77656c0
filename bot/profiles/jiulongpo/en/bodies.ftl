# The nine bodies.
agency-PROC = District Procuratorate
agency-PROC-short = Procuratorate
agency-PSB = District Public Security Bureau
agency-PSB-short = Police
agency-SUP = District Supervisory Commission
agency-SUP-short = Supervision
agency-EDU = District Education Commission
agency-EDU-short = Education
agency-CIV = District Civil Affairs Bureau
agency-CIV-short = Civil Affairs
agency-JUS = District Justice Bureau
agency-JUS-short = Justice
agency-HEA = District Health Commission
agency-HEA-short = Health
agency-CYL = District Communist Youth League
agency-CYL-short = Youth League
agency-WOM = District Women's Federation
agency-WOM-short = Women's Federation

# As other texts speak of them.
body-supervising = the procuratorate
