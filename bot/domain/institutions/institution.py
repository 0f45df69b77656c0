"""One institution of the district that has to report, as the registry knows it. No person's name but the contact."""

from dataclasses import dataclass

from bot.domain.ids import AgencyKey

BANDS = ("1-9", "10-49", "50-199", "200-999", "1000+")
"""Numbers of staff and of children are kept as bands: an exact one is nobody's business here."""
CEILINGS = {"1-9": 9, "10-49": 49, "50-199": 199, "200-999": 999}
"""The largest number of a band; the last has none."""


@dataclass(frozen=True)
class Institution:
    """A row of the registry. `code` is the district's own number for it and never changes."""

    code: str
    name: str
    kind: str
    """One of the profile's kinds; its name is the text `institution-kind-KEY`."""
    area: str
    above: AgencyKey
    """The body that it answers to."""
    contact: str = ""
    """How its head is reached."""
    staff: str = ""
    children: str = ""
    is_open: bool = True


def band_of(count: int) -> str:
    """The band of a number; ValueError below 1."""
    if count < 1:
        raise ValueError(count)
    return next((band for band, most in CEILINGS.items() if count <= most), BANDS[-1])
