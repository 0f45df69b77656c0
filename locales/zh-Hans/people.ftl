# 工作人员名单，供监督人员使用：$who（八位代号）$roles $agency $total $tasks
staff-people = <b>工作人员</b>（{ $total }）。每人以八位代号表示，本人在输入验证码的提示下方可以看到。
staff-person-line = { $who }：{ $roles }
staff-person-supervisor = 监督人员
staff-person-auditor = 审计人员
staff-person-head = { $agency }负责人
staff-person-member = { $agency }
staff-person-left = 在这里没有权限
staff-person-leaves =
    { $who } 是否已离职，或丢失了手机？确认后，其全部权限立即终止，包括验证码、私聊中打开的内容和值班安排。{ $tasks ->
        [0] 其名下没有未完成的任务。
       *[other] 其名下 { $tasks } 项未完成的任务会收回，由所在单位重新安排。
    }本人和其他监督人员都会收到通知。群里的权限以后可以恢复；监督人员、负责人和审计人员需要新的邀请链接。
staff-person-returns = { $who } 是否恢复工作？确认后，其所在的群重新有效，本人需要重新设置验证码。监督人员、负责人和审计人员需要新的邀请链接。本人和其他监督人员都会收到通知。
staff-person-newcode = { $who } 是否需要新的验证码？请先核实确系本人：用您已知的号码打电话确认。确认后，原来的锁立即解除，本人下次打开时重新设置。本人和其他监督人员都会收到通知。
button-people = 工作人员
button-person-leaves = 已离职或丢失手机
button-person-returns = 已回来
button-person-newcode = 需要新的验证码
button-person-do-leaves = 终止全部权限
button-person-do-returns = 恢复工作
button-person-do-newcode = 解除锁
button-person-not = 不，返回
command-people = 工作人员：谁离开、谁回来、谁要新的验证码
