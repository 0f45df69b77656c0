"""Assessing a case (L6): hazard, seriousness, credibility and a note, on one screen, which also shows what saving would
do."""

from typing import Any

from bot.domain.access.roles import Action
from bot.domain.cases import steps as rules
from bot.domain.cases.assessment.assessment import OWN_WORDS, SCALES, class_of
from bot.domain.cases.assessment.sooner import bodies_with_less_time
from bot.domain.cases.assessment.talks import called_by_divergence
from bot.domain.cases.work import Opinion
from bot.domain.errors import BadAnswer
from bot.domain.facts import Fact
from bot.domain.notices.every import AnyContent
from bot.domain.notices.lines import Sentence
from bot.domain.notices.officer.cases import AssessShown
from bot.usecases.access.asking import CaseAct
from bot.usecases.casework.assessment.divergence import asked_to_talk, newly_apart
from bot.usecases.casework.assessment.raising import tell_of_raise
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.forms import Form, Values, register
from bot.usecases.casework.steps import keep_step, viewing_agency

NOTE = "note"


class Assessment(Form):
    """The form: one screen that stays until it is saved."""

    def after(self, act: CaseAct, step: str, values: Values) -> str:
        """Shows the form's own screen again."""
        return self.doing

    def awaits_words(self, step: str) -> bool:
        """Typed words become the note."""
        return True

    def chosen(self, act: CaseAct, name: str, value: str) -> dict[str, Fact]:
        """A tapped value of a scale. Raises BadAnswer for a value that could not be saved."""
        if name not in SCALES or value not in {"0", "1", "2", "3"}:
            raise BadAnswer("not-an-option")
        if name == "credibility" and act.case.own_words and int(value) < OWN_WORDS:
            raise BadAnswer("own-words-count")
        return {name: int(value)}

    def kept(self, name: str, value: str | int) -> dict[str, Fact]:
        """A tapped value is kept even while the second factor is shut: it says nothing about the case."""
        return {name: int(value)} if name in SCALES else {}

    def shown(self, act: CaseAct, name: str, step: str, values: Values) -> AnyContent:
        """Shows what was chosen so far, the note, and what saving would do."""
        hazard, seriousness, credibility = (_level(values.get(scale)) for scale in SCALES)
        note = values.get(NOTE)
        return AssessShown(
            number=act.case.number,
            hazard=hazard,
            seriousness=seriousness,
            credibility=credibility,
            note=None if note is None else str(note),
            urgency=act.case.urgency,
            **_consequence(act, hazard, seriousness, credibility),
        )

    def written(self, act: CaseAct, step: str, words: str) -> dict[str, Fact]:
        """Typed words as the note."""
        return {NOTE: words}

    def require_end(self, step: str, values: Values) -> None:
        """Raises BadAnswer while a scale has no value."""
        if any(values.get(scale) is None for scale in SCALES):
            raise BadAnswer("nothing-chosen")


def _level(value: Fact) -> int | None:
    return None if value is None else int(str(value))


def _consequence(act: CaseAct, hazard: int | None, seriousness: int | None, credibility: int | None) -> dict[str, Any]:
    """What saving would do, by the same rule that saves. Credibility does not change the class."""
    if hazard is None or seriousness is None:
        return {}
    credible = OWN_WORDS if credibility is None else credibility
    opinion = Opinion(viewing_agency(act), act.person, hazard, seriousness, credible, act.now)
    case = called_by_divergence(rules.assess(act.case, opinion, act.services.profile.policy, act.now), act.now)
    return {
        "result": case.urgency,
        "asks_for": class_of(hazard, seriousness),
        "hurries": tuple(bodies_with_less_time(act.case, case)) if case.urgency is not act.case.urgency else (),
        "diverges": credibility is not None and newly_apart(act.case, case),
    }


def rehearse(act: CaseAct) -> None:
    """Raises whatever saving would raise, independent of what is chosen."""
    blank = Opinion(viewing_agency(act), act.person, 0, 0, OWN_WORDS, act.now)
    rules.assess(act.case, blank, act.services.profile.policy, act.now)


async def assess(act: CaseAct, values: Values) -> Sentence:
    """Saves the assessment as an opinion of the body. Only the lead's opinion decides the class."""
    agency = viewing_agency(act)
    hazard, seriousness, credibility = (int(str(values[scale])) for scale in SCALES)
    opinion = Opinion(agency, act.person, hazard, seriousness, credibility, act.now, str(values.get(NOTE) or ""))
    assessed = rules.assess(act.case, opinion, act.services.profile.policy, act.now)
    case = called_by_divergence(assessed, act.now)
    await keep_step(act, case, "assessed", agency)
    await tell_of_raise(act, act.case, case, by=act.person, agency=agency)
    if newly_apart(act.case, case):
        await act.tell(*asked_to_talk(case))
    return "staff-desk-saved"


ASSESS = register(Assessment("assess", Action.ASSESS, (), assess, rehearse))
begin = beginning(ASSESS)
