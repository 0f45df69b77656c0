# Short words to a reporter beside what was sent: kept with a command, kept in part, or not at all.
beside-kept = Thank you, what you wrote is kept.
beside-kept-teen = Thank you, we kept what you wrote.
beside-kept-child = Thank you, we kept what you wrote.
no-room-for-files = There is no room for files just now. Your words are kept. Please tell us what the file shows, or send it again tomorrow.
no-room-for-files-teen = We have no room for files just now. Your words are kept; send the file again tomorrow.
no-room-for-files-child = We have no room for files just now. Your words are kept.
part-not-kept = The words and addresses of this message are kept. Pictures, films and sound inside it are not. Please tell us in a few words what is in them.
part-not-kept-teen = We kept the words of this message. Pictures, films and sound inside it are not kept. You can tell us in words what is in them.
part-not-kept-child = We kept the words of this message. Pictures and sound inside it are not kept.
live-place = The place of this moment is kept. Nobody follows it here when it changes. Please send it again then.
live-place-teen = We kept the place of this moment. Nobody follows it here when it changes. Send it again then.
live-place-child = We kept this place as it is now. If it changes, please send it again.
nothing-to-keep = There is nothing in this message that can be kept. Please write it in words. For numbers to call, send /help.
nothing-to-keep-teen = There is nothing in this message that we can keep. Please write it in words. For numbers to call, send /help.
nothing-to-keep-child = We cannot keep this kind of message. Please write it in words.
kept-coming = { $count ->
    [one] 1 file is on its way. There is no need to send it again.
   *[other] { $count } files are on their way. There is no need to send them again.
    }
kept-coming-teen = { $count ->
    [one] 1 file is on its way. You do not need to send it again.
   *[other] { $count } files are on their way. You do not need to send them again.
    }
kept-coming-child = { $count ->
    [one] 1 file is on its way. You do not need to send it again.
   *[other] { $count } files are on their way. You do not need to send them again.
    }
kept-failed = { $count ->
    [one] 1 file did not reach us. You can send it once more. Nothing else is lost.
   *[other] { $count } files did not reach us. You can send them once more. Nothing else is lost.
    }
kept-failed-child = { $count ->
    [one] 1 file did not reach us. Nothing else is lost.
   *[other] { $count } files did not reach us. Nothing else is lost.
    }
kept-failed-teen = { $count ->
        [one] 1 file did not reach us. You can send it once more.
       *[other] { $count } files did not reach us. You can send them once more.
        }
kept-other = { $count ->
    [one] Not kept: 1 file.
   *[other] Not kept: { $count } files.
    }
answer-files-coming = { $count ->
    [one] 1 on its way
   *[other] { $count } on their way
    }
