"""python -m bot: what there is, stands in `bot.cli.main`."""

import gc


def main() -> None:
    """Reads the program in, then does as it was told.

    A third of the time to read it in would go to looking for garbage: a hundred thousand objects, all of which stay.
    """
    gc.disable()
    from bot.system import keep_heaps_small, keep_to_ourselves  # noqa: PLC0415 - only now, see above

    keep_to_ourselves()
    from bot.cli.main import cli  # noqa: PLC0415
    from bot.cli.terminal import print_what_can_be_shown  # noqa: PLC0415

    gc.freeze()
    gc.enable()
    keep_heaps_small()
    print_what_can_be_shown()
    cli()


if __name__ == "__main__":
    main()
