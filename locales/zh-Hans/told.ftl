# 报告人发来内容时旁边的简短说明：随命令保存、部分保存或无法保存。
beside-kept = 谢谢，您写的话已保存。
beside-kept-teen = 谢谢，你写的话已经保存。
beside-kept-child = 谢谢，你写的话已经保存了。
part-not-kept = 这条消息里的文字和网址已保存，里面的图片、视频和声音没有保存。请用几句话告诉我们里面的内容。
part-not-kept-teen = 这条消息里的文字已经保存，里面的图片、视频和声音没有保存。你可以用几句话告诉我们里面的内容。
part-not-kept-child = 这条消息里的文字已经保存了。里面的图片和声音没有保存。
live-place = 已保存此刻的位置。之后位置变了，这里不会跟踪，请再发一次。
live-place-teen = 此刻的位置已经保存。之后位置变了，这里不会跟踪，请再发一次。
live-place-child = 现在的位置已经保存了。位置变了，请再发一次。
nothing-to-keep = 这条消息里没有可以保存的内容，请用文字告诉我们。需要求助电话，请发送 /help。
nothing-to-keep-teen = 这条消息里没有可以保存的内容，请用文字写下来。需要求助电话，请发送 /help。
nothing-to-keep-child = 这种消息没法保存。请用文字写下来。
