"""A case as a value, with its report and its opinions, and the people and bodies of the tests about cases."""

from datetime import datetime

from bot.domain.cases.case import Case
from bot.domain.cases.record import Closing
from bot.domain.cases.stages.opening import open_case
from bot.domain.cases.steps import acknowledge, answered, assess
from bot.domain.cases.work import Opinion
from bot.domain.ids import AgencyKey, CaseId, CaseNumber, PersonKey, ReporterToken, ReportId
from bot.domain.intake.facts import facts_of, path_of
from bot.domain.report import Contact, Report
from tests.support.domain.answers import ASKED, NOW, PROFILE, Said, answers_of

POLICY, ZONE = PROFILE.policy, PROFILE.zone
RITA, AMAL, BO, HANA = (PersonKey(name) for name in ("rita", "amal", "bo", "hana"))
EDU, PSB, PROC, CYL = (AgencyKey(key) for key in ("EDU", "PSB", "PROC", "CYL"))
BULLYING: Said = {"danger": "no", "harms": "bullying", "whereabouts": "at_school", "age": "11_13", "access": "unknown"}
DANGER: Said = {"danger": "yes_now", "harms": "assault"}


def a_report(said: Said) -> Report:
    answers = answers_of(said)
    return Report(ReportId("r1"), CaseId("c1"), ReporterToken("t1"), path_of(answers), "en", NOW, Contact.YES, answers)


def a_case(said: Said = BULLYING, now: datetime = NOW) -> Case:
    report = a_report(said)
    facts = facts_of(ASKED, report.path, report.answers)
    return open_case(PROFILE, report, facts, CaseId("c1"), CaseNumber(1), now)


def an_opinion(agency: AgencyKey, hazard: int = 1, seriousness: int = 1, credibility: int = 2) -> Opinion:
    return Opinion(agency, AMAL, hazard, seriousness, credibility, NOW)


def acknowledged(said: Said = BULLYING) -> Case:
    case = a_case(said)
    return acknowledge(case, case.lead, AMAL, NOW)


def assessed(said: Said = BULLYING) -> Case:
    case = acknowledged(said)
    return assess(case, an_opinion(case.lead), POLICY, NOW)


def ready_to_close(said: Said = BULLYING) -> Case:
    return answered(assessed(said), NOW)


def a_closing(case: Case, by: PersonKey = AMAL) -> Closing:
    return Closing("school_measure", "yes", by, case.lead, NOW, "They have nothing to add")
