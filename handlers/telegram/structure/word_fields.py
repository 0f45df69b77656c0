"""The fields of a Word document: whether one runs or fetches something, however its words are cut into pieces."""

import re
from collections.abc import Mapping

RUNS = re.compile(
    r"""(?ix)
    (?: dde | ddeauto | macrobutton | include | includetext | database | import | link | embed | rd | data | print
      | control | htmlcontrol | quote [ ] \d ) (?! [a-z] )
    | includepicture [ ] "? (?: https? | ftp | file | [/\\]{2} )
    """
)
"""Fields that run or fetch something, or spell the name of such a one in numbers."""
WORDS = frozenset({"t", "instrtext", "delinstrtext"})
"""Elements that hold words of a field where they stand in one."""
BLANKS = re.compile(r"\s+")
MOST = 100
"""Characters of a field that are looked at: its name, and how it goes on."""


class Fields:
    """Told of the elements of one part in the order in which they end."""

    def __init__(self) -> None:
        self._said: list[str | None] = [""]
        """How each field begins that has not ended; None from where its result stands. The first is what stands in
        none."""
        self.are_plain = True
        """Whether no field so far runs or fetches anything, or takes its name from another field."""

    def read(self, name: str, words: str, attributes: Mapping[str, str]) -> None:
        """The next element: its name without the namespace, in small letters, its words and its attributes by name."""
        if name == "fldsimple":
            self._judge(_shortened(attributes.get("instr", "")))
        elif name == "fldchar":
            self._turn(attributes.get("fldchartype", ""))
        elif name in WORDS and (self._is_in_field or name != "t"):
            self._add(words)

    def end(self) -> None:
        """Nothing more comes: what has begun is judged as it stands."""
        while self._said:
            self._judge(self._said.pop())

    @property
    def _is_in_field(self) -> bool:
        return len(self._said) > 1

    def _add(self, words: str) -> None:
        said = self._said[-1]
        if said is not None and len(said) < MOST:
            self._said[-1] = _shortened(said + words)

    def _turn(self, kind: str) -> None:
        outer = self._said[-1]
        self._judge(outer)
        if not self._is_in_field:
            self._said[-1] = ""
        if kind == "begin":
            self.are_plain &= not self._is_in_field or outer is None or not (outer == "" or outer.isalpha())
            self._said.append("")
        elif self._is_in_field:
            self._said.pop()
            self._said += [None] if kind == "separate" else []

    def _judge(self, said: str | None) -> None:
        self.are_plain &= said is None or RUNS.match(said) is None


def _shortened(words: str) -> str:
    return BLANKS.sub(" ", words).lstrip()[:MOST]
