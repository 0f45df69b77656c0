# 在没想到的时候来的话、文件和命令怎么回答；哪些话就是命令（SG12）。

aside-kept = 谢谢，已经记下。请用这里的按钮继续。
aside-kept-child = 谢谢，我们记下了。请点这里的按钮。
aside-changed = 已修改。
# Facts: $number
passed-on = 已经转告值班人员。您的编号是 <b>{ $number }</b>。接下来的回答会继续加进去。
passed-on-child = 我们已经告诉能帮忙的人了。你的编号是 <b>{ $number }</b>。
passed-on-teen = 我们已经转告能帮忙的人了。你的编号是 <b>{ $number }</b>。接下来的回答会继续加进去。
addition-later = 请先发送或删除正在写的内容，然后再补充另一件。
words-help = 帮助, 救命, 求助, 马上求助, 帮帮我, 救救我, 帮我
words-hide = 隐藏, 清除, 清空, 清空聊天, 藏起来
words-stop = 停止, 停, 别问了, 不要了
words-status = 进度, 进展, 查看进展, 状态
words-start = 开始

# 孩子自己讲述时，卡片上显示的年龄段。
o-age-under_14 = 14 岁以下
o-age-14_17 = 14-17 岁
