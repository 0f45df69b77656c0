"""python -m bot: what there is, stands in `bot.cli.main`."""

import gc
import os
import sys

from bot.late_methods import methods_compiled_late
from bot.optional_parts import without_optional_parts

NO_PLUGINS = {"PYDANTIC_DISABLE_PLUGINS": "__all__"}
"""Pydantic would look for plugins among all installed packages; the program has none."""


def main() -> None:
    """Imports the program, then does as it was told.

    The garbage collector waits meanwhile: a third of the time would go to looking through a hundred thousand objects,
    all of which stay. What is not compiled meanwhile, stands in `bot.late_methods`; what is not imported with the
    libraries, in `bot.optional_parts`. `run` is imported alone, without the other commands.
    """
    gc.disable()
    os.environ |= NO_PLUGINS  # noqa: TID251 - no setting of ours
    from bot.system import collect_rarely, keep_heaps_small, keep_to_ourselves  # noqa: PLC0415 - only now, see above

    keep_to_ourselves()
    with methods_compiled_late():
        with without_optional_parts():
            from bot.cli.run import run as command  # noqa: PLC0415
            from bot.cli.terminal import print_what_can_be_shown  # noqa: PLC0415
        if sys.argv[1:] != ["run"]:
            from bot.cli.main import cli as command  # noqa: PLC0415

    gc.freeze()
    gc.enable()
    collect_rarely()
    keep_heaps_small()
    print_what_can_be_shown()
    command()


if __name__ == "__main__":
    main()
