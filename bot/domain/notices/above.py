"""Which groups above the bodies of a case may be told of it: the supervising body's, and the oversight group."""

from collections.abc import Collection

from bot.domain.addresses import Address, ToAgency, ToOversight
from bot.domain.cases.case import Case
from bot.domain.ids import AgencyKey


def oversight_group(case: Case) -> list[Address]:
    """The oversight group; not for a case that bars a body, because its members may sit there."""
    return [] if case.barred else [ToOversight()]


def supervising_group(case: Case, supervising: AgencyKey, but: Collection[AgencyKey] = ()) -> list[Address]:
    """The group of the supervising body, unless the case bars it. `but`: bodies that are told in another way."""
    return [] if supervising in {*case.barred, *but} else [ToAgency(supervising)]
