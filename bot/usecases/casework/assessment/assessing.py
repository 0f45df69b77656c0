"""Assessing a case (L6): hazard, seriousness, credibility and a note, on one screen, which also shows what saving would
do."""

from typing import Any

from bot.domain.access.roles import Action
from bot.domain.cases import steps as rules
from bot.domain.cases.assessment.assessment import OWN_WORDS, SCALES, class_of
from bot.domain.cases.assessment.sooner import bodies_with_less_time
from bot.domain.cases.assessment.talks import called_by_divergence
from bot.domain.cases.work import Opinion
from bot.domain.desk import Filling, State
from bot.domain.desk_answers import Levels
from bot.domain.errors import BadAnswer
from bot.domain.notices.every import AnyContent
from bot.domain.notices.officer.cases import AssessShown
from bot.domain.notices.sentences import CaseKey
from bot.usecases.access.asking import CaseAct
from bot.usecases.casework.assessment.divergence import asked_to_talk, newly_apart
from bot.usecases.casework.assessment.raising import tell_of_raise
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.form_questions import Choice, Step, Words, one_of
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.steps import keep_step, viewing_agency

NOTE = Words("note", answer="note")
LEVELS = ("0", "1", "2", "3")
SCALE_STEPS = tuple(Choice(scale, one_of(LEVELS), read=int) for scale in SCALES)


class Assessment(Form[Levels]):
    """The form: one screen that stays until it is saved."""

    def after(self, act: CaseAct, step: Step | None, answers: Levels) -> State:
        """Shows the form's own screen again."""
        return Filling()

    def step(self, name: str) -> Step | None:
        """The scale with that name; they stand on one screen, so they are no steps of the form."""
        return next((one for one in SCALE_STEPS if one.name == name), None)

    def step_of_words(self, state: State) -> Words:
        """Typed words become the note."""
        return NOTE

    def knows(self, state: State) -> bool:
        """There is one state."""
        return isinstance(state, Filling)

    def chosen(self, act: CaseAct, step: Step | None, option: str, answers: Levels) -> Levels:
        """The answers with a tapped value of a scale. Raises BadAnswer for a value that could not be saved."""
        if not isinstance(step, Choice) or option not in LEVELS:
            raise BadAnswer("not-an-option")
        if step.name == "credibility" and act.case.own_words and int(option) < OWN_WORDS:
            raise BadAnswer("own-words-count")
        return step.answered(answers, option)

    def while_shut(self, name: str, option: str, answers: Levels) -> Levels:
        """A tapped value is kept even while the second factor is shut: it says nothing about the case."""
        step = self.step(name)
        return step.answered(answers, option) if step is not None and option in LEVELS else answers

    def shown(self, act: CaseAct, state: State, answers: Levels) -> AnyContent:
        """Shows what was chosen so far, the note, and what saving would do."""
        return AssessShown(
            number=act.case.number,
            hazard=answers.hazard,
            seriousness=answers.seriousness,
            credibility=answers.credibility,
            note=answers.note or None,
            urgency=act.case.urgency,
            **_consequence(act, answers),
        )

    def require_end(self, state: State, answers: Levels) -> None:
        """Raises BadAnswer while a scale has no value."""
        _complete(answers)


def _complete(answers: Levels) -> tuple[int, int, int]:
    """The values of the three scales. Raises BadAnswer while one of them has none."""
    if answers.hazard is None or answers.seriousness is None or answers.credibility is None:
        raise BadAnswer("nothing-chosen")
    return answers.hazard, answers.seriousness, answers.credibility


def _consequence(act: CaseAct, answers: Levels) -> dict[str, Any]:
    """What saving would do, by the same rule that saves. Credibility does not change the class."""
    hazard, seriousness, credibility = answers.hazard, answers.seriousness, answers.credibility
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


async def assess(act: CaseAct, answers: Levels) -> CaseKey:
    """Saves the assessment as an opinion of the body. Only the lead's opinion decides the class."""
    agency = viewing_agency(act)
    opinion = Opinion(agency, act.person, *_complete(answers), act.now, answers.note)
    assessed = rules.assess(act.case, opinion, act.services.profile.policy, act.now)
    case = called_by_divergence(assessed, act.now)
    await keep_step(act, case, "assessed", agency)
    await tell_of_raise(act, act.case, case, by=act.person, agency=agency)
    if newly_apart(act.case, case):
        await act.tell(*asked_to_talk(case))
    return "staff-desk-saved"


ASSESS = register(Assessment("assess", Action.ASSESS, (), Levels, assess, rehearse))
begin = beginning(ASSESS)
