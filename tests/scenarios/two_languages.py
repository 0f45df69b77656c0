"""Transcripts of one conversation that are written in both languages, act for act and line for line."""

import os
from pathlib import Path

from tests.support.domain.examples import LONG


def lines_of(path: Path) -> list[str]:
    """The lines of a transcript."""
    return path.read_text("utf-8").splitlines()


def twins_in(folder: Path) -> dict[Path, Path]:
    """The Chinese transcripts of which there is an English one with as many lines, and that one."""
    found = {path: path.with_stem(path.stem.removesuffix("_zh") + "_en") for path in sorted(folder.glob("*_zh.txt"))}
    return {
        chinese: english
        for chinese, english in found.items()
        if english.exists() and len(lines_of(english)) == len(lines_of(chinese))
    }


def to_play(folder: Path, *, every: bool) -> list[Path]:
    """All transcripts, in a long run and where `every` is given; else of those in two languages the English one."""
    left_out = {} if every or LONG in os.environ else twins_in(folder)
    return [path for path in sorted(folder.glob("*.txt")) if path not in left_out]
