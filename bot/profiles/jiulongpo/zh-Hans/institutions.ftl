# 负有强制报告义务的单位类别（2020 年意见第三条）。
institution-kind-kindergarten = 幼儿园
institution-kind-primary_school = 小学
institution-kind-middle_school = 中学
institution-kind-training_centre = 校外培训机构
institution-kind-activity_venue = 校外活动场所
institution-kind-school_bus = 校车服务单位
institution-kind-nursery = 托育机构
institution-kind-hospital = 医院
institution-kind-maternity = 妇幼保健机构
institution-kind-clinic = 诊所
institution-kind-first_aid = 急救中心
institution-kind-child_welfare = 儿童福利机构
institution-kind-rescue_station = 救助管理站
institution-kind-social_work = 社会工作服务机构
institution-kind-committee = 居（村）民委员会
institution-kind-hotel = 旅店、宾馆

# 发给单位负责人的义务提醒。
duty-letter = 密切接触未成年人的单位及其工作人员，在工作中发现未成年人遭受、疑似遭受侵害或者面临侵害危险的，应当立即报告，具体为 2020 年意见第四条所列九种情形（第二条至第四条）。贵单位和全体工作人员都负有这一义务。

    请确保全体工作人员知道这一义务和报告途径，把海报贴在教职工办公室，并安排人员完成简短学习。

    出于善意报告的，不承担责任（第十五条）。负有报告义务而不报告、造成严重后果的，依法依规追究责任；阻止他人报告的，从重处理（第十六条、第十七条）。

# /duty：第四条所列九种情形，以及三道题。
duty-situation-n1 = <b>隐私部位</b>
    未成年人的生殖器官或隐私部位遭受或疑似遭受非正常损伤。
duty-situation-n2 = <b>不满 14 周岁的女孩</b>
    遭受或疑似遭受性侵害，或者怀孕、流产。
duty-situation-n3 = <b>14 周岁以上的女孩</b>
    遭受或疑似遭受性侵害所致怀孕、流产。
duty-situation-n4 = <b>多处受伤</b>
    身体多处受伤、严重营养不良、意识不清，存在或疑似存在家庭暴力、欺凌、虐待、殴打或者被人麻醉等情形。
duty-situation-n5 = <b>死亡或伤残</b>
    因自杀、自残、工伤、中毒、被人麻醉、殴打等非正常原因导致伤残、死亡。
duty-situation-n6 = <b>无人照管</b>
    被遗弃，或者长期处于无人照料状态。
duty-situation-n7 = <b>失踪或来源不明</b>
    来源不明、失踪，或者被拐卖、收买。
duty-situation-n8 = <b>被组织乞讨</b>
    被组织乞讨。
duty-situation-n9 = <b>其他严重侵害或正面临危险</b>
    其他严重侵害未成年人身心健康的情形，或者正在面临危险。正面临危险时，先打报警电话。
duty-question-sure = 只是怀疑。要等知道得更多再报告吗？
duty-answer-sure = 不用。有怀疑或担心就应当报告，由别人去查清。
duty-question-told = 同事说已经报告过了，但不知道是不是真的。还要报告吗？
duty-answer-told = 要。自己的义务还在。同一个孩子的两份报告会合在一起处理。
duty-question-boss = 领导让您先等等。要等吗？
duty-answer-boss = 不等，立即报告。同时告诉本单位，但不需要谁批准。阻止他人报告的，从重处理。
