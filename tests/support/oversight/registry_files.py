"""Files of a registry: good ones, ones with a fault, and what is said of them."""

import csv
import io
from pathlib import Path

from bot.cli.registry_file import read_file
from bot.domain.ids import AgencyKey
from bot.domain.institutions import registry
from bot.domain.institutions.institution import Institution
from bot.domain.institutions.registry import KnownToRegistry, RegistryFault

CHINESE = {
    "编号": "code",
    "名称": "name",
    "类型": "kind",
    "片区": "area",
    "主管部门": "above",
    "联系人": "contact",
    "教职工数": "staff",
    "学生数": "children",
    "状态": "open",
}
KNOWN = KnownToRegistry(
    kinds=["kindergarten", "primary_school"],
    areas={"erlang", "shiban"},
    bodies={AgencyKey("EDU"), AgencyKey("HEA")},
    headings=CHINESE,
    yes=["是"],
    no=["否"],
)
HEAD = ["code", "name", "kind", "area", "above", "contact", "staff", "children", "open"]
GOOD = ["EDU-001", "No. 1 Primary School", "primary_school", "erlang", "EDU", "Wang, 68000001", "80", "900", "yes"]
SCHOOL = Institution(
    "EDU-001",
    "No. 1 Primary School",
    "primary_school",
    "erlang",
    AgencyKey("EDU"),
    "Wang, 68000001",
    "50-199",
    "200-999",
)


def with_cell(column: str, value: str) -> list[str]:
    cells = [*GOOD]
    cells[HEAD.index(column)] = value
    return cells


def text(*rows: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([HEAD, *rows])
    return out.getvalue()


def faults(path: Path) -> list[RegistryFault]:
    rows, wrong = read_file(path, KNOWN.headings)
    return wrong or registry.read(rows, KNOWN)[1]
