"""The private words of the first versions, what is said instead, and names that are made of one.

The column on the left is written by hand from the glossary.
"""

import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[3]
FOLDERS = ("bot", "handlers", "storage", "locales", "tests")
INSTEAD = {
    "strongroom": "offline_keys",
    "strongbox": "two_key_encryption",
    "staffroom": "staff",
    "checkup": "check",
    "watchman": "Monitor",
    "settlement": "DeliveryResult",
    "watchbook": "Timestamps",
    "daybook": "DailyRuns",
    "puncturing": "puncturable_keys",
    "soundness": "validate",
    "braking": "RateLimiter",
    "brake": "throttle",
    "hats": "roles",
    "worn": "role_in_case",
    "standing": "roles",
    "standings": "roles_in_case",
    "breathe": "wait_for_quota",
    "keeper": "StorageContext, key_holders",
    "keepers": "key_holders",
    "hearers": "audience",
    "hearing": "Permission, audience",
    "withholding": "withheld_files",
    "patience": "timeout, lock_timeout",
    "gate": "quota, Admission",
    "talk_of": "conversation_of",
    "in_talk": "in_conversation",
    "chat_mark": "chat_hash",
    "slow_mark": "slow_keyed_hash",
    "nomarks": "NoBlindIndex",
    "pace": "rate_limit",
    "reception": "intake_source",
    "presence": "election",
    "welcome": "may_contact, greeting",
    "keeping": "retention",
    "passing": "submission",
    "sweep": "delete_expired",
    "sweeps": "chat_deletions, delete_expired",
    "cleanings": "self_clearings",
    "cleaning": "self_clearing",
    "diskroom": "DiskSpace",
    "pass_on_held": "pass_on_quarantined",
    "open_parts": "open_assembly, open_components",
    "apologise": "send_outage_notice",
    "keptconnections": "IdleConnections",
    "kept_for": "retention_of, draft_retention",
    "telling": "announce",
    "in_turn": "in_call_order, take_step, thread_pools",
    "fairturns": "FairScheduler",
    "settle": "record_result, save_and_render",
    "settled": "recorded",
    "births": "leased_updates, leased_messages",
    "postbirths": "LeasedMessages",
    "born": "inserted",
    "hush": "reply_mode, mute",
    "hollow": "without_identity",
    "poke": "wake",
    "pour": "consume",
    "poured": "after_one_more",
    "knock": "send_waiting_now",
}
IN_TEXTS = (
    "strongroom",
    "strongbox",
    "staffroom",
    "watchman",
    "watchbook",
    "daybook",
    "puncturing",
    "soundness",
    "hearers",
)
"""Those that are no plain English either, and so stand in no docstring and no page of the docs."""
OWN = Path(__file__)


def names() -> Iterator[tuple[str, str]]:
    """Every name in every module that has a private word anywhere, with its place."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text("utf-8")
            if "versions" in path.parts or not any(map(is_private, set(WORD.findall(text)))):
                continue
            for token in tokenize.generate_tokens(io.StringIO(text).readline):
                if token.type == tokenize.NAME:
                    yield f"{path.relative_to(ROOT)}:{token.start[0]}", token.string


WORD = re.compile(r"\w+")
"""Every name of a module is one of these, and so are many words that are none."""


@cache
def is_private(name: str) -> bool:
    """Whether the name is made of a private word."""
    return not parts(name).isdisjoint(INSTEAD)


def parts(name: str) -> set[str]:
    """The words of a name: of `StrongBox` and of `strong_box` the same two, and the whole."""
    words = re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)
    return {word.lower() for word in words} | {name.lower()}


def private_names() -> list[str]:
    """Names that are made of a private word, and what to say instead."""
    return [
        f"{where} {name}: say {INSTEAD[word]}"
        for where, name in names()
        if is_private(name)
        for word in parts(name) & INSTEAD.keys()
    ]


def private_texts() -> list[str]:
    """Places in docstrings, comments, names of files and pages where such a word stands. The changelog tells of the
    past."""
    modules = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py") if "versions" not in path.parts]
    pages = [path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")) if path.name != "CHANGELOG.md"]
    found = re.compile(rf"(?i)(?<![a-z])(?:{'|'.join(IN_TEXTS)})(?![a-z])")
    files = [path for path in modules if path.name not in {OWN.name, "test_words_of_code.py"}]
    return [
        f"{path.relative_to(ROOT)}: {word[0]}"
        for path in (*files, *pages)
        for text in (path.stem.replace("_", " "), path.read_text("utf-8"))
        for word in found.finditer(text)
    ]
