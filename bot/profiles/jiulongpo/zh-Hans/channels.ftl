# 本地不经本聊天反映情况的渠道，以及电话里说的语言。
o-channel-call_110 = 拨打 110
o-channel-call_12345 = 拨打 12345
o-channel-call_12355 = 拨打 12355
o-channel-desk = 窗口来访
o-channel-letter = 来信
o-channel-duty = 执勤时发现
o-caller_language-putonghua = 普通话
o-caller_language-dialect = 方言
o-caller_language-english = 英语
