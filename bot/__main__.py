"""python -m bot: what there is, stands in `bot.commands`."""

import gc


def main() -> None:
    """Reads the program in, then does as it was told.

    A third of the time to read it in would go to looking for garbage: a hundred thousand objects, all of which stay.
    """
    gc.disable()
    from bot.commands import cli  # noqa: PLC0415 - only now, see above

    gc.freeze()
    gc.enable()
    cli()


if __name__ == "__main__":
    main()
