"""`python -m bot run`, but for the machine's clock: it is wrong by as many seconds as stand in the file SOAK_CLOCK."""

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

from bot.__main__ import main
from bot.runtime import opening
from bot.system import wall_clock

CLOCK = "SOAK_CLOCK"


def wrong_clock() -> datetime:
    """The machine's time as somebody has set it."""
    return wall_clock() + timedelta(seconds=float(Path(os.environ[CLOCK]).read_text("ascii")))


if __name__ == "__main__":
    vars(opening)["wall_clock"] = wrong_clock
    sys.argv = ["bot", "run"]
    main()
