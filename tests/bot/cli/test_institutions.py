"""An operator imports the registry from a file: listed first, whole or not at all, as often as wanted."""

from pathlib import Path

import openpyxl

from tests.support.databases.databases import lay_tables
from tests.support.processes.command_line import ran

GIVEN = {"TOKEN": "1:" + "a" * 35, "PROFILE": "jiulongpo"}
HEAD = "编号,名称,类型,片区,主管部门,联系方式,教职工数,学生数,状态\n"
ONE = "EDU-001,No. 1 Primary School,primary_school,erlang,EDU,+86 68000001,80,900,是\n"
TWO = "HEA-001,Erlang Clinic,clinic,erlang,HEA,,9,,open\n"
CLOSED = "EDU-002,Old School,middle_school,shiban,EDU,,,,否\n"


async def imported(home: Path, *rows: str, yes: bool = True) -> tuple[int, list[str]]:
    lay_tables(home / "tipline.db")
    path = home / "registry.csv"
    path.write_text(HEAD + "".join(rows), "utf-8")
    code, printed = await ran(home, "institutions", "import", str(path), *(["--yes"] if yes else []), **GIVEN)
    return code, [line.rstrip() for line in printed.splitlines() if line.strip()]


async def exported(home: Path, name: str) -> str:
    code, printed = await ran(home, "institutions", "export", str(home / name), **GIVEN)
    assert code == 0, printed
    return (home / name).read_bytes().decode("utf-8-sig") if name.endswith(".csv") else ""


async def test_an_import_lists_its_changes_and_does_nothing_without_a_yes(tmp_path: Path) -> None:
    code, printed = await imported(tmp_path, ONE, TWO, yes=False)
    assert code != 0
    assert printed[:2] == [
        "new      EDU-001  No. 1 Primary School (primary_school, erlang, EDU)",
        "new      HEA-001  Erlang Clinic (clinic, erlang, HEA)",
    ]
    assert "2 new, 0 changed, 0 gone, 0 as they were." in printed[2]
    assert await exported(tmp_path, "none.csv") == "code,name,kind,area,above,contact,staff,children,open\r\n"
    code, printed = await imported(tmp_path, ONE, TWO)
    assert (code, printed[-1]) == (0, "Done.")
    code, printed = await imported(tmp_path, ONE, TWO)
    assert (code, printed) == (0, ["Nothing was changed."])
    code, printed = await imported(tmp_path, ONE.replace("No. 1", "First").replace("80,", "8,"), CLOSED)
    assert printed == [
        "new      EDU-002  Old School (middle_school, shiban, EDU)",
        "changed  EDU-001  First Primary School (primary_school, erlang, EDU): name, staff",
        "gone     HEA-001  Erlang Clinic (clinic, erlang, HEA): will be closed, its link and its people end",
        "Done.",
    ]
    assert await exported(tmp_path, "all.csv") == (
        "code,name,kind,area,above,contact,staff,children,open\r\n"
        "EDU-001,First Primary School,primary_school,erlang,EDU,+86 68000001,1-9,200-999,yes\r\n"
        "EDU-002,Old School,middle_school,shiban,EDU,,,,no\r\n"
        "HEA-001,Erlang Clinic,clinic,erlang,HEA,,1-9,,no\r\n"
    )


async def test_a_file_with_one_mistake_imports_nothing(tmp_path: Path) -> None:
    code, printed = await imported(tmp_path, ONE, TWO.replace("clinic", "zoo").replace("HEA-001", ""))
    assert code == 1
    assert printed[0] == "row 3: code: empty"
    assert printed[1].startswith("row 3: kind: not one of kindergarten, primary_school,")
    assert "nothing was changed" in "\n".join(printed)
    assert "EDU-001" not in await exported(tmp_path, "all.csv")


async def test_an_exported_workbook_imported_again_changes_nothing(tmp_path: Path) -> None:
    await imported(tmp_path, ONE, TWO, CLOSED)
    await exported(tmp_path, "all.xlsx")
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    assert "f" not in {cell.data_type for row in book.active.iter_rows() for cell in row}
    code, printed = await ran(tmp_path, "institutions", "import", str(tmp_path / "all.xlsx"), **GIVEN)
    assert (code, printed.strip()) == (0, "Nothing was changed.")
    code, printed = await ran(tmp_path, "institutions", "export", str(tmp_path / "all.xlsx"), **GIVEN)
    assert code != 0
