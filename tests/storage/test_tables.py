"""Each table stands in the folder of the store that writes it."""

from importlib import import_module
from pathlib import Path

from storage.schema import metadata
from tests.house.counts import ROOT
from tests.house.tables import tables_written_elsewhere, tables_written_in

BELOW_ALL_FOLDERS = {"data_keys"}


def test_no_store_writes_a_table_of_another_folder() -> None:
    """Ask the store of the table, or move the function there."""
    assert tables_written_elsewhere() == []


def test_writing_is_found(tmp_path: Path) -> None:
    """Else every store would pass."""
    source = tmp_path / "store.py"
    source.write_text("from storage.queues.tables import inbox, outbox\ndelete(inbox)\nsession.upsert(outbox, row)\n")
    assert tables_written_in(source) == {"inbox": "queues", "outbox": "queues"}


def test_tables_stand_in_folders_but_for_one() -> None:
    """Opening a database reads every module of tables: else a backup would leave some out."""
    import_module("storage.unit_of_work")
    modules = list((ROOT / "storage").rglob("*tables.py"))
    below = (ROOT / "storage/database/tables.py").read_text("utf-8")
    assert {name for name in metadata.tables if f'"{name}"' in below} == BELOW_ALL_FOLDERS
    assert sum(path.read_text("utf-8").count("= Table(\n") for path in modules) == len(metadata.tables)
