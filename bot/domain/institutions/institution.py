"""One institution of the district that must report, as the registry holds it. It names no person but the contact."""

from dataclasses import dataclass

from bot.domain.ids import AgencyKey

BANDS = ("1-9", "10-49", "50-199", "200-999", "1000+")
"""Numbers of staff and of children are stored as bands: the exact numbers are not needed here."""
CEILINGS = {"1-9": 9, "10-49": 49, "50-199": 199, "200-999": 999}
"""The largest number of each band; the last band has none."""


@dataclass(frozen=True)
class Institution:
    """A row of the registry. `code`: the district's own number for it, which never changes."""

    code: str
    name: str
    kind: str
    """One of the profile's kinds; its name is the text `institution-kind-KEY`."""
    area: str
    above: AgencyKey
    """The body that supervises it."""
    contact: str = ""
    """How its head can be reached."""
    staff: str = ""
    children: str = ""
    is_open: bool = True


def band_of(count: int) -> str:
    """The band of a number. Raises ValueError below 1."""
    if count < 1:
        raise ValueError(count)
    return next((band for band, most in CEILINGS.items() if count <= most), BANDS[-1])
