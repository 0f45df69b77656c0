# 做不到时的友好答复。纯文字：有些会以小提示弹出。
# 变量：$limit（error-too-long） · $police $ambulance（apology、outage）。

error-fault = 我们这边出了点问题，请再试一次。
error-conflict = 这次没有成功，请再试一次。
error-refused = 这里不能这样做。
error-bad-answer = 这一题请点按钮，或写几个字。
error-not-an-option = 请从按钮里选一个。
error-answer-required = 请选一个，选“不知道”也可以。
error-nothing-chosen = 请至少选一个，选“不知道”也可以。
error-wrong-kind = 这里请点按钮。
error-too-long = 这一题已经写满，这一条没有存下。其余的请在发送之后补充，或存成文本文件发来。一题最多 { $limit } 字。
error-too-much-added = 这条没有存下：今天补充得太多了。之前的都在，明天可以再补充。
error-too-many-files = 这个文件没有存下：文件太多了。之前的都在。
error-illegal-step = 现在还不能这样做。
error-not-allowed = 这一项现在不能使用。
error-not-found = 这里没有找到。
error-stale-button = 这是之前的按钮，现在用不了。请看最新的一条消息。
error-no-draft = 现在没有写到一半的内容。发 /start 开始，发 /status 查看。

## 我们这边出错时：没有丢失内容，以及该打给谁
apology = 我们这边出了问题，很抱歉。之前写的都还在，请过一会儿再试。
    现在有危险，请打 <b>{ $police }</b>。有人受伤或生病，请打 <b>{ $ambulance }</b>。

outage = 我们这边现在出了故障，对不起。写的内容会保留，恢复后马上会看到，不用重写。如果刚才按了按钮，请稍后再按一次。
    现在有危险，请打 <b>{ $police }</b>。有人受伤或生病，请打 <b>{ $ambulance }</b>。

## 一下子发得太多
too-many = 消息太多，新发的有几条没存下来。请等两分钟再写；有危险就打 { $police }。
too-many-over = 现在又能看到消息了。没存下的有 { $count } 条，重要的请再发一次。

## 不在谈话中的人
unknown-command = 没有这个命令，请直接用自己的话写。需要求助电话，请发 /help。

## 办案步骤此时不能进行
error-copy-only-watches = 本案抄送贵单位供监督，由主办单位处理。
error-already-acknowledged = 贵单位已有人签收本案。
error-lead-cannot-decline = 贵单位是主办，不能退出。须先由其他单位接手主办。
error-ask-supervising = 这一步只能由{ body-supervising }操作，请联系他们。
error-ask-police = 这一步由{ body-supervising }操作；{ body-police }主办时，{ body-police }也可以。
error-ask-head-of-police = 这一步由{ body-supervising }操作；{ body-police }主办时，{ body-police }负责人也可以。
error-ask-head = 这一步由主办单位负责人或{ body-supervising }操作。发 /case 可看是哪个单位主办。
error-ask-head-or-above = 这一步由主办单位负责人、监督人员或{ body-supervising }操作。发 /case 可看是哪个单位主办。
error-ask-heads = 这一步由办理本案各单位的负责人操作，各管本单位。发 /case 可看有哪些单位。
error-ask-lead-officer = 这一步由主办单位群里的工作人员、监督人员或{ body-supervising }操作。
error-ask-the-agencies = 这一步由办理本案的单位操作。发 /case 可看有哪些单位。
error-ask-supports = 这一步由协办单位操作。发 /case 可看有哪些单位。
error-ask-officers = 这一步由各单位的工作人员和负责人操作。
error-ask-officers-or-above = 这一步由各单位的工作人员、负责人和监督人员操作。
error-not-asked-to-lead = 这一步由被请求主办的单位操作。没有人请贵单位主办。
error-not-handed-to-you = 这一步由接手本案的警方值班人员操作。
error-acknowledge-first = 请先签收。
error-assess-first = 请先评估。
error-act-first = 请先记录一项措施。
error-answer-first = 请先答复报告人。
error-nothing-to-approve = 本案还没有人提议结案。
error-no-lower-class-waits = 本案没有待同意的降级提议。
error-second-person-needed = 这是您提议的，须由另一人同意。
error-already-lead = 该单位不能接手本案主办。
error-declined-already = 贵单位已不参与本案。
error-own-words-count = 孩子亲口说的，可信度从 2 起。
