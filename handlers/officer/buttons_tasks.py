"""Buttons of tasks. They stand in private chats; a group's line about a task has a link to there."""

from dataclasses import dataclass
from typing import Annotated

from bot.usecases.oversight.task_list import LISTS
from handlers.telegram.buttons import button
from handlers.telegram.fields import OneOf


@button("nt1")
@dataclass(frozen=True)
class NewTask:
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
    """Do it oneself; beside it stands /tasktake NUMBER TASK."""

    number: int
    item: int


@button("td1")
@dataclass(frozen=True)
class DoneTask:
    """It is done: leads to the note; beside it stands /taskdone NUMBER TASK."""

    number: int
    item: int


@button("tg1")
@dataclass(frozen=True)
class GiveTask:
    """A head gives it to another: leads to whom; beside it stands /taskgive NUMBER TASK."""

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
    """The body will not do it: leads to the reason; beside it stands /taskdecline NUMBER TASK."""

    number: int
    item: int
