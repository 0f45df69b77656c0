# 有人离开，或丢失手机。

staff-left-done = { $who } 在这里不再有任何权限。其解锁方式、私聊中打开的内容和名下任务都已收回。请在 Telegram 里也把此人移出各群。
staff-left-own = 您在这里的全部权限已终止，包括所在单位群带来的权限。如有误，请联系监督人员。您仍可像任何人一样在这里报告。
staff-left-told = { $by } 已终止 { $who } 的全部权限（离职或丢失手机）。请确认此人已不在任何群里。
staff-returned-done = { $who } 所在的群对其重新有效。此人需要重新设置解锁方式；监督人员、负责人和审计人员需要新的邀请链接。
staff-returned-told = { $by } 已恢复 { $who } 的工作权限。
staff-rights-are-back = 您可以继续在这里工作。下一条命令会请您重新设置解锁方式。
error-whom = 请用这条命令回复此人的一条消息，或写出代表此人的八位字母和数字。
error-own-leave = 不能对自己这样做，请找监督人员。
error-left-already = 此人在这里已没有任何权限。
error-has-not-left = 此人没有离开。
error-ask-a-supervisor = 只有监督人员可以这样做，请联系他们。
error-answer-their-message = 请在本单位的群里，用这条命令回复此人的一条消息。
staff-history-staff_left = 终止了一人的权限
staff-history-staff_returned = 恢复了一人的权限
