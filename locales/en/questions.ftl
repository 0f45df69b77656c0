# Approved questions to who reported (SG03, SG04): open, without why, without anything that they have not told.
ask-how_now = How is the child now?
ask-what_more = What else have you seen or heard since then?
ask-where_found = Where can the child be found during the day?
ask-who_knows_now = Who else knows about this?
ask-when_again = When did you last see or hear something?
ask-what_helps = What would help the child most now?

# The same for under-18s, about themselves or another child.
ask-how_now-child = How are you now?
ask-what_more-child = Is there more you want to tell us?
ask-where_found-child = Where are you during the day?
ask-who_knows_now-child = Who else knows about this?
ask-when_again-child = When did it last happen?
ask-what_helps-child = What would help you most now?

ask-how_now-teen = How are you now?
ask-what_more-teen = Is there more you want to tell us?
ask-where_found-teen = Where are you during the day?
ask-who_knows_now-teen = Who else knows about this?
ask-when_again-teen = When did it last happen?
ask-what_helps-teen = What would help you most now?
