"""A value that JSON can hold: what a line of the audit log and a refusal carry besides ids."""

from typing import TypeAlias

Fact: TypeAlias = "str | int | float | bool | list[Fact] | dict[str, Fact] | None"
