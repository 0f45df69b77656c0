# 有危险时（Q 规则 1、2）：这里的每句话只说读到时确实如此的事（SG40）。
# 变量与 en/danger.ftl 相同。

## 打给谁
help-card-danger = 如果有人可能受伤，<b>请马上打 { $police }</b>。如果有人受伤或生病，请打 <b>{ $ambulance }</b>。
help-card-danger-child = 如果有人可能受伤，<b>马上打 { $police }</b>。如果有人受伤或生病，打 <b>{ $ambulance }</b>。
help-card-danger-teen = 如果你可能受伤，<b>马上打 { $police }</b>。如果受伤或生病，打 <b>{ $ambulance }</b>。
help-card-danger-peer = 如果有人可能受伤，<b>马上打 { $police }</b>。如果有人受伤或生病，打 <b>{ $ambulance }</b>。
help-card-self_harm_now = 谢谢你告诉我们。你不是一个人。

    现在可能受伤，就打 <b>{ $ambulance }</b>。想找人说说，打 <b>{ $psychological }</b> 或 <b>{ $youth }</b>。请待在你信任的人身边。

    你可以继续写，也可以停下。
help-card-self_harm_now-child = 谢谢你告诉我们。你不是一个人。

    现在可能受伤，就打 <b>{ $ambulance }</b>。想找人说说，打 <b>{ $psychological }</b> 或 <b>{ $youth }</b>。请待在你信任的人身边。

    你可以继续写，也可以停下。

## 还没有人知道时
lane-waits = 现在还没有人知道这件事。选好是哪一种伤害，值班人员马上就会收到。如果在那之前停下，已写的内容会在 <b>{ CLOCK($until) }</b> 发给他们。
lane-waits-child = 现在还没有人知道。如果你停在这里，<b>{ CLOCK($until) }</b> 我们会把你写的发给能帮忙的人。
lane-waits-teen = 现在还没有人知道。如果你停在这里，<b>{ CLOCK($until) }</b> 我们会把你写的发给能帮忙的人。

## 有了编号之后
passed-on = 我们收到了。您的编号是 <b>{ $number }</b>。接下来的回答会继续加进去。
passed-on-child = 我们收到了。你的编号是 <b>{ $number }</b>。
passed-on-teen = 我们收到了。你的编号是 <b>{ $number }</b>。
lane-thanks = 你说出来是对的。这不是你的错。

## 提醒到了哪一步
alert-on_its_way = 提醒正在发给值班人员，{ $acknowledge }内应该有人接手。
alert-on_its_way-child = 我们正在告诉能帮忙的人。{ $acknowledge }内应该有人来处理。
alert-on_its_way-teen = 我们正在告诉能帮忙的人。{ $acknowledge }内应该有人来处理。
alert-told = 值班人员已经收到提醒，{ $acknowledge }内应该有人接手。
alert-told-child = 能帮忙的人已经收到了。{ $acknowledge }内应该有人来处理。
alert-told-teen = 能帮忙的人已经收到了。{ $acknowledge }内应该有人来处理。
alert-taken = 已经有工作人员接手。
alert-taken-child = 已经有人在处理了。
alert-taken-teen = 已经有人在处理了。
alert-late = 到现在还没有人接手，我们会继续催。如果有人有危险，请马上打 <b>{ $police }</b>。
alert-late-child = 现在还没有人接手，我们会接着催。如果有人可能受伤，马上打 <b>{ $police }</b>。
alert-late-teen = 现在还没有人接手，我们会接着催。如果你可能受伤，马上打 <b>{ $police }</b>。
alert-late-peer = 现在还没有人接手，我们会接着催。如果有人可能受伤，马上打 <b>{ $police }</b>。
alert-held = 这里发来的报告太多，这一件要先有人看过，最多 { $held }。如果有人有危险，请马上打 <b>{ $police }</b>。
alert-held-child = 这件要先有人看一下，最多等 { $held }。如果有人可能受伤，马上打 <b>{ $police }</b>。
alert-held-teen = 这件要先有人看一下，最多等 { $held }。如果你可能受伤，马上打 <b>{ $police }</b>。

## 工作人员可以在这里写，只限一段时间
button-may-write = 工作人员可以在这里给我发消息
button-may-write-child = 帮忙的人可以在这里给我发消息
button-may-write-teen = 帮忙的人可以在这里给我发消息
may-write-on = 现在可以在这里发消息了。离开一小时后，或点“隐藏”后，就不再发。
may-write-off = 好的，不会因为这个按钮在这里发消息了。
may-write-refused = 之前选的是不要在这里发消息。想改的话，可以修改那个回答。
wrote-back = 已经记下，正在告诉工作人员您写了新内容。
wrote-back-child = 我们记下了，正在告诉帮忙的人你写了新的话。
wrote-back-teen = 我们记下了，正在告诉帮忙的人你写了新的话。

## 想要五个词时
button-five-words = 给我五个词，以后再来看
five-words-later = 已经要过好几次了。请过一会儿再试。

## 之后的消息，只在知道安全时才发（开头措辞中性）
tell-danger_sent = 编号 { $number } 有新消息：写下的内容我们已经收到，可以在这里继续写。情况变坏请打 { $police }。
tell-danger_sent-child = 编号 { $number } 有新消息：你写的我们收到了。如果情况变坏，打 { $police }。
tell-danger_sent-teen = 编号 { $number } 有新消息：你写的我们收到了。如果情况变坏，打 { $police }。
tell-left_alone = 编号 { $number } 有新消息：到现在还没有人接手，我们会继续催。情况紧急，请马上打 <b>{ $police }</b>。
tell-left_alone-child = 编号 { $number } 有新消息：现在还没有人接手。如果很急，马上打 <b>{ $police }</b>。
tell-left_alone-teen = 编号 { $number } 有新消息：现在还没有人接手。如果很急，马上打 <b>{ $police }</b>。
tell-left_alone-peer = 编号 { $number } 有新消息：现在还没有人接手。如果很急，马上打 <b>{ $police }</b>。

## 隐藏、停止、重新开始
hide-choice-waits = 写到一半的内容会在 { CLOCK($until) } 发出，除非现在删除。
hide-choice-waits-child = 写到一半的会在 { CLOCK($until) } 发出。不想发，现在可以删掉。
hide-choice-sent = 要保留进度，还是到此结束？
hidden-sent = 之前已经发出，所以没能删除。这个聊天已经清空。
hidden-sent-child = 之前已经发出，所以没能删掉。这个聊天清空了。
begin-again-waits = 现在还没有人知道这件事。重新开始的话，已写的内容会删除，谁也收不到。不重新开始的话，会在 <b>{ CLOCK($until) }</b> 发出。
begin-again-waits-child = 现在还没有人知道。重新开始的话，写过的会删掉，谁也收不到。
begin-again-waits-teen = 现在还没有人知道。重新开始的话，写过的会删掉，谁也收不到。
already-sent = 之前写的已经发出。用 /status 可以查看。
already-sent-child = 之前写的已经发出去了。点 /status 可以看。
already-sent-teen = 之前写的已经发出去了。点 /status 可以看。
resume-urgent = 编号 <b>{ $number }</b> 的事已经告诉我们了。可以继续补充，也可以说一件新的事。
resume-urgent-child = 编号 <b>{ $number }</b> 的事我们知道了。可以再补充，也可以说一件新的事。
button-let-go-out = 照样发出
button-keep-place = 保留进度
button-end = 到此结束

## 给工作人员
staff-story-may-write = 报告人允许在这里发消息，到 { CLOCK($until) } 为止。对方每操作一次就顺延，点“隐藏”即终止。
