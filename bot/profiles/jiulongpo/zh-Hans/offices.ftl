# 写的人怎么称呼单位和场所
o-who-committee = 村（居）委会
o-official_body-procuratorate = 检察院
o-official_body-police = 公安
o-official_body-supervision = 监委
o-official_body-education = 教育
o-official_body-civil_affairs = 民政
o-official_body-justice = 司法
o-official_body-health = 卫健
o-official_body-youth_league = 共青团
o-official_body-women_federation = 妇联
o-official_body-other = 其他单位
o-unit_kind-committee = 村（居）委会
