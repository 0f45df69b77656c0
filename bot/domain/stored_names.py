"""Fields whose stored name is an older one.

A field may be renamed in the code. Rows of earlier versions hold the older name, and earlier versions look for it in
rows of today. So it stays in what is stored.
"""

from collections.abc import Mapping
from dataclasses import Field
from typing import Any

KEY = "alias"
"""Where pydantic looks for the name, in the metadata of a field."""


def stored_as(name: str) -> Mapping[str, str]:
    """The metadata of a field that is stored under this name."""
    return {KEY: name}


def stored_name(field: "Field[Any]") -> str:
    """The name under which a field is stored: its own unless it says another."""
    return str(field.metadata.get(KEY, field.name))
