# 九家单位
agency-PROC = 区人民检察院
agency-PROC-short = 检察院
agency-PSB = 区公安分局
agency-PSB-short = 公安
agency-SUP = 区监察委员会
agency-SUP-short = 监委
agency-EDU = 区教育委员会
agency-EDU-short = 教委
agency-CIV = 区民政局
agency-CIV-short = 民政
agency-JUS = 区司法局
agency-JUS-short = 司法
agency-HEA = 区卫生健康委员会
agency-HEA-short = 卫健委
agency-CYL = 共青团区委
agency-CYL-short = 团区委
agency-WOM = 区妇女联合会
agency-WOM-short = 妇联

# 其他文字里提到时
body-police = 公安
body-supervising = 检察院
