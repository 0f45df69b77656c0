# 报告凭证：已履行报告义务的签名凭证，以及核对凭证。
# 变量与 en/slips.ftl 相同。

## 索取凭证
button-slip = 履行报告义务的凭证
button-slip-make = 可以，发到这里
button-slip-no = 暂时不要
slip-ask = <b>您已报告的凭证</b>

    上面写着：{ $institution }，{ $day }，一个单独的凭证编号，以及已履行报告义务。不写您说了什么、涉及谁，也不写后来怎么处理。
slip-ask-named = 单位名称照您写的填，凭证上会注明这一点。
slip-ask-safe = 凭证会以可打印的文件和文字发到这里，删除之前一直都在。能打开这个聊天的人都看得到。这样对您安全吗？
slip-not-made = 没有开具凭证。以后需要时发 /status，或者用 /follow 加五个词来索取。
slip-too-often = 今天已经发过多次，请过些时候再试。
slip-page = 这是您的凭证，可以打印或转交。下一条消息是文字版。任何人都可以用 /verify 核对。

## 转交单位负责人
button-slip-head = 转交给负责人
button-slip-hand = 可以，转交
slip-head-ask = <b>把这份凭证转交给{ $institution }的负责人吗？</b>

    负责人会看到凭证上的内容。我们不会说您是谁，但负责人会知道{ $institution }有人在 { $day } 作过报告，也可能猜到是谁。转交后无法收回。

    如果您说的事涉及负责人或与其亲近的人，请不要转交。
slip-handed = 凭证现在转给负责人，其他内容都不会转。
slip-to-head = <b>{ $institution }的报告凭证</b>

    贵单位有工作人员自愿把这份凭证转给您：已按义务作过一次报告。凭证不说明是谁报告、报告了什么、涉及何人。请不要追查是谁。可以用 /verify 核对凭证。

## 凭证页面
slip-title = 报告凭证
slip-page-institution = 单位
slip-page-by = 名称来源
slip-page-day = 日期
slip-page-number = 凭证编号
slip-by-registry = 单位名录
slip-by-sender = 报告人填写
slip-page-says = 当日已按义务作过一次报告。
slip-page-silent = 本凭证不说明报告了什么、涉及何人以及后续处理。
slip-page-check = 核对方法：向 @{ $bot } 发送 /verify，然后发送本文件或下方各行文字。只核对签名，不查询任何记录。密钥指纹：

## 核对凭证
command-verify = 核对凭证
verify-ask = 请发来凭证，PDF 或文字都行。我们只核对签名。
verify-away = 文件没有收到。请过一会儿再发一次。
verify-told = 这不是凭证，已作为报告内容收下。要核对凭证，请发 /verify。
verified-genuine = <b>这份凭证是真的。</b>

    单位：{ $institution }
    名称来源：{ $by }
    日期：{ $day }
    凭证编号：{ $slip }

    当日已按义务作过一次报告。请与手中的凭证逐项对照。没有查询任何记录：看不出报告了什么、涉及何人、后来怎样。
verified-changed = <b>这份凭证现在的样子不是真的。</b>至少有一个字符与签名时不同。请对照纸面逐行检查后再发一次。编码里没有字母 i、l、o、u。
verified-other-key = <b>这份凭证在这里无法核对。</b>本热线没有它所写的密钥。可能是别的热线开具的，可能是本热线已停用这把密钥，也可能是密钥那一行与纸面不同。
verified-more = 这里面有一份凭证，也有别的文字。请只发从 SLIP-1 到签名末尾的各行。
verified-none = 这不是凭证。凭证以 SLIP-1 开头。请发它的各行文字或 PDF。
verified-long = 内容太长，不是凭证。请发凭证的各行文字或 PDF。
verified-file-changed = <b>这个 PDF 与开具时不一样。</b>里面有内容被改动。请索取最初的文件，或者发上面印的各行文字。
verified-file-unsealed = 这个 PDF 没有凭证的印记，可能被别的软件重新保存或打印过。请发上面印的各行文字。

## 谁能看到
info-privacy-slips = 履行报告义务的<b>凭证</b>都有签名。密钥指纹：<code>{ $fingerprint }</code>。任何人都可以用 /verify 核对凭证。
