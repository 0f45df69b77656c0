# 通用词：伤害类型、单位、街镇、等级、状态、结果、按钮、菜单、日期写法。
# 变量：$police $ambulance（bot-description）。

## 日期和时长的写法（Babel 格式）
format-moment = M月d日（EEE）HH:mm
format-day = M月d日（EEE）
format-clock = HH:mm
format-unit = short
format-between = { " " }

## 机器人自身：措辞中性，旁人可能看到屏幕（SG14）
bot-name = 区服务热线
bot-short-description = 本区的服务热线，点“开始”即可留言。
bot-description = 本区的服务热线，全天开放。点“开始”即可留言。紧急情况请直接拨打 { $police } 或 { $ambulance }。
command-start = 开始
command-help = 常用电话
command-status = 查看进展
command-hide = 清空聊天
command-language = 语言
command-info = 须知
command-privacy = 谁能看到
command-stop = 停止

## 伤害类型：成人说法和孩子的说法
harm-sexual_contact = 性侵害、猥亵
harm-sexual_contact-child = 有人乱碰身体
harm-sexual_online = 网络性侵害
harm-sexual_online-child = 网上发坏图片、聊让人难受的话
harm-assault = 殴打、伤害
harm-assault-child = 有人打人、伤人
harm-bullying = 欺凌
harm-bullying-child = 被同学欺负
harm-domestic_violence = 家庭暴力
harm-domestic_violence-child = 家里有人打骂
harm-desertion = 遗弃、无人看管
harm-desertion-child = 没有大人管
harm-neglect = 照顾不周、忽视
harm-neglect-child = 吃不饱、穿不暖
harm-abduction_missing = 失踪、被拐
harm-abduction_missing-child = 有人不见了，或被带走
harm-poisoning_drugging = 中毒、被下药
harm-poisoning_drugging-child = 吃了有毒的东西，或被下了药
harm-forced_begging = 被逼乞讨
harm-forced_begging-child = 被逼着讨钱
harm-child_labour = 使用童工
harm-child_labour-child = 被逼着干活
harm-self_harm = 自伤、自杀
harm-self_harm-child = 想伤害自己，或朋友有这种想法
harm-school_staff_abuse = 学校或培训机构人员伤害
harm-school_staff_abuse-child = 老师或教练伤害学生
harm-emotional_or_exposure = 威胁、毒品、酒吧、逼婚等
harm-emotional_or_exposure-child = 被威胁，或被带去坏地方
harm-failure_to_report = 有人隐瞒不报
harm-failure_to_report-child = 大人知道了却不管
harm-other = 其他
harm-other-child = 别的事
harm-unknown = 不清楚
harm-unknown-child = 不知道

## 其他文字里提到的两个单位；各地配置可以用自己的名称
body-police = 警方
body-supervising = 监督单位

## 每个地区都有的片区；各地自己的片区写在配置里
area-elsewhere = 其他地方
area-unknown = 地点不清楚

## 等级和状态
urgency-P1 = P1 特急
urgency-P2 = P2 紧急
urgency-P3 = P3 一般
urgency-P4 = P4 较轻
state-draft = 还没发送
state-received = 已收到
state-acknowledged = 已签收
state-assessed = 已评估
state-in_progress = 办理中
state-closed = 已结案
state-merged = 已并案

## 结果
outcome-criminal_filed = 刑事立案
outcome-public_order_case = 治安案件处理
outcome-warning_letter_DV = 家庭暴力告诫书
outcome-protection_order = 人身安全保护令
outcome-temporary_guardianship = 临时监护
outcome-medical_or_psych_care = 医疗或心理救助
outcome-school_measure = 学校采取措施
outcome-family_support_or_aid = 家庭帮扶或救助
outcome-legal_aid = 法律援助
outcome-official_held_to_account = 追究公职人员责任
outcome-referred_out = 转交其他单位
outcome-harm_not_found = 未发现伤害
outcome-insufficient_information = 线索不足
outcome-false_report = 不实报告

## 谈话中的按钮
button-skip = 跳过
button-done = 好了
# Pages of a long list of options.
button-more-options = 更多 ›
button-previous = ‹ 前一页
button-back = 上一步
button-help = 马上求助
button-hide = 隐藏
button-send = 发送
button-send-now = 先发送已写的
button-change = 修改
button-review = 检查并发送
button-stop = 停止并删除
button-go-on = 继续
button-begin-again = 重新开始
button-read-more = 详细了解
button-share-place = 发送我的位置
button-share-phone = 发送我的手机号
button-follow = 查看进展
button-add = 补充
button-more = 更多
button-keep-draft = 留着以后写
button-erase = 删除
button-remove-copy = 从聊天中删除
button-info = 须知
button-info-signs = 哪些迹象要留意
button-info-duty = 谁有义务报告
button-info-after = 报告之后
button-info-privacy = 谁能看到
button-language = 语言
button-new-report = 说一件新的事
