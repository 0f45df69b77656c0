"""What is wrong with what a profile says of institutions that must report."""

from collections.abc import Iterator

from bot.domain.profile import Profile

OWN_PEOPLE = "own_people"
"""The group of facts by which a report may be about people of the reporter's own institution."""


def faults_of_institutions(profile: Profile) -> Iterator[str]:
    """Kinds whose staff are no option of `who`, and the group of own people, without which nothing could be kept from
    an institution that is accused."""
    who = profile.questionnaire.questions.get("who")
    known = set() if who is None else set(who.options)
    for kind, option in profile.institution_kinds.items():
        if option not in known:
            yield f"institution_kinds.{kind}: question who has no option {option}"
    named = {name for name, _ in profile.questionnaire.groups}
    if profile.institution_kinds and OWN_PEOPLE not in named:
        yield f"group {OWN_PEOPLE}: missing, institutions need it"
