"""Buttons about who reported. Beside those of officers stands /reveal N."""

from dataclasses import dataclass

from handlers.buttons import button


@button("lv1")
@dataclass(frozen=True)
class Level:
    """Of the reporter: what may be known of me (number 0: of my newest report); with a level: let that be known."""

    number: int
    level: str


@button("rv1")
@dataclass(frozen=True)
class Reveal:
    """Ask to learn who reported, or see it when that was agreed to; beside it stands /reveal NUMBER."""

    number: int


@button("rd1")
@dataclass(frozen=True)
class RevealDecide:
    """The second person: 'tell', a reason not to tell the reporter, or 'no'. `stamp` names the request that was read;
    /reveal NUMBER shows it again."""

    number: int
    stamp: int
    what: str
