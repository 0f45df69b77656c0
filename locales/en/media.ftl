# Files that were kept and are not kept any more. Facts: $count.

files-withheld = { $count ->
    [one] What you told us means that we may not keep the file that you sent. It is gone from our side. Please keep it on your phone. Do not send it on, copy it or delete it. The police will look at it with you.
   *[other] What you told us means that we may not keep the { $count } files that you sent. They are gone from our side. Please keep them on your phone. Do not send them on, copy them or delete them. The police will look at them with you.
}
files-withheld-teen = You did nothing bad by sending it. What you told us means that we may not keep it, so it is gone from our side. Please keep it on your phone. Do not send it on, copy it or delete it. The police will look at it with you.
files-withheld-child = We did not keep what you sent. You are not in trouble. A safe person will help you.
