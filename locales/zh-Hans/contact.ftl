# 回执词、凭回执词查看、聊天自动清空。
# 变量与 en/contact.ftl 相同。

## 只显示一次的回执词
receipt-code = 请记住这五个词：<tg-spoiler>{ $words }</tg-spoiler>

    点一下就能看到。请写下来，最好不要存在这部手机里。发 /follow 和这五个词，用任何账号都能再查看。
    只显示这一次，{ $shown }后这条消息会消失。
receipt-code-child = 请记住这五个词：<tg-spoiler>{ $words }</tg-spoiler>

    点一下就能看到。最好写在纸上。以后发 /follow 和这五个词再来看。
    只显示一次，{ $shown }后会消失。

## 再来查看
follow-ask = 请写下那五个词。发出的消息会马上删掉。
follow-wrong = 这几个词对不上。请再看一下，然后发 /follow。
follow-paused = 试的次数太多了。{ CLOCK($until) } 以后可以再试。想说新的事，随时都可以。
followed = { DAY($sent) }发出。
follow-add = 请写下或发来要补充的内容，写完点“好了”。
follow-added = 已补充，会转给工作人员。可以继续写，或点“好了”。
follow-kept = 已补充。可以继续写，或点“好了”。
follow-reopened = 已补充。这件事原来已经结案，现在重新办理。可以继续写，或点“好了”。
follow-reopened-told = 已补充。这件事现在重新办理，工作人员已经接到通知。可以继续写，或点“好了”。
staff-history-followed = 凭回执词查看过

## 自动清空
cleaning = 要让这个聊天自动清空吗？双方的每条消息写出后过一段时间就会删掉。已经发给我们的内容仍在我们这里。
cleaning-child = 要让这个聊天自动清空吗？每条消息过一段时间就会删掉。发给我们的还在我们这里。
cleaning-set = 好了。这里的每条消息 { $count } 小时后删掉。聊天的名字还在列表里；在那以前，登录了同一账号的其他手机上可能还看得到。
cleaning-set-child = 好了。这里的每条消息 { $count } 小时后删掉。聊天的名字还在。
cleaning-off = 好了。这里的消息会一直在，直到发 /hide。

## 按钮和菜单
button-have-it = 我记住了
button-about = 是 { $number } 的事
button-about-new = 是新的事
button-have-code = 我有五个词
button-clean = 自动清空
button-clean-not = 不自动清空
button-clean-hours = { $count } 小时
command-follow = 凭五个词查看
