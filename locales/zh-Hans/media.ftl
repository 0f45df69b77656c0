# 不能留存的内容，按种类称呼；语音消息。$count；$what（kind-…）、$it（kind-it）、$with_police（yes、no）

kind-it = { $count ->
    [1] 它
   *[other] 它们
}
kind-photo = { $count ->
    [1] 这张图片
   *[other] 这 { $count } 张图片
}
kind-photo-child = { $count ->
    [1] 这张图
   *[other] 这些图
}
kind-video = { $count ->
    [1] 这个视频
   *[other] 这 { $count } 个视频
}
kind-video-child = { $count ->
    [1] 这个视频
   *[other] 这些视频
}
kind-video_note = { $count ->
    [1] 这条视频消息
   *[other] 这 { $count } 条视频消息
}
kind-video_note-child = { $count ->
    [1] 这条视频消息
   *[other] 这些视频消息
}
kind-animation = { $count ->
    [1] 这张动图
   *[other] 这 { $count } 张动图
}
kind-animation-child = { $count ->
    [1] 这张动图
   *[other] 这些动图
}
kind-document = { $count ->
    [1] 这个文件
   *[other] 这 { $count } 个文件
}
kind-document-child = { $count ->
    [1] 这个文件
   *[other] 这些文件
}
kind-voice = { $count ->
    [1] 别人的这条语音
   *[other] 别人的这 { $count } 条语音
}
kind-voice-child = { $count ->
    [1] 别人的这条语音
   *[other] 别人的这些语音
}
kind-audio = { $count ->
    [1] 这段录音
   *[other] 这 { $count } 段录音
}
kind-audio-child = { $count ->
    [1] 这段录音
   *[other] 这些录音
}
kind-sticker = { $count ->
    [1] 这张贴纸
   *[other] 这 { $count } 张贴纸
}
kind-sticker-child = { $count ->
    [1] 这张贴纸
   *[other] 这些贴纸
}
kind-file = { $count ->
    [1] 这个文件
   *[other] 这 { $count } 个文件
}
kind-file-child = { $count ->
    [1] 这个文件
   *[other] 这些文件
}

files-withheld = 按您的回答，{ $what }我们不能留，已经从我们这边删掉了。请留在手机里，不要转发、复制或删除{ $it }，{ $with_police ->
    [yes] { body-police }会和您一起查看
   *[no] 之后处理时会用到
    }。
files-withheld-teen = 你没有做坏事。按你的回答，{ $what }我们不能留，已经从我们这边删掉了。请留在手机里，不要转发、复制或删除{ $it }，{ $with_police ->
    [yes] { body-police }会和你一起查看
   *[no] 之后处理时会用到
    }。
files-withheld-child = { $what }我们没有留下。你没有做坏事，也不会挨骂。会有可靠的人来帮你。

kept-voice = 已存好：一条语音。
voice-notice = 也可以发语音。声音可能会被人听出来，打字也一样好。
voice-notice-teen = 也可以发语音。别人可能听出你的声音，打字也一样好。
voice-notice-child = 也可以发语音。别人可能听出你的声音，打字也一样好。
voice-notice-after = 声音可能会被人听出来，以后打字也一样好。
voice-notice-after-teen = 别人可能听出你的声音，以后打字也一样好。
voice-notice-after-child = 别人可能听出你的声音，以后打字也一样好。
