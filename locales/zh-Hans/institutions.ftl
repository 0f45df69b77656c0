# 负有报告义务的单位名录。名录文件各列的叫法，用英文逗号隔开。
typed-registry-code-column = 编号, 单位编号
typed-registry-name-column = 名称, 单位名称
typed-registry-kind-column = 类型, 类别, 单位类别
typed-registry-area-column = 片区, 街镇
typed-registry-above-column = 主管部门, 主管单位
typed-registry-contact-column = 联系人, 联系方式
typed-registry-staff-column = 教职工数, 员工数
typed-registry-children-column = 儿童数, 学生数
typed-registry-open-column = 状态, 是否在营
typed-registry-yes = 是, 开, 在营
typed-registry-no = 否, 关, 停办

## /institutions：名录与单个单位
staff-institutions = <b>负有报告义务的单位：{ $total } 家</b>
    无人关联：{ $unlinked } 家 · 近 12 个整月没有报告：{ $silent } 家 · 从未报告：{ $never } 家
    以个人身份的报告不计入。
staff-institutions-silent = <b>近 12 个整月没有报告的单位：{ $total } 家</b>
    只列负有报告义务的单位。无人关联：{ $unlinked } 家 · 从未报告：{ $never } 家
    以个人身份的报告不计入。
staff-institutions-none = 没有。
staff-institution-line-reported = <b>{ $name }</b>（{ $code }）
    { $kind } · { $area } · { $above } · 已关联 { $linked } 人 · 有过报告
staff-institution-line-silent = <b>{ $name }</b>（{ $code }）
    { $kind } · { $area } · { $above } · 已关联 { $linked } 人 · 12 个月内没有报告
staff-institution-line-unlinked = <b>{ $name }</b>（{ $code }）
    { $kind } · { $area } · { $above } · 无人关联 · 12 个月内没有报告
staff-institution = <b>{ $name }</b>（{ $code }）
    { $kind } · { $area } · 上级：{ $above }
    联系方式：{ $contact }
    教职工：{ $staff } · 儿童：{ $children }
staff-institution-closed = <b>{ $name }</b>（{ $code }），已停办
    { $kind } · { $area } · 上级：{ $above }
    联系方式：{ $contact }
    教职工：{ $staff } · 儿童：{ $children }
staff-institution-reported-yes = 负责人已加入：{ $heads } 人 · 已关联：{ $linked } 人 · 近 12 个整月：有报告
staff-institution-reported-no = 负责人已加入：{ $heads } 人 · 已关联：{ $linked } 人 · 近 12 个整月：没有报告
staff-institution-trained = 最近一次学习：{ $day }
staff-institution-reminded = 最近一次义务提醒：{ $day }
staff-institution-suggested = 已记录建议：{ $day } · 再次查看：{ $again }
staff-institution-head-follows = 邀请负责人：您会得到一个给负责人的链接，只能用一次，7 天内有效。不会通知任何人。
staff-institution-remind-follows = 发送义务提醒：{ $heads ->
        [0] 负责人还没有加入，您会得到这封信，请用其他方式送到
       *[other] 立即发给 { $heads } 名负责人
    }，并记录在案。
staff-institution-head-link = 给{ $name }的负责人：此链接只能用一次，7 天内有效。请只转给负责人本人。
    { $link }
staff-institution-reminded-now = 提醒现在发给{ $name }的负责人，已记录在案。
staff-institution-no-head = { $name }的负责人还没有加入。提醒已记录在案，请用其他方式把这封信送到：
staff-institution-crowd = 打开<b>{ $name }</b>教职工链接的账号特别多。海报可能贴在了人人经过的地方，或者链接被转发了。该单位负责人可以换一个新链接。
button-institutions-silent = 只看没有报告的
button-institutions-all = 看全部
button-institution-head = 邀请负责人
button-institution-remind = 发送义务提醒
button-institution-suggest = 已提出建议，{ $months } 个月后再看

## 教职工链接与负责人的页面
## 谁都可能打开，孩子也可能：句子要短
institution-link-ask = <b>{ $name }</b>
    这个链接给在这里工作的成年人用。
    如果是，请选择岗位。以后报告时，单位会自动填好。负责人只看得到关联了多少人，看不到姓名。
    如果不是，请按最后一个按钮。
institution-link-ask-child = 这个链接给在{ $name }工作的大人用。你想说什么，写在这里就行。
institution-linked = 这个账号已与<b>{ $name }</b>关联。以成年人身份报告时，单位会自动填好。每次都可以改为以个人身份报告。
    这部手机还有别人用吗？请解除关联，并用 /hide 清空本聊天。
institution-linked-child = 这个账号已经和{ $name }关联了。如果不对，请按“解除关联”。
institution-link-none = 这个账号没有与任何单位关联。同样可以写给我们：/start
institution-link-none-child = 这个账号没有关联任何学校或单位。可以写给我们：/start
institution-head = <b>{ $name }</b>
    已关联的教职工账号：{ $linked } 个
    带链接的海报请贴在教职工办公室，不要贴在走廊。这里不显示谁关联了、谁报告了。
institution-letter = <b>{ $name }负责人：</b>
institution-poster = 请用 A4 纸打印，贴在教职工办公室。拿到这一页的人都可以关联账号，请不要外传。
institution-head-trained = 最近一次学习：{ $day }
institution-renew-ask = 换新链接后，所有已关联的账号都会解除，旧海报失效。要继续吗？
institution-renewed = 新链接已生成，已关联的账号都已解除。请换上新海报。
button-institution-poster = 海报（PDF）
button-institution-renew = 换新链接
button-institution-renew-sure = 是，换新链接
button-link-no = 不在这里工作
button-link-end = 解除关联
o-post-teaching = 教学
o-post-care = 照看、保育
o-post-health = 医生、护士或其他医务人员
o-post-management = 负责管理
o-post-other = 其他岗位

## 教职工的报告
verified-note = 单位已自动填好。只有可以知道报告人是谁的工作人员看得到。
private-note = 现在以个人身份报告，这份报告里没有单位。
button-private-person = 以个人身份报告

## 贴在教职工办公室的海报
poster-title = 致本单位同事
poster-what = 有放心不下的事？可以在这里写下来。
poster-how = 用手机扫码，选择岗位即可，只需一分钟。
poster-where = 请贴在教职工办公室，不要贴在来访者经过的地方。

## 做不到时
error-link-over = 这个链接已经失效。同样可以在这里写：/start
error-no-such-institution = 没有可以查看的这家单位。
error-institution-closed = 名录中该单位已停办。
error-reminded-this-week = 七天之内已经提醒过。

## /duty
duty-place = <i>第 { $place } 页，共 { $total } 页</i>
duty-right = 对。
duty-wrong = 正好相反。
duty-end = 学完了。答案不会保存。
duty-end-linked = 学完了。名录里为本单位记下了今天的日期，不记姓名。
duty-nothing = 这里没有学习内容。
button-duty-yes = 是
button-duty-no = 否
button-duty-next = 下一页
button-duty-back = 上一页
button-duty = 简短学习
