# Approved questions to who reported (SG03, SG04): open, without why, without anything that they have not told.
ask-how_now = 孩子现在怎么样？
ask-what_more = 这之后您还看到或听到了什么？
ask-where_found = 白天在哪里可以找到孩子？
ask-who_knows_now = 还有谁知道这件事？
ask-when_again = 您最近一次看到或听到情况是什么时候？
ask-what_helps = 现在做什么对孩子最有帮助？

# The same for under-18s, about themselves or another child.
ask-how_now-child = 你现在怎么样？
ask-what_more-child = 你还有什么想告诉我们的？
ask-where_found-child = 白天你在哪里？
ask-who_knows_now-child = 还有谁知道这件事？
ask-when_again-child = 最近一次是什么时候？
ask-what_helps-child = 现在做什么最能帮到你？

ask-how_now-teen = 你现在怎么样？
ask-what_more-teen = 你还有什么想告诉我们的？
ask-where_found-teen = 白天你在哪里？
ask-who_knows_now-teen = 还有谁知道这件事？
ask-when_again-teen = 最近一次是什么时候？
ask-what_helps-teen = 现在做什么最能帮到你？
