"""Names of forms, of their questions and options that a message words or arranges in a way of its own. Rows and buttons
hold them."""

from enum import StrEnum


class FormName(StrEnum):
    """Forms with messages of their own. Each is the name of its command."""

    CLOSE = "close"
    RECUSE = "recuse"
    REPLY = "reply"


class DeskQuestion(StrEnum):
    """Questions of forms."""

    DUE = "due"
    OTHER = "other"
    OUTCOME = "outcome"
    PREVIEW = "preview"
    """Under the preview of a task: what is to be changed."""
    REPORT = "report"
    SAFE = "safe"
    TEMPLATE = "template"
    WHAT = "what"
    WHICH = "which"
    WHO = "who"


AGENCY = "agency"
"""In place of a prefix of texts: the options of a question are bodies, and each is shown by its name."""
CASE = "button-case-"
"""In place of a prefix of texts: the options of a question are numbers of cases."""
OFFICER = "staff-taskgive-to-"
"""In place of a prefix of texts: the options of a question are `me`, `anyone` and officers, each shown by the code that
stands for their name."""
CANNED = ("looking_into_it", "child_is_safe", "need_more", "passed_on", "thank_you")
"""Prepared answers to a reporter."""
ME = "me"
"""The person who fills in the form."""
NEVER = "never"
"""The choice that nobody has to look again."""
OWN_WORDS = "own"
"""The choice of own words in place of a prepared text."""
