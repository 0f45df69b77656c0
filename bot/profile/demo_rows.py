"""The institutions of a profile's demo, in the form in which an operator's file would bring them.

Only the demo reads them. A profile that is based on another has the other's demo too, and is valid whatever that
contains.
"""

from collections.abc import Iterator

from bot.domain.institutions import registry
from bot.domain.institutions.institution import Institution
from bot.domain.institutions.registry import KnownToRegistry, RegistryFault, Row
from bot.domain.profile import Profile
from bot.profile.files import ProfileError


def institutions_of_demo(profile: Profile) -> list[Institution]:
    """The institutions of the profile's demo. Raises ProfileError, which names every wrong row."""
    rows = [Row(number, one.cells) for number, one in enumerate(profile.demo.institutions, 1)]
    known = KnownToRegistry([*profile.institution_kinds], profile.areas, [*profile.agencies])
    found, faults = registry.read(rows, known)
    faults += _faults_of_past(profile)
    if faults:
        raise ProfileError([_named(profile, fault) for fault in faults])
    return found


def _faults_of_past(profile: Profile) -> Iterator[RegistryFault]:
    """The faults of past reports that name a harm or an outcome which the district does not have."""
    for number, one in enumerate(profile.demo.institutions, 1):
        if one.told is not None and one.told.harm not in profile.harms:
            yield RegistryFault(number, "told.harm: not a harm of this district")
        if one.told is not None and one.told.outcome not in profile.outcomes:
            yield RegistryFault(number, "told.outcome: not an outcome of this district")


def _named(profile: Profile, fault: RegistryFault) -> str:
    """'demo.institutions[3] SCH-003: kind: not one of …'."""
    code = profile.demo.institutions[fault.row - 1].cells["code"] if fault.row else ""
    return f"{f'demo.institutions[{fault.row}] {code}'.rstrip()}: {fault.what}"
