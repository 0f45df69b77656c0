"""What can be found in the folder of ports that is no protocol."""

import ast
from collections.abc import Iterator

from tests.house.counts import ROOT, modules

LONGEST_PORT = 150


def more_than_protocols() -> list[str]:
    """Everything in bot/ports that is no protocol, and every member of a protocol that does something."""
    return [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules("bot/ports")
        for name in what_is_no_protocol(path.read_text("utf-8"))
    ]


def long_ports() -> list[str]:
    """Ports over 150 lines."""
    found = modules("bot/ports")
    return [str(path.relative_to(ROOT)) for path in found if path.read_text("utf-8").count("\n") > LONGEST_PORT]


def what_is_no_protocol(source: str) -> list[str]:
    """Names in a module besides its imports and protocols, and of members that do something."""
    return [name for node in ast.parse(source).body for name in _in_module(node)]


def _in_module(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Import | ast.ImportFrom) or _is_docstring(node):
        return
    if not isinstance(node, ast.ClassDef) or "Protocol" not in {ast.unparse(base) for base in node.bases}:
        yield _name(node)
        return
    for member in node.body:
        if not (_is_docstring(member) or _says_only(member)):
            yield f"{node.name}.{_name(member)}"


def _says_only(member: ast.stmt) -> bool:
    """Whether a member of a protocol has a shape and no content."""
    if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef):
        return all(map(_is_docstring, member.body))
    return isinstance(member, ast.AnnAssign) and member.value is None


def _is_docstring(node: ast.stmt) -> bool:
    """A string, or the three dots."""
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        return False
    return isinstance(node.value.value, str | type(...))


def _name(node: ast.stmt) -> str:
    """What is defined here; the first line where it has no name."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return node.name
    return ast.unparse(node).partition(":" if isinstance(node, ast.AnnAssign) else " =")[0]
