"""Ports hold protocols and nothing else: values that pass through them stand in the domain."""

from tests.house.ports import long_ports, more_than_protocols, what_is_no_protocol


def test_ports_are_protocols_and_nothing_else() -> None:
    """Put a value into a room of bot/domain, and what a protocol does into the class that implements it."""
    assert more_than_protocols() == []


def test_no_port_is_over_150_lines() -> None:
    """Split by a noun; there is no list of exemptions."""
    assert long_ports() == []


def test_what_is_no_protocol_is_found() -> None:
    """Else every port would pass."""
    source = '''"""Says what it is."""
from typing import Protocol
LIMIT = 3
class Value: ...
class Good(Protocol):
    """Fine."""
    @property
    def size(self) -> int: ...
    def plain(self) -> None:
        """Described."""
        ...
    name: str
class Clever(Protocol):
    start: int = 3
    def double(self) -> int:
        return 2
'''
    assert what_is_no_protocol(source) == ["LIMIT", "Value", "Clever.start", "Clever.double"]
