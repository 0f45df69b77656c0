# Slips: signed proof that a report under the duty was made; and checking one.
# Facts: slip-ask $institution $day (2026-11-29) · verified-genuine $institution $by $day $slip (its number)
#   slip-page-check $bot (its name) · info-privacy-slips $fingerprint

## Asking for one
button-slip = Slip for my duty to report
button-slip-make = Yes, send it here
button-slip-no = Not now
slip-ask = <b>A slip that shows that you reported</b>

    It says: { $institution }, { $day }, a number of its own, and that a report under the duty was made. It does not say what you told, about whom, or what becomes of it.
slip-ask-named = The name stands there as you wrote it, and the slip says so.
slip-ask-safe = It comes here as a page to print and as text, and stays until it is deleted. Anyone who opens this chat can see it. Is that safe for you?
slip-not-made = No slip was made. You can ask for it later: /status, or /follow with your five words.
slip-too-often = You have asked for it many times today. Please try again later.
slip-page = Your slip, to print or to pass on. The next message has it as text. Anyone can check it with /verify.

## To the head of the institution
button-slip-head = Hand it to the head
button-slip-hand = Yes, hand it over
slip-head-ask = <b>Hand this slip to the head of { $institution }?</b>

    The head reads what stands on it. We do not say who you are. But the head learns that somebody of { $institution } reported on { $day }, and may guess who. It cannot be taken back.

    Please do not hand it over if the head, or somebody close to the head, is part of what you told.
slip-handed = The slip goes to the head now. Nothing else does.
slip-to-head = <b>A slip for { $institution }</b>

    Somebody of your staff hands it to you, by their own choice: a report under the duty to report was made. It does not say by whom, what was told, or about whom. Please do not look for who it was. You can check the slip with /verify.

## The page
slip-title = Report slip
slip-page-institution = Institution
slip-page-by = Name
slip-page-day = Day
slip-page-number = Slip number
slip-by-registry = from the registry of institutions
slip-by-sender = as the sender wrote it
slip-page-says = On this day a report under the duty to report was made.
slip-page-silent = This slip does not say what was reported, about whom, or what became of it.
slip-page-check = To check it: send this file, or the lines below, to @{ $bot } after /verify. The signature alone is checked; nothing is looked up. Fingerprint of the key:

## Checking one
command-verify = Check a slip
verify-ask = Please send the slip, as a PDF or as text. We check only who signed it.
verify-away = The file did not come. Please send it again in a moment.
verify-told = That was no slip, so we keep it as your words. To check a slip, send /verify.
verified-genuine = <b>This slip is genuine.</b>

    Institution: { $institution }
    Name: { $by }
    Day: { $day }
    Slip number: { $slip }

    On this day a report under the duty to report was made. Please compare these lines with the slip that you hold. Nothing was looked up: it says neither what was reported, nor about whom, nor what became of it.
verified-changed = <b>This slip is not genuine as it stands.</b> At least one character differs from what was signed. Please compare it line by line with the paper and send it again. The codes have no letter i, l, o or u.
verified-other-key = <b>This slip cannot be checked here.</b> Its key is not known to this line. It may come from another line, the line may have let that key go, or the key was mistyped.
verified-more = There is a slip in this, and something else. Please send only the lines from SLIP-1 to the end of the signature.
verified-none = This is no slip. A slip begins with SLIP-1. Please send its lines or its PDF.
verified-long = This is far too long for a slip. Please send its lines or its PDF.
verified-file-changed = <b>This PDF is not as it was made.</b> Something in it was changed. Please ask for the first file, or send the lines that are printed on it.
verified-file-unsealed = This PDF has no seal of a slip. Perhaps another program has saved or printed it anew. Please send the lines that are printed on it.

## Who can read this
info-privacy-slips = <b>Slips</b> for a duty to report are signed. The key has this fingerprint: <code>{ $fingerprint }</code>. Anyone can check a slip with /verify.
