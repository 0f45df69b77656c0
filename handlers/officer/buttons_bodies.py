"""Buttons with which bodies share a case: give the lead away, bring another body in, talk, hand the case on."""

from dataclasses import dataclass
from typing import Annotated

from bot.domain.cases.stages.transfer import RETURN_REASONS
from handlers.telegram.text.buttons import button
from handlers.telegram.text.fields import OneOf


@button("al1")
@dataclass(frozen=True)
class AcceptLead:
    """Accept the lead of a case that another body offers; beside it stands /accept NUMBER."""

    number: int


@button("gb1")
@dataclass(frozen=True)
class GiveBack:
    """Do not take the lead: shows the reasons; beside it stands /giveback NUMBER."""

    number: int


@button("gr1")
@dataclass(frozen=True)
class GiveBackReason:
    """One of the reasons why a body does not take the lead; 'back' shows the question again."""

    number: int
    reason: Annotated[str, OneOf("back", *RETURN_REASONS)]


@button("tf1")
@dataclass(frozen=True)
class HandOver:
    """Ask another body to lead, in private; beside it stands /transfer NUMBER."""

    number: int


@button("bi1")
@dataclass(frozen=True)
class BringIn:
    """Bring another body in, in private; beside it stands /bringin NUMBER."""

    number: int


@button("du1")
@dataclass(frozen=True)
class ToDutyDesk:
    """Give the whole case to the officer on call of the police, in private; beside it stands /handover NUMBER."""

    number: int


@button("dh1")
@dataclass(frozen=True)
class OpenHanded:
    """Open everything that was handed over, in private; beside it stands /handed NUMBER."""

    number: int


@button("jt1")
@dataclass(frozen=True)
class CallTalk:
    """Call the bodies of a case to talk, in private; beside it stands /talk NUMBER."""

    number: int


@button("jr1")
@dataclass(frozen=True)
class RecordTalk:
    """Begin the record of a joint talk, in private; beside it stands /record NUMBER."""

    number: int


@button("rq1")
@dataclass(frozen=True)
class Recuse:
    """Begin to hand the case on, in private; beside it stands /recuse NUMBER."""

    number: int


@button("rw1")
@dataclass(frozen=True)
class RecuseWho:
    """A head hands it on: 'me' only, or for the whole 'body'."""

    number: int
    who: Annotated[str, OneOf("me", "body")]
