"""What is known of a restore from a backup."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Restored:
    """The line was restored at this moment; cases with these numbers were perhaps reported since the backup."""

    at: datetime
    first_lost: int
    last_lost: int
