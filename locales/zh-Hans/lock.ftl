lock-app-name = 工作台
lock-choose = <b>继续之前，请选择解锁方式。</b>
    验证器应用更安全。自设数字密码不需要别的东西。
button-lock-totp = 验证器应用
button-lock-pin = 自设数字密码
lock-enrol = <b>请设置验证器应用。</b>
    点开图片后扫描，或把这串密钥输入应用：
    <tg-spoiler>{ $secret }</tg-spoiler>
    然后写下应用显示的六位数字。首次输入正确后，或五分钟后，这条消息会被删除。
lock-new-pin = <b>请自设一个数字密码。</b>
    写 { $shortest } 到 { $longest } 位别人猜不到的数字。这条消息会立即删除。
lock-same-pin = 请再写一遍同样的数字。
lock-code-totp = <b>已锁定。</b>请写下验证器应用显示的六位数字。这条消息会立即删除。
lock-code-pin = <b>已锁定。</b>请写下您的数字密码。这条消息会立即删除。
lock-lost = 忘记或丢失了？请致电监督人员，由其向我发送：/newcode { $who }
lock-wait = 多次输入不符，{ CLOCK($until) } 之前不再核对。
lock-said-wrong = 不正确。
lock-said-used = 这个验证码已经用过，请等下一个。
lock-said-late = 已超过时间。
lock-said-too_easy = 这个数字太短或太容易猜到。
lock-said-once_more = 好的。
lock-said-differs = 两次输入不一致。
lock-closed = { $minutes ->
        [10] 十分钟
       *[other] { $minutes } 分钟
    }后已自动收起。继续：{ $again }
lock-closed-late = 内容已自动收起。继续：{ $again }
lock-closed-kept = 已填写的内容保留着。
lock-five-wrong = { $who } 的私聊中连续五次输入不符。请致电此人。
lock-was-reset = 监督人员已解除您的锁。下次打开案件时请重新设置。如果不是您要求的，请立即致电另一位监督人员。
lock-reset-done = { $who } 的锁已解除。此人下次打开时重新设置。
lock-reset-told = { $by } 已解除 { $who } 的锁。
error-no-such-lock = 没有这个代号的锁。代号是对方在输入提示下方看到的八个字符。
error-own-lock = 您自己的锁须由另一位监督人员解除。
command-newcode = 解除某人的锁
staff-files-warning = 案件 { $number }：以下是收到的文件，均已遮盖；请在旁人看不到的地方打开。文字和按钮在最后。
