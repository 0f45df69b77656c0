# 把整个案件交给警方值班人员：/handover；接到的人用 /handed。变量：$number $agency $from $urgency $places $files $minutes
# $phone $at、$time。

button-handover = 整案交警方值班
button-handed = 打开全部内容
command-handover = 把整个案件交给警方值班：/handover 12
command-handed = 打开移交给您的全部内容：/handed 12

staff-handover-preview = <b>案件 { $number }：把全部内容交给{ $agency }值班人员？</b>
    对方值班人员会立即收到有声提醒，在私聊里按一下就能打开：
    – 报告内容和所有补充
    – { $places ->
        [0] 没有位置（未分享过）
       *[other] { $places } 个位置（地图）
    }
    – { $files ->
        [0] 没有文件
       *[other] { $files } 个文件或语音
    }
    密封和限制查看的文件不会打开。每次查看都有记录。不会告诉报告人。
    送达和打开时都会通知您。{ $minutes } 分钟后还没有人打开，也会通知您。
staff-handover-joins = { $agency }将参与本案，其工作群会收到卡片，须在 { $time }内签收。仍由贵单位负责本案。要请{ $agency }主办：/transfer。
staff-handover-has-part = { $agency }已经参与本案。主办单位不变。
staff-handover-leads = 本案由{ $agency }主办。各项时限照常。
staff-handed-over = <b>您在值班：案件 { $number }（{ $urgency }）移交给您。</b>
    由{ $from }移交。可打开全部内容：位置地图、报告内容、文件。可能要先输入密码。
    也可发命令：/handed_{ $number }
staff-handover-sought = 案件 { $number }：正在送交{ $agency }值班人员。送达后会通知您。
staff-handover-arrived = 案件 { $number }：已送达{ $agency }值班人员的私聊。对方还没有打开。
staff-handover-opened = 案件 { $number }：{ $agency }值班人员已于 { $at } 打开。
staff-handover-nobody = <b>案件 { $number }：联系不到{ $agency }的值班人员，对方还没有人接手。</b>请马上打电话：{ $phone }。
staff-handover-silent = <b>案件 { $number }：{ $agency }还没有人打开。</b>请马上打电话：{ $phone }。
error-handover-nobody = 警方现在没有登记值班人员。什么都没有发出。请打电话：{ $phone }。
error-handover-not-possible = 本案不能从这里交给警方值班。可用 /bringin 请其他单位协办。
error-handover-on-its-way = 已经在送交警方值班的途中。
staff-history-handed_over = 整案移交警方值班
staff-history-handover_called = 作为值班人员被通知接手
