# Files that may not be shown as others; to officers.

staff-sealed-media = Case { $number }: there are files that this line may not show as others, or may not hold at all. The police and { body-supervising } handle them together. Please arrange with the lead who looks at them, and where.
staff-sealed-media-alone = Case { $number }: there are files that this line may not show as others, or may not hold at all. Only your agency handles them, for the other of the two is barred from this case. Please decide who looks at them, and where.

button-seal-file = Seal this file
button-release = Release
staff-file-seal-follows = Sealing takes it out of every chat at once, and only the police and { body-supervising } handle it from then on.
staff-file-words-cut = These words go on. All of them stand in the opened report.
staff-file-sealed = Case { $number }: sealed. It is taken out of every chat. From now on only the police and { body-supervising } handle it.
staff-nothing-to-seal = Case { $number } has no such file that could be sealed.
staff-restricted-file = For the police and { body-supervising } alone, with no preview. Type: { $type }. Save it under a fitting name to open it.
staff-story-copies = Pictures are shown as copies without place and camera data. Videos, recordings and documents are as they were sent.
staff-file-not-sent = One file of this report cannot be sent here. It is kept. Everything else stands in the other messages.
staff-files-not-taken = This group takes no pictures and files from the bot. Whoever runs the group can allow them.
staff-picture-not-shown = This picture cannot be shown here. The original is kept, sealed.
staff-sealed-files = Case { $number }: { $count } sealed. The server cannot open them. They are handed out when one person of the police and one of { body-supervising } have pressed Release.
staff-release-waits = Case { $number }: your part of the release is noted for 24 hours. The other agency is asked.
staff-release-asked = Case { $number }: { $agency } asks that its sealed files be handed out. A second person, of your agency, must press Release in private.
staff-sealed-file = Sealed file of case { $number }. Open it on a machine without a network, with both keys: python -m bot open-sealed. SHA-256 of what is inside: { $sha256 }
staff-history-media_sealed = file sealed by hand
staff-history-media_locked = file sealed to the two keys
staff-history-media_released = sealed file handed out
staff-history-release_asked = release asked
error-release-two-bodies = Only one person of the police and one of { body-supervising } can release this, together.
error-nothing-sealed = This case has no sealed file.
error-no-sealing-key = There is no key to seal to.
command-seal = Seal a file that may not be held: /seal 12

staff-files-wait = Case { $number }: not everything is shown yet. Say what you need it for; your reason goes into the audit log.
staff-files-wait-voices = { $count ->
    [one] 1 voice message. A voice can tell who speaks, so play it only where nobody else hears it.
   *[other] { $count } voice messages. A voice can tell who speaks, so play them only where nobody else hears them.
}
staff-files-wait-looks = { $count ->
    [one] 1 file. By words in the report it may show a sexual act. If it does, press "Seal this file".
   *[other] { $count } files. By words in the report they may show a sexual act. If one does, press "Seal this file" under it.
}
staff-files-wait-files = { $count ->
    [one] 1 file.
   *[other] { $count } files.
}
file-reason-safety = To protect the child
file-reason-assess = To assess the case
file-reason-treatment = For treatment
file-reason-evidence = As evidence
audit-act-for = { $act } ({ $reason })
staff-history-voice_opened = voice message opened
error-no-files-wait = No file and no voice message of this case waits for a reason. What you may see comes with /open.
command-files = Voice messages and files, on a reason: /files 12
staff-released = The sealed files of case { $number } have been handed out.
