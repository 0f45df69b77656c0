"""The one font of everything that is drawn here: Latin and Chinese letters, from a pinned package and no machine."""

from pathlib import Path

import pylopdf_fonts_zh_cn

FAMILY = "Noto Sans SC"
"""The name of the font. It has one weight only."""


def font_file() -> Path:
    """The file of the font (OpenType, SIL Open Font License)."""
    return pylopdf_fonts_zh_cn.sans_path()


def font_folder() -> Path:
    """The folder that it lies in."""
    return font_file().parent
