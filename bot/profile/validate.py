"""What is wrong with a profile: every fault in one go, each with its place. Nothing here raises."""

from collections.abc import Iterator, Sequence

from bot.domain.cases.flags import Flag
from bot.domain.intake.facts import paths
from bot.domain.people import OVERSIGHT
from bot.domain.profile import Condition, IntakeQuestion, Policy, Profile, QuestionKind, Questionnaire
from bot.domain.report import Path
from bot.domain.urgency import Urgency
from bot.profile.older import NOT_OF_A_CALLER

OUTSIDE = frozenset({"known:repeat", "media:kept", "media:refused", "media:restricted", "media:sealed"})
"""Facts that do not come from an answer."""
SKELETON = {
    "start": {"adult", "child_self", "child_other"},
    "age_reporter": {"under_14", "14_17"},
    "danger": {"yes_now", "maybe_today", "no", "unknown"},
    "harms": {"unknown"},
    "next_steps": {"go_on", "stop"},
    "story": set[str](),
    "contact": {"yes", "times", "no"},
}
"""Questions, with options, that the rules know by name."""
GROUPS = ("in_danger", "mandated", "under_14", "sexual")
"""Named facts that the rules know by name."""
NOT_FOR_CHILDREN = ("person", "reporter_name", "contact_phone")
"""SG07: never asked under 14."""
KEY_HOLDERS = ("police", "supervising")
"""Whose keys open what is sealed, both together."""
NOT_NEEDED = {
    Path.ADULT: frozenset({"age_reporter"}),
    Path.STAFF: frozenset({"age_reporter"}) | NOT_OF_A_CALLER,
}
"""Questions of the skeleton that a path does without."""
NUMBERS = ("police", "ambulance", "youth", "psychological")
CHOICES = (QuestionKind.ONE, QuestionKind.MANY, QuestionKind.INFO)
NOT_A_TASK = frozenset({"own", "more"})
"""Buttons beside the templates of tasks: own words, and more of them."""
LONGEST_TASK = 32
"""Characters of a template's key: a button carries it beside the number of a case."""


def faults_of(profile: Profile) -> list[str]:
    """Every fault of the profile, each with its place; empty when it can be used."""
    return [
        *_head(profile),
        *_skeleton(profile.questionnaire),
        *_questions(profile),
        *_conditions(profile),
        *_orders(profile.questionnaire),
        *_triage(profile),
        *_routes(profile),
        *_conflicts(profile),
        *_tasks(profile),
        *_policy(profile),
    ]


def _head(profile: Profile) -> Iterator[str]:
    for role in ("supervising", "police"):
        found = [agency.key for agency in profile.agencies.values() if role in agency.roles]
        if len(found) != 1:
            yield f"agency: exactly one must be {role}, found {len(found)}"
    for key in profile.agencies:
        if key != key.upper() or key == OVERSIGHT:
            yield f"agency {key}: want a key in capitals, as people type it in commands, other than {OVERSIGHT}"
    if profile.staff_language not in profile.languages:
        yield f"staff_language: {profile.staff_language} is not among the languages"
    yield from (f"numbers.{name}: missing" for name in NUMBERS if name not in profile.numbers)
    for name, values in (("harms", profile.harms), ("areas", profile.areas), ("outcomes", profile.outcomes)):
        yield from (f"{name}: {value} is given twice" for value in sorted({v for v in values if values.count(v) > 1}))
    if "unknown" not in profile.areas:
        yield "areas: 'unknown' is missing"


def _skeleton(asked: Questionnaire) -> Iterator[str]:
    for name, options in SKELETON.items():
        question = asked.questions.get(name)
        if question is None:
            yield f"question {name}: missing, the rules need it"
        else:
            yield from (f"question {name}: option {o} is missing" for o in sorted(options - set(question.options)))
    named = {name for name, _ in asked.groups}
    yield from (f"group {name}: missing, the rules need it" for name in GROUPS if name not in named)
    for field, names in (("required", asked.required), ("one_of", asked.one_of)):
        yield from (f"minimum.{field}: no question {name}" for name in names if name not in asked.questions)


def _questions(profile: Profile) -> Iterator[str]:
    for question in profile.questionnaire.questions.values():
        faults = (*_faults_of_question(question), *_faults_of_joined(profile.questionnaire, question))
        yield from (f"question {question.id}: {fault}" for fault in faults)
    harms = profile.questionnaire.questions.get("harms")
    if harms and set(harms.options) != set(profile.harms):
        yield "question harms: its options are not the list of harms"
    for name, words in profile.questionnaire.keywords.items():
        if not words or any(not word.strip(" .。*…") for word in words):
            yield f"keywords.{name}: empty"
    if any(not phrase.strip(" .。*…") for phrase in profile.questionnaire.harmless):
        yield "harmless: an empty phrase"


