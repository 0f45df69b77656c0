"""Buttons of tasks. They stand in private chats; a message about a task in a group has a link to there."""

from dataclasses import dataclass
from typing import Annotated

from bot.usecases.oversight.case_lists.task_list import LISTS
from handlers.telegram.text.buttons import button
from handlers.telegram.text.fields import OneOf


@button("nt1")
@dataclass(frozen=True)
class MakeTask:
    """Begin to make a task of a case; beside it stands /task NUMBER."""

    number: int


@button("ot1")
@dataclass(frozen=True)
class OpenTask:
    """Show one task; beside it stands /task NUMBER TASK."""

    number: int
    item: int


@button("tt1")
@dataclass(frozen=True)
class TakeTask:
    """Take the task; beside it stands /tasktake NUMBER TASK."""

    number: int
    item: int


@button("td1")
@dataclass(frozen=True)
class DoneTask:
    """The task is done: asks for the note; beside it stands /taskdone NUMBER TASK."""

    number: int
    item: int


@button("tg1")
@dataclass(frozen=True)
class GiveTask:
    """A head gives the task to another person: asks to whom; beside it stands /taskgive NUMBER TASK."""

    number: int
    item: int


@button("tp1")
@dataclass(frozen=True)
class TasksPage:
    """A page of one of the lists of /tasks."""

    which: Annotated[str, OneOf(*LISTS)]
    page: int


@button("tx1")
@dataclass(frozen=True)
class DeclineTask:
    """The body declines the task: asks for the reason; beside it stands /taskdecline NUMBER TASK."""

    number: int
    item: int
