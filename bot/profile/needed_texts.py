"""Which texts the bodies, harms, areas, questions and numbers of a profile need, and which ones it may bring."""

from collections.abc import Iterator

from bot.domain.intake.joined import choices
from bot.domain.profile import IntakeQuestion, Profile
from bot.domain.report import Path

VOICES = ("", "-child", "-friend", "-teen", "-peer")
"""The endings of the keys of a text's wordings, by the kind of reader."""
HELP = "help_"
"""Groups of this name call for a help card."""
LISTS = {"harms": "harm", "area": "area"}
"""Questions whose options are named as a thing of the district."""
LEGAL = ("info-duty", "info-duty-child")
"""What the law of the place says: no text of that ships."""
OF_INSTITUTIONS = ("duty-letter",)
"""The letter that reminds an institution of its duty, where the profile has any that must report."""
ADULTS = "adult"

Need = tuple[str, ...]
"""Keys of texts of which one must be there. The first is the one to ask for."""


def needed(profile: Profile) -> Iterator[Need]:
    """Everything that this profile's own parts need to be called by."""
    for key in profile.agencies:
        yield from ((f"agency-{key}",), (f"agency-{key}-short",))
    things = {
        "harm": profile.harms,
        "area": profile.areas,
        "outcome": profile.outcomes,
        "number": profile.numbers,
        "task": [task.key for task in profile.tasks],
        "ask": profile.questions_to_reporter,
        "institution-kind": profile.institution_kinds,
        "duty-situation": profile.duty.situations,
        "duty-question": profile.duty.questions,
        "duty-answer": profile.duty.questions,
    }
    yield from ((f"{family}-{key}",) for family, keys in things.items() for key in keys)
    for question in profile.questionnaire.questions.values():
        yield from _of_question(profile, question)
    yield from ((f"help-card-{name}",) for name in help_cards(profile))
    yield from ((key,) for key in LEGAL)
    yield from ((key,) for key in OF_INSTITUTIONS if profile.institution_kinds)


def _of_question(profile: Profile, question: IntakeQuestion) -> Iterator[Need]:
    """What it asks, what it is called, and each button."""
    yield from ((f"q-{question.id}",), (f"heading-{question.id}",))
    if question.id in LISTS:
        return
    for choice in choices(profile.questionnaire, question, ADULTS):
        yield (f"o-{question.id}-{choice}", f"o-{choice}")
    yield from ((f"o-{question.id}-{option}", f"o-{option}") for option in question.options)


def help_cards(profile: Profile) -> list[str]:
    """Names of the cards that its groups call for."""
    return [name.removeprefix(HELP) for name, _ in profile.questionnaire.groups if name.startswith(HELP)]


def may_bring(profile: Profile) -> frozenset[str]:
    """Every text, in every voice, that belongs to a part of this profile: it may bring these beside those that ship."""
    wanted = {key for need in needed(profile) for key in need}
    wanted |= {f"o-{question}-{option}" for question in LISTS for option in _options(profile, question)}
    wanted |= {f"q-{question}-again" for question in profile.questionnaire.questions}
    wanted |= {f"ask-{key}" for key in profile.questions_to_reporter}
    rules = {rule.id for rule in profile.triage} | {rule.id for rule in profile.conflicts}
    return frozenset(f"{key}{voice}" for key in wanted for voice in VOICES) | {f"rule-{rule}" for rule in rules}


def _options(profile: Profile, question: str) -> tuple[str, ...]:
    found = profile.questionnaire.questions.get(question)
    return found.options if found else ()


def met_by_children(profile: Profile) -> Iterator[str]:
    """Texts that somebody under 14 reads on their path, in the words for all: they may have others."""
    for name in profile.questionnaire.order.get(Path.CHILD, ()):
        yield f"q-{name}"
        for option in _options(profile, name):
            yield f"{LISTS[name]}-{option}" if name in LISTS else f"o-{name}-{option}"