def _faults_of_question(question: IntakeQuestion) -> Iterator[str]:
    choice = question.kind in CHOICES
    if choice != bool(question.options):
        yield "options are wanted" if choice else f"a {question.kind.value} question has no options"
    if len(set(question.options)) != len(question.options):
        yield "an option is given twice"
    if question.required and question.kind is not QuestionKind.INFO and "unknown" not in question.options:
        yield "required, but has no option 'unknown' (SG08)"
    yield from (f"exclusive {o} is not an option" for o in sorted(question.exclusive - set(question.options)))
    if question.exclusive and question.kind is not QuestionKind.MANY:
        yield "exclusive is for many-questions"


def _faults_of_joined(asked: Questionnaire, question: IntakeQuestion) -> Iterator[str]:
    """The question on the same screen, and options that are not for everybody."""
    other = asked.questions.get(question.joined)
    if question.joined and (
        other is None or other.kind is not QuestionKind.ONE or question.kind is not QuestionKind.ONE
    ):
        yield f"joined {question.joined}: two one-questions are wanted"
    named = question.joined_for | question.not_of_oneself
    yield from (f"{option} is not an option" for option in sorted(named - set(question.options)))
    if bool(question.joined) != bool(question.joined_for):
        yield "joined and joined_for go together"


def _conditions(profile: Profile) -> Iterator[str]:
    """Conditions that name a fact which does not exist, or a group that is defined later."""
    asked = profile.questionnaire
    known = set(_facts(asked))
    for name, when in asked.groups:
        yield from _unknown(f"group {name}", when, known)
        known.add(name)
    for question in asked.questions.values():
        yield from _unknown(f"question {question.id}.when", question.when, known)
        yield from _unknown(f"question {question.id}.ask_again", question.ask_again, known)
    for index, rule in enumerate(profile.triage):
        yield from _unknown(f"triage[{index}] {rule.id}", rule.when, known)
    for index, route in enumerate(profile.routes):
        yield from _unknown(f"route[{index}] {route.harm}", route.when, known)
    for index, conflict in enumerate(profile.conflicts):
        yield from _unknown(f"conflict[{index}] {conflict.id}", conflict.when, known)


def _facts(asked: Questionnaire) -> Iterator[str]:
    """All facts that answers and words can give."""
    yield from OUTSIDE
    yield from (f"path:{path.value}" for path in Path)
    yield from (f"words:{name}" for name in asked.keywords)
    for question in asked.questions.values():
        yield from _facts_of(question)


def _facts_of(question: IntakeQuestion) -> Iterator[str]:
    yield f"answered:{question.id}"
    yield from (f"{question.id}:{option}" for option in question.options)
    if not question.required:
        yield f"skipped:{question.id}"


def _unknown(place: str, when: Sequence[Condition], known: set[str]) -> Iterator[str]:
    named = {fact for condition in when for fact in condition.all | condition.any | condition.none}
    yield from (f"{place}: unknown fact {fact}" for fact in sorted(named - known))


def _orders(asked: Questionnaire) -> Iterator[str]:
    used: set[str] = set()
    for path in Path:
        order = asked.order.get(path, ())
        used |= set(order)
        place = f"order.{path.value}"
        yield from (f"{place}: no question {name}" for name in order if name not in asked.questions)
        yield from (f"{place}: {name} is given twice" for name in sorted({n for n in order if order.count(n) > 1}))
        needed = {*SKELETON, *asked.required} - NOT_NEEDED.get(path, frozenset())
        yield from (f"{place}: {name} is missing" for name in sorted(needed - set(order)))
        if path is not Path.STAFF and order[:1] != ("start",):
            yield f"{place}: must begin with start"
        if not set(order) & set(asked.one_of):
            yield f"{place}: none of minimum.one_of is asked"
        yield from (f"{place}: {name} can never be asked" for name in _unreachable(asked, path))
    yield from (f"question {name}: in no order" for name in asked.questions if name not in used)
    child, staff = asked.order.get(Path.CHILD, ()), asked.order.get(Path.STAFF, ())
    yield from (f"order.staff: {name} is for who reports here" for name in sorted(NOT_OF_A_CALLER & set(staff)))
    yield from (f"order.child: {name} is not asked under 14 (SG07)" for name in NOT_FOR_CHILDREN if name in child)


def _unreachable(asked: Questionnaire, path: Path) -> Iterator[str]:
    """Questions of a path whose condition needs what no earlier question of the path can give; words found in free text
    call for none (SG03)."""
    possible = {*paths(path), *OUTSIDE}
    for name in asked.order.get(path, ()):
        question = asked.questions.get(name)
        if question is None:
            continue
        if question.when and not any(_possible(condition, possible) for condition in question.when):
            yield name
            continue
        possible |= set(_facts_of(question))
        for group, when in asked.groups:
            if group not in possible and any(_possible(condition, possible) for condition in when):
                possible.add(group)


