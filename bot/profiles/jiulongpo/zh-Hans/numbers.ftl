# 各号码是谁的
number-police = 报警：现在有危险
number-ambulance = 急救：受伤、生病、中毒
number-psychological = 心理援助，想找人说说
number-youth = 青少年服务
number-women = 妇女儿童维权
number-city = 市民热线，什么都可以问
number-procuratorate = 检察院
number-legal_aid = 免费法律援助
