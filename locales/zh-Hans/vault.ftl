# 报告人是谁：报告人愿意让谁知道，以及工作人员看到的文字。
# 可用：$number $account $agency $at $reason。

button-level = 谁能知道我是谁
button-level-confidential = 同时留下账号的名字
button-level-named = 让他们看到我是谁
level-head = <b>编号 { $number }：谁能知道写的人是谁</b>
level-head-teen = <b>编号 { $number }：谁能知道是你写的</b>
level-hidden = 没有留下姓名。{ body-police }和{ body-supervising }可以查到这个 Telegram 账号，但须两人同意。每次都有记录。
level-hidden-teen = 你没有留下姓名。{ body-police }和{ body-supervising }可以查到你的账号，但须两人同意。每次都有记录。
level-confidential = 留下了姓名，与写下的内容分开保存。{ body-police }和{ body-supervising }可以查看，但须两人同意。每次都有记录。
level-confidential-teen = 我们留了你账号的名字，和你写的内容分开。{ body-police }和{ body-supervising }可以查看，但须两人同意。
level-named = 已同意让主办单位和{ body-supervising }看到姓名。其他单位看不到。
level-named-teen = 你已同意让主办单位和{ body-supervising }看到你是谁。其他单位看不到。
level-raise = 可以让他们知道得更多，也可以不这样做。选了以后不能收回。

    还会留下 Telegram 账号的名字：{ $account }。选“让他们看到我是谁”，主办单位和{ body-supervising }就能看到姓名。
level-raise-teen = 你可以让他们知道得更多，也可以不这样做，不用急。选了以后不能收回。

    你账号的名字是：{ $account }。选“让他们看到我是谁”，主办单位和{ body-supervising }就能看到。
tell-identity_known = 编号 { $number } 有新消息。请在身边没有别人、方便的时候打开看。

    这个单位的一位工作人员现在可能知道写的人是谁：{ $agency }。这经过两人同意，是工作需要，他们不得告诉任何人。写给我们是对的。如果因此有危险，请写在这里，或者打报警电话。
tell-identity_known-teen = 编号 { $number } 有新消息。请在身边没有别人、方便的时候打开看。

    这个单位的一位工作人员现在可能知道你是谁：{ $agency }。这经过两人同意。他们不得告诉任何人。你没有做坏事。如果因此有危险，写在这里，或者打报警电话。
tell-identity_known-child = 编号 { $number } 有新消息。请在身边没有别人的时候看。

    这个单位有一个人可能知道你是谁了：{ $agency }。他们不能告诉别人。你没有做坏事。要是觉得危险，写在这里，或者打报警电话。
status-identity_known = 从 { $at } 起，{ $agency }的一位工作人员可能知道写的人是谁。
status-identity_known-child = { $agency }有一个人可能知道你是谁。从 { $at } 起。
status-identity_known-teen = 从 { $at } 起，{ $agency }的一位工作人员可能知道你是谁。

staff-level-hidden = <b>报告人：</b>隐藏，没有留下姓名（主办的{ body-police }和{ body-supervising }：/reveal_{ $number }）
staff-level-confidential = <b>报告人：</b>受限，两人同意前不能查看（主办的{ body-police }和{ body-supervising }：/reveal_{ $number }）
staff-level-named = <b>报告人：</b>实名，主办单位和{ body-supervising }可见
staff-identity-named = <b>案件 { $number }：报告人</b>
    经本人同意显示。十分钟后删除。请勿转告：报告人受保护。
staff-identity-revealed = <b>案件 { $number }：报告人</b>
    已知的全部信息如下，只显示一次，十分钟后删除。请勿转告：报告人受保护。
staff-identity-no-name = 没有留下姓名和电话。
staff-identity-account = Telegram 账号编号 { $account }。用户名没有保存。使用账号的可能另有其人。
staff-identity-account-name = 账号名字

button-reveal-tell = 同意，并告知报告人
button-reveal-danger = 同意，不告知：会带来危险
button-reveal-inquiry = 同意，不告知：会妨碍调查
button-reveal-no = 不同意
button-reveal-show = 显示一次
staff-reveal-write = <b>案件 { $number }：报告人</b>
    请用自己的话写明需要查看的原因。由第二人阅读并决定：{ body-police }负责人，或{ body-supervising }的一位人员。每一步都有记录，监督人员也会知道。
staff-reveal-waits = 案件 { $number }：申请等待第二人决定，24 小时内有效。
staff-reveal-second = <b>案件 { $number }</b>：{ $agency }申请查看报告人。由第二人在私聊中决定：/reveal_{ $number }
staff-reveal-asked = <b>案件 { $number }：查看报告人？</b>
    { $agency }于 { $at } 提出，原因如下：

    { $reason }

    如果同意，只向申请人显示一次。可以联系报告人的，会告知本人，除非您选了不告知的理由。
staff-reveal-ready = 案件 { $number }：第二人已同意。报告人信息在 24 小时内可显示一次，保留十分钟。
staff-reveal-no = 案件 { $number }：第二人没有同意您查看报告人。
staff-reveal-agreed = 案件 { $number }：已记下，将向申请人显示一次。
staff-reveal-refused = 案件 { $number }：已记下，不显示。
staff-reveal-begun = <b>案件 { $number }</b>：{ $agency }申请查看报告人，由第二人决定。/audit_{ $number }
staff-reveal-done = <b>案件 { $number }</b>：经两人同意，{ $agency }的一位人员已查看报告人。/audit_{ $number }
staff-history-level_raised = 报告人同意让更多人知道
staff-history-identity_shown = 按本人意愿显示报告人
staff-history-identity_revealed = 经两人同意显示报告人
staff-history-reveal_begun = 申请查看报告人
staff-history-reveal_read = 阅读该申请
staff-history-reveal_agreed = 同意该申请
staff-history-reveal_refused = 不同意该申请
error-level-only-up = 已经同意让人知道的，保持不变。
error-reveal-gone = 这项申请已失效或已有决定。用 /reveal 查看待决定的申请。
error-reveal-own = 您自己的申请须由第二人决定。
level-once-more-confidential = 我们会留下你账号的名字。{ body-police }和{ body-supervising }须两人同意才能看到。选了以后不能收回。要这样做吗？
level-once-more-named = 主办单位和{ body-supervising }会看到你是谁。选了以后不能收回。要这样做吗？
button-level-yes = 要这样做
button-level-no = 不要，保持原样
