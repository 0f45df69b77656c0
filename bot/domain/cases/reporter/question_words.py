"""SG03, SG04: in which words a question may be put to a reporter: open, without blame, and naming nothing that was not
told.

Of several faults the gravest is named. Each has a text that shows a better form: staff-ask-refused-<fault>.
"""

import re

LONGEST = 300
"""How many characters a question in own words may have."""
WHY = re.compile(
    r"\bwhy\b|\bhow come\b|\bwhat for\b|\bwhat made you\b|\bfor what reason\b|\bwhat (?:is|was) (?:the|your) reason\b"
    r"|为什么|为啥|为何|怎么会|怎么不|怎么没|干嘛|干吗|凭什么|什么原因|何以",
    re.IGNORECASE,
)
BLAME = re.compile(
    r"\bfault\b|\bblame\b|\bshould(?:n't)? (?:not )?have\b|\bcould have\b|\bhow could you\b|\bprove\b|\bproof\b"
    r"|\bare you (?:really |quite )?(?:sure|certain)\b|\bl(?:ie|ied|ies|ying)\b|\badmit\b|\balleged(?:ly)?\b"
    r"|\bmade? (?:it|this|that) up\b"
    r"|你的错|您的错|怪你|怪您|应该早|早该|本该|证明|证据|[你您]确定|撒谎|说谎|编造|承认|据称|难道",
    re.IGNORECASE,
)
LEADS = re.compile(
    r"(?:^|[.!?,;:。！？，；：]\s*)(?:so |and |but |then |or )?"
    r"(?:did|do|does|is|are|am|was|were|has|have|had|can|could|will|would|should|may|might"
    r"|didn't|don't|doesn't|isn't|aren't|wasn't|weren't|hasn't|haven't|hadn't|can't|couldn't|won't|wouldn't)\b"
    r"|\b(?:right|correct|or not|yes or no|isn't it|didn't (?:he|she|they|you)|wasn't it)\s*\?"
    r"|,\s*(?:no|yes|ok|okay|huh|eh)\s*\?|\b(?:tell (?:us|me)|say|let us know|know) (?:if|whether)\b"
    r"|吗|吧\s*[?？]?\s*$|对不对|是不是|有没有|会不会|能不能|要不要|可不可以|是否|对吧|没错吧|还是不",
    re.IGNORECASE,
)
OPEN_WORDS = re.compile(
    r"\b(?:what|where|when|who|whom|whose|which|how)\b|什么|哪|谁|怎么|怎样|如何|多少|多久|多大|几|何时|何处|呢\s*[?？]",
    re.IGNORECASE,
)
"""A sentence that ends as a question must begin to ask with one of these words; otherwise it can only be answered by
yes or no."""
SENTENCE = re.compile(r"[^.!?。！？\n]+[?？]?")
DEEDS = (
    r"\btouch", r"\bhit(?:s|ting)?\b", r"\bbeat", r"\bkick", r"\bpunch", r"\bslap", r"\bhurt", r"\brap(?:e|ed|ing)\b",
    r"\bmolest", r"\babus", r"\bkiss", r"\bundress", r"\bnaked", r"\bstrangl", r"\bchok", r"\bburn", r"\bbruis",
    r"\bthreat", r"\block(?:ed|s|ing)? ", r"\bstarv", r"\bpoison", r"\bdrugg", r"\bforc(?:ed|ing|es)\b", r"\bsexual",
    r"\bstab", r"\bbully|\bbullie", r"\bdrunk", r"\bsteal|\bstole", r"\bbeg(?:s|ged|ging)\b", r"\bself-harm",
    "打", "摸", "碰", "踢", "伤", "强奸", "性侵", "猥亵", "虐", "掐", "烫", "威胁", "亲吻|亲了", "脱",
    "下药", "喝醉", "欺负|欺凌", "捆|绑", "锁", "饿", "偷", "乞讨", "自杀|自残",
)  # fmt: skip
"""Words for what may have been done. A question names it only where the person has told of it."""
EVERYDAY = re.compile("打(?:电话|算|开|听|扰|车|招呼|字)|伤心|偷偷|触碰屏幕")
"""Everyday words that are written with the same characters."""


def refusal_of(words: str, told: str = "") -> str:
    """Why a question may not be put in these words: nothing-asked, too-long, asks-why, blames, leads, states; '' where
    it may. `told`: everything that the person has told so far."""
    if not words.strip():
        return "nothing-asked"
    if len(words) > LONGEST:
        return "too-long"
    plain = words.replace("’", "'")
    for refusal, pattern in (("asks-why", WHY), ("blames", BLAME), ("leads", LEADS)):
        if pattern.search(plain):
            return refusal
    asked = [sentence for sentence in SENTENCE.findall(plain) if sentence.endswith(("?", "？"))]
    if not all(OPEN_WORDS.search(sentence) for sentence in asked):
        return "leads"
    return "states" if _untold(plain, told) else ""


def _untold(words: str, told: str) -> list[str]:
    """The deeds that the words name and of which nobody has told."""
    asked, known = EVERYDAY.sub(" ", words), told.replace("’", "'")
    found = [re.compile(deed, re.IGNORECASE) for deed in DEEDS]
    return [deed.pattern for deed in found if deed.search(asked) and not deed.search(known)]