def _possible(condition: Condition, possible: set[str]) -> bool:
    return condition.all <= possible and (not condition.any or bool(condition.any & possible))


def _triage(profile: Profile) -> Iterator[str]:
    for index, rule in enumerate(profile.triage):
        place = f"triage[{index}] {rule.id}"
        if (rule.floor is None) == (rule.levels == 0) and not (rule.add and rule.floor is None):
            yield f"{place}: give either a floor or levels"
        if not rule.when and not rule.last:
            yield f"{place}: holds always, but is not last"
        yield from (f"{place}: unknown agency {key}" for key in rule.add if key not in profile.agencies)
        yield from (f"{place}: unknown flag {flag}" for flag in sorted(set(rule.flags) - set(Flag)))
    defaults = [rule for rule in profile.triage if rule.last and not rule.when]
    if len(defaults) != 1 or profile.triage[-1] is not defaults[0]:
        yield "triage: the last rule must be the default (last = true, no when), and there is only one"


def _tasks(profile: Profile) -> Iterator[str]:
    keys = [task.key for task in profile.tasks]
    yield from (f"task {key}: this key is taken by the form" for key in keys if key in NOT_A_TASK)
    yield from (f"task {key}: longer than {LONGEST_TASK} characters" for key in keys if len(key) > LONGEST_TASK)
    yield from (f"task {key}: is given twice" for key in sorted({key for key in keys if keys.count(key) > 1}))
    for task in profile.tasks:
        yield from (f"task {task.key}: unknown harm {harm}" for harm in task.harms if harm not in profile.harms)
        if task.agency is not None and task.agency not in profile.agencies:
            yield f"task {task.key}: unknown agency {task.agency}"
    asked = profile.questions_to_reporter
    yield from (
        f"questions_to_reporter: {key} is given twice" for key in sorted({k for k in asked if asked.count(k) > 1})
    )


def _routes(profile: Profile) -> Iterator[str]:
    for index, route in enumerate(profile.routes):
        place = f"route[{index}] {route.harm}"
        if route.harm not in profile.harms:
            yield f"{place}: unknown harm"
        named = (route.lead, *route.supports)
        yield from (f"{place}: unknown agency {key}" for key in named if key not in profile.agencies)
        if route.lead in route.supports:
            yield f"{place}: the lead is also a support"
    for harm in profile.harms:
        mine = [route for route in profile.routes if route.harm == harm]
        if not mine or mine[-1].when:
            yield f"harm {harm}: no route without a condition at the end"
        yield from (f"harm {harm}: a route after the unconditional one" for route in mine[:-1] if not route.when)


def _conflicts(profile: Profile) -> Iterator[str]:
    for index, rule in enumerate(profile.conflicts):
        place = f"conflict[{index}] {rule.id}"
        named = (*rule.bar, *rule.add, *((rule.lead,) if rule.lead else ()))
        yield from (f"{place}: unknown agency {key}" for key in named if key not in profile.agencies)
        if set(rule.bar) & {*rule.add, rule.lead}:
            yield f"{place}: bars an agency that it also calls"
        if set(rule.bar) >= set(profile.agencies):
            yield f"{place}: bars every agency"


def _limits(policy: Policy) -> Iterator[str]:
    for urgency, limits in policy.limits.items():
        if not limits.acknowledge <= limits.assess:
            yield f"limits.{urgency.value}: acknowledge must not be later than assess"
        if limits.call_back is not None and limits.call_back > policy.reply:
            yield f"limits.{urgency.value}: call_back must not be later than deadlines.reply"


def _policy(profile: Profile) -> Iterator[str]:
    policy = profile.policy
    for urgency in Urgency:
        if urgency not in policy.limits:
            yield f"limits.{urgency.value}: missing"
        if urgency not in policy.copies:
            yield f"copies.{urgency.value}: missing"
    yield from _limits(policy)
    yield from _spans(policy)
    for outcome in sorted(set(policy.retention_by_outcome) - set(profile.outcomes)):
        yield f"retention.by_outcome {outcome}: no such outcome"
    if policy.max_file_bytes > policy.max_bytes:
        yield "media.max_file_bytes: more than media.max_bytes"
    if policy.media_mode == "seal" and len({policy.seal_to.get(role) for role in KEY_HOLDERS} - {None}) < len(
        KEY_HOLDERS
    ):
        yield "media.mode: seal needs [media.seal_to], one key of the police and one of the supervising body (SG35)"


def _spans(policy: Policy) -> Iterator[str]:
    """Times that must not be longer than others."""
    if policy.reply > policy.outcome:
        yield "deadlines: want reply <= outcome"
    if policy.danger_idle_now > policy.danger_idle:
        yield "retention: want danger_idle_now <= danger_idle"
