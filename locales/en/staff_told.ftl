# What officers read beside the words of a report: where they come from, and what hangs on them.
staff-told-by = told by others
staff-told-own = forwarded, the person's own
staff-told-at = { $at }
staff-told-account = account { $account }
staff-told-from-self = the person's own earlier message
staff-told-from-bot = this line
staff-told-quote = Quoted:
staff-told-reply = In answer to:
staff-told-link = Address behind
staff-told-button = Button:
staff-told-preview = Page shown with it:
staff-told-mention = Person named:
staff-told-card = Contact card:
staff-told-venue = Place:
staff-told-place = Place:
staff-told-live = Live location: the place when it was sent
staff-told-poll = Poll:
staff-told-checklist = List:
staff-told-game = Game:
staff-told-story = Story, not kept:
staff-told-paid_media = Paid pictures or films, not kept, how many:
staff-told-invoice = Invoice:
staff-told-giveaway = Giveaway:
staff-told-giveaway_winners = Giveaway:
staff-told-gift = Gift:
staff-told-other = Other content:
staff-file-line = File { $place }, { $kind }:
staff-file-refused = not fetched, it may show what must not be held.
staff-file-too_large = not kept, too large.
staff-file-wrong_type = not kept, of a kind that is not taken.
staff-file-failed = not kept, it could not be fetched.
staff-file-limit = not kept, there was no more room.
staff-kind-photo = picture
staff-kind-video = film
staff-kind-voice = voice message
staff-kind-audio = recording
staff-kind-document = document
staff-kind-video_note = round video
staff-kind-animation = moving picture
staff-kind-sticker = sticker
staff-files-coming = { $count ->
    [one] 1 file is still on its way from Telegram.
   *[other] { $count } files are still on their way from Telegram.
    }
