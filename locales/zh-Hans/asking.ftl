# 向报告人提问：工作人员的操作（/ask、/unask），以及报告人看到的内容。
# 变量与 en/asking.ftl 相同。

## 提问（/ask）
button-ask = 向报告人提问
button-unask = 撤回提问
command-ask = 向报告人提问：/ask 12
staff-ask-report = <b>向案件 { $number } 的报告人提问</b>
    本案有几位报告人。要问哪一位？其他人不会知道。
staff-ask-one = { $n }：{ $who }，{ $at } 报告
staff-ask-report-key = 报告 { $n }
staff-ask-who_adult = 成年人
staff-ask-who_teen = 14 至 17 岁，说自己的事
staff-ask-who_peer = 14 至 17 岁，说别人的事
staff-ask-who_child = 不满 14 岁，说自己的事
staff-ask-who_friend = 不满 14 岁，说别人的事
staff-ask-template = <b>向案件 { $number } 的报告人提问</b>
    请选一个问题。对成年人也可以自己写。
staff-ask-write = 案件 { $number }：请写下问题。要开放地问：什么、哪里、什么时候、谁、怎样。不要提对方没有说过的事。
staff-ask-preview = <b>案件 { $number } 的报告人会被问到：</b>
staff-ask-goes = 从 { $at } 起，对方会收到一条消息，只说有内容可看。点开后才显示问题。
staff-ask-waits = 不能主动联系对方，所以不发消息。对方用 /status 或五个词来查看时才会看到问题。
staff-ask-gated = 对方要先输入五个词才能看到，十分钟后从聊天中删除。
staff-ask-goes-on = 各项时限照常；提问不算答应过的答复。如果到 { $due } 还没有回答，会告诉您。
staff-ask-sent = 案件 { $number }：问题已留给报告人，会告诉对方有内容可看。
staff-ask-kept = 案件 { $number }：问题已保存，等报告人来查看。
staff-ask-answered = 案件 { $number }：报告人已回答您的问题。查看：/open_{ $number }
staff-ask-unanswered = 案件 { $number }：您的问题三天没有得到回答。对方仍可回答。要撤回请发 /unask_{ $number }
staff-ask-answered-lead = <b>案件 { $number }</b>：报告人已回答提问，请在私聊中查看：/open_{ $number }
staff-ask-unanswered-lead = <b>案件 { $number }</b>：提问三天没有得到回答，对方仍可回答。要撤回请在私聊中发 /unask_{ $number }

## 不能用的问法，以及更好的问法
staff-ask-refused-nothing-asked = 这里还没有问题。例如：“孩子现在怎么样？”
staff-ask-refused-too-long = 超过了 300 个字。一次只问一件事。
staff-ask-refused-asks-why = “为什么”听起来像责怪，对方会不愿再说。可以问：“在那之前发生了什么？”
staff-ask-refused-blames = 这样的话听起来像责怪或不信任。可以问：“您自己看到了什么？”
staff-ask-refused-leads = 这样问只能答“是”或“不是”，等于替对方说话。请用什么、哪里、什么时候、谁、怎样来问：“后来发生了什么？”
staff-ask-refused-states = 这里提到了对方没有说过的事。请开放地问：“后来发生了什么？”“您还看到了什么？”

## 撤回提问（/unask）
command-unask = 撤回提问：/unask 12
staff-unask-which = 案件 { $number }：要撤回哪个问题？
staff-unask-key = 问题 { $n }
staff-unask-preview = 案件 { $number }：撤回这个问题？还没看过的人不会再看到。已经回答的内容会保留。
staff-unask-done = 案件 { $number }：问题已撤回。

## 打开的报告中
staff-questions = <b>向报告人的提问</b>
staff-question-line = { $at }，{ $agency }：{ $state }
staff-question-open = 等待回答，至 { $due }
staff-question-answered = 已回答
staff-question-unanswered = 尚未回答
staff-question-withdrawn = 已撤回
staff-story-answers = 回答的问题：
staff-story-file = （一个文件）
staff-history-asked = 向报告人提问
staff-history-question_withdrawn = 撤回提问
error-two-questions-wait = 已有两个问题在等待回答。请用 /unask 撤回一个，或等对方回答。
error-approved-questions-only = 对未满 18 岁的人只能用规定的问题。请从中选一个。
error-nobody-to-ask = 本案没有可以提问的人。
error-no-question-waits = 本案没有等待回答的问题。

## 报告人看到的内容
tell-question = 编号 { $number } 有新消息，有一段内容可以看。请在身边没有别人、方便的时候打开看。
tell-question-child = 编号 { $number } 有新消息。请在身边没有别人、方便的时候打开看。
button-read-question = 打开看
question-gate = 请写下那五个词，然后就能看到。发出的消息会马上删掉。
question-gate-child = 请写下那五个词，然后就能看到。发出的消息会马上删掉。
question-own = { $text }
question-how = 可以打字、发语音、发文件或位置来回答。最后点“好了”。
question-how-child = 可以打字、发语音、发文件或位置。最后点“好了”。
question-goes = 这条消息 { $shown }后会消失。
question-over = 现在没有需要回答的了，谢谢。
question-later = 有一段内容等着看。请先完成这里，再发 /status 查看。
question-later-child = 有一段内容等着看。先做完这里，再发 /status 来看。
status-question = 工作人员提了一个问题。请在身边没有别人的时候看。
status-question-child = 他们问了你一个问题。请在身边没有别人的时候看。
status-question-teen = 他们问了你一个问题。请在身边没有别人的时候看。

## 撤回答复（/takeback）
button-take-back = 撤回
command-takeback = 撤回答复：/takeback 12
staff-reply-waits = 一分钟后发出，在那之前可以撤回。
staff-reply-waits-kept = 一分钟后对方可以看到，在那之前可以撤回。
staff-story-unsent = <b>尚未发出</b>：这条答复将在 { CLOCK($at) } 发出，在那之前可以撤回：/takeback_{ $number }
staff-reply-taken-back = 案件 { $number }：已撤回，报告人不会收到。内容是：
staff-history-answer_written = 写了答复
staff-history-answer_taken_back = 撤回答复
staff-history-answer_left = 答复已发出
error-answer-has-left = 本案没有可撤回的答复：已经发出，或已撤回。
error-answer-waits = 给报告人的答复一分钟内发出，请在那之后再同意结案。
staff-reply-left = 案件 { $number } 的答复已发出。
staff-reply-left-kept = 案件 { $number } 的答复现在可以看到，报告人来查时会看到。
staff-reply-taken_back = 案件 { $number } 的答复已撤回，报告人不会收到。
staff-reply-names = 请再看一下：报告里有“{ $words }”。谁看到这部手机，谁就会看到它。
button-read-answers = 看答复
