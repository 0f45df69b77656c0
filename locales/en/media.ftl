# What may not be held, by its kind; and voice messages. Facts: $count; $what (a kind-…), $it (kind-it), $with_police (yes, no).

kind-it = { $count ->
    [one] it
   *[other] them
}
kind-photo = { $count ->
    [one] this picture
   *[other] these { $count } pictures
}
kind-photo-child = { $count ->
    [one] that picture
   *[other] those pictures
}
kind-video = { $count ->
    [one] this video
   *[other] these { $count } videos
}
kind-video-child = { $count ->
    [one] that video
   *[other] those videos
}
kind-video_note = { $count ->
    [one] this video message
   *[other] these { $count } video messages
}
kind-video_note-child = { $count ->
    [one] that video message
   *[other] those video messages
}
kind-animation = { $count ->
    [one] this moving picture
   *[other] these { $count } moving pictures
}
kind-animation-child = { $count ->
    [one] that moving picture
   *[other] those moving pictures
}
kind-document = { $count ->
    [one] this document
   *[other] these { $count } documents
}
kind-document-child = { $count ->
    [one] that document
   *[other] those documents
}
kind-voice = { $count ->
    [one] this voice message from somebody else
   *[other] these { $count } voice messages from somebody else
}
kind-voice-child = { $count ->
    [one] that voice message from somebody else
   *[other] those voice messages from somebody else
}
kind-audio = { $count ->
    [one] this recording
   *[other] these { $count } recordings
}
kind-audio-child = { $count ->
    [one] that recording
   *[other] those recordings
}
kind-sticker = { $count ->
    [one] this sticker
   *[other] these { $count } stickers
}
kind-sticker-child = { $count ->
    [one] that sticker
   *[other] those stickers
}
kind-file = { $count ->
    [one] this file
   *[other] these { $count } files
}
kind-file-child = { $count ->
    [one] that file
   *[other] those files
}

files-withheld = Going by your answers, we may not keep { $what }. We no longer hold { $it }. Please keep { $it } on your phone. Do not send { $it } on, copy or delete { $it }. { $with_police ->
    [yes] The police will look at { $it } with you.
   *[no] Those who look into this will need { $it }.
    }
files-withheld-teen = You did nothing bad by sending { $it }. Going by your answers, we may not keep { $what }. Please keep { $it } on your phone. Do not send { $it } on, copy or delete { $it }. { $with_police ->
    [yes] The police will look at { $it } with you.
   *[no] Those who look into this will need { $it }.
    }
files-withheld-child = We did not keep { $what }. You are not in trouble. A safe person will help you.

kept-voice = Kept: your voice message.
voice-notice = You can also send voice messages. A voice can be recognised, and writing is just as good.
voice-notice-teen = You can also send voice messages. Someone may know your voice. Writing is just as good.
voice-notice-child = You can also speak, but someone may know your voice. Writing is just as good.
voice-notice-after = A voice can be recognised. Writing is just as good.
voice-notice-after-teen = Someone may know your voice. Writing is just as good.
voice-notice-after-child = Someone may know your voice. Writing is just as good.
