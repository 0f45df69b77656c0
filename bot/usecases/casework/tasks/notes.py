"""Internal notes of a case. Any member with a part writes them; they are shown with the report and in the export, never
to the reporter."""

from bot.domain.access.roles import Action
from bot.domain.cases.lists import Note
from bot.domain.desk_answers import InWords
from bot.domain.errors import NotAllowed
from bot.domain.notices.sentences import CaseKey
from bot.usecases.access.asking import CaseAct
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.form_questions import Words
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.steps import viewing_agency


async def keep_note(act: CaseAct, words: str) -> None:
    """Adds a note to the case of the act, encrypted with it. The audit log holds none of its words."""
    try:
        agency = viewing_agency(act)
    except NotAllowed:
        agency = None  # a supervisor who belongs to no body of the case
    await act.uow.notes.add(Note(act.case.id, act.now, agency, words))


async def write(act: CaseAct, answers: InWords) -> CaseKey:
    """Stores the note."""
    await keep_note(act, answers.words)
    await act.uow.audit.add("noted", at=act.now, case=act.case.id, person=act.person)
    return "staff-note-saved"


NOTE = register(Form("note", Action.NOTE, (Words("write"),), InWords, write))
begin = beginning(NOTE)
