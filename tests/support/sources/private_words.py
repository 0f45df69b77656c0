"""The private words of the first versions, what is said instead, and names that are made of one.

The column on the left is written by hand from the glossary.
"""

import re
from collections.abc import Callable, Iterator
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
    "apology": "OutageNotice, SayFailure",
    "custody": "sealed_files",
    "passing_on": "submission",
    "doomed": "to_delete",
    "swept": "deleted",
    "rooms": "folders, LAYERS",
    "audit_head": "chain_tip",
    "sign_head": "sign_chain_tip",
    "danger_lane": "danger_path",
    "in_lane": "is_on_danger_path",
}
SMALL = r"test_.*|(?-i:[a-z_]*|[A-Z_]*)"
"""Every name but that of a class."""
ONE_MEANING = {
    "hold": ("a legal hold", r"hold|holds|ask_?hold|hold_?why|.*legal_hold.*"),
    "holds": ("a legal hold; say contains, delays, is_met, is_valid", r"holds"),
    "held": ("nothing; say stored, with_legal_hold, quarantined, paused, or what it is", ""),
    "holding": ("nothing; say storing, or what it is", ""),
    "holder": ("somebody with one of the two keys", r".*key_holder"),
    "holders": ("those with one of the two keys", r".*key_holders"),
    "kept": ("nothing; say stored, retained (closed cases), remaining, reserved, or what it is", r"test_.*|case_kept"),
    "mark": ("a yellow or red mark of a case", r"test_.*|mark|_?ended_mark|mark_of|a_mark_that.*|.*_every_mark_.*"),
    "marks": (
        "the yellow and red marks of cases",
        r"test_.*|marks|marks_(of|in|for|text|of_open)|with_ended_marks|past_marks",
    ),
    "marked": ("with a yellow or red mark", r"test_.*|marked|but_marked|marked_from"),
    "line": (
        "the public service, and a line of a text; a class says Row, Entry or what it is",
        r"test_.*|(?-i:[a-z_]*line[a-z_]*|[A-Z_]*LINE[A-Z_]*)|LineRestored|OnWholeLine",
    ),
    "lines": (
        "lines of a text; a class says Rows, Entries or what they are",
        r"test_.*|(?-i:[a-z_]*lines[a-z_]*|[A-Z_]*LINES[A-Z_]*)",
    ),
    "leaving": ("somebody who leaves; what leaves a chat is an expiring message", r"test_.*"),
    "naming": ("nothing; say identity_names", r"test_.*"),
    "parts": ("what bodies have in a case, or what a text has; a class says Assembly or Components", SMALL),
    "room": ("free place; a class says RenderContext or what it is", SMALL),
    "term": ("a school term; a time in office is an epoch", r"test_.*|in_term_again"),
    "turn": ("the place of one in an order; a pool of threads is thread_pools", SMALL),
    "turns": ("the places in an order; a pool of threads is thread_pools", SMALL),
    "together": ("at the same time; a class says GroupCommit or what it is", SMALL),
    "lane": (
        "a queue; somebody in danger is on the danger path",
        r"test_.*|lane|[a-z_]*lane_(of|of_chat|hash|places)|LanePlaces|_?(in_its|by|no|earlier_in)_lane",
    ),
    "clocks": ("several sources of time; what a case has is a deadline", r"test_.*|_change_clocks"),
}
"""Words of the glossary that have one meaning: what it is, and the names that may be made of the word (any case)."""
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


@cache
def modules() -> tuple[tuple[Path, str, frozenset[str]], ...]:
    """Every module with its text and the words in it. Migrations stay as they were written."""
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    texts = [(path, path.read_text("utf-8")) for path in paths if "versions" not in path.parts]
    return tuple((path, text, frozenset(WORD.findall(text))) for path, text in texts)


def names(is_sought: Callable[[str], bool]) -> Iterator[tuple[str, str, bool]]:
    """Every name in a module that is sought: its place, the name, and whether it is that of a parameter which is given
    here. Such a name is checked where the parameter is defined, and may be one that a text of the catalogue names."""
    for path, text, words in modules():
        if any(map(is_sought, words)):
            for at, name in names_in(text):
                if is_sought(name):
                    is_given = GIVEN.match(text, at + len(name)) is not None
                    yield f"{path.relative_to(ROOT)}:{text.count(NEW_LINE, 0, at) + 1}", name, is_given


NEW_LINE = "\n"
ANYTHING = r"(?:\\.|[^\\])*?"
NAME = re.compile(
    rf"""(?:\b[rbfu]{{1,2}})?(?:\"{{3}}{ANYTHING}\"{{3}}|'{{3}}{ANYTHING}'{{3}}"""
    r"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\#[^\n]*|\d\w*|(?P<name>\w+)""",
    re.DOTALL | re.IGNORECASE,
)
"""A text, a comment, a number, or else a name: as Python's own tokenizer finds them, for a twentieth of its cost."""


def names_in(source: str) -> Iterator[tuple[int, str]]:
    """Every name, with the place at which it begins. Names inside of texts are none."""
    for found in NAME.finditer(source):
        if found.lastgroup:
            yield found.start(), found[0]


GIVEN = re.compile(r"=(?!=)")
"""What follows the name of a given parameter at once."""
WORD = re.compile(r"\w+")
"""Every name of a module is one of these, and so are many words that are none."""


@cache
def is_private(name: str) -> bool:
    """Whether the name is made of a private word."""
    return not parts(name).isdisjoint(INSTEAD)


@cache
def is_misleading(name: str) -> bool:
    """Whether the name is made of a word with one meaning, and means another."""
    return any(not may_mean_it(word, name) for word in parts(name) & ONE_MEANING.keys())


@cache
def parts(name: str) -> frozenset[str]:
    """The words of a name: of `StrongBox` and of `strong_box` the same two, and the whole."""
    words = re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)
    return frozenset({word.lower() for word in words} | {name.lower()})


def private_names() -> list[str]:
    """Names that are made of a private word, and what to say instead."""
    return [
        f"{where} {name}: say {INSTEAD[word]}"
        for where, name, _ in names(is_private)
        for word in parts(name) & INSTEAD.keys()
    ]


def names_of_another_meaning() -> list[str]:
    """Names that are made of a word with one meaning and mean something else by it."""
    return [
        f"{where} {name}: {word} means {ONE_MEANING[word][0]}"
        for where, name, is_given in names(is_misleading)
        if not is_given
        for word in parts(name) & ONE_MEANING.keys()
        if not may_mean_it(word, name)
    ]


def may_mean_it(word: str, name: str) -> bool:
    """Whether the name may be made of this word of `ONE_MEANING`."""
    return re.fullmatch(ONE_MEANING[word][1], name, re.IGNORECASE) is not None


def private_texts() -> list[str]:
    """Places in docstrings, comments, names of files and pages where such a word stands. The changelog tells of the
    past."""
    pages = [path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")) if path.name != "CHANGELOG.md"]
    found = re.compile(rf"(?<![a-z])(?:{'|'.join(IN_TEXTS)})(?![a-z])")
    files = [(path, text) for path, text, _ in modules() if path.name not in {OWN.name, "test_words_of_code.py"}]
    files += [(page, page.read_text("utf-8")) for page in pages]
    return [
        f"{path.relative_to(ROOT)}: {word[0]}"
        for path, whole in files
        for text in (path.stem.replace("_", " ").lower(), whole.lower())
        if any(word in text for word in IN_TEXTS)
        for word in found.finditer(text)
    ]
