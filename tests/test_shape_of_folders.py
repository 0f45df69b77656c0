"""Folders keep their shape: few enough modules to read through, folders in an order, no two that import each other."""

from tests.house.counts import SOURCES
from tests.house.folders import FULLEST_FOLDER, circles, full_folders, neighbours, packages, size, unordered_folders


def test_no_folder_contains_more_modules_than_one_reads_through() -> None:
    """Make folders in it by duty; there is no list of exemptions, and the tests are no exemption either."""
    assert full_folders(*SOURCES, "tests") == []
    assert 10 < max(size(package) for package in packages(*SOURCES)) <= FULLEST_FOLDER


def test_folders_that_stand_beside_each_other_have_an_order() -> None:
    """Name a new folder in the contract of its folder (pyproject.toml): import-linter holds the order from then on."""
    assert unordered_folders() == []


def test_nothing_in_a_folder_imports_in_a_circle() -> None:
    assert list(circles(*SOURCES, "tests/support")) == []


def test_imports_are_found() -> None:
    """Else there could be no circle."""
    found = {package.name: neighbours(package) for package in packages("bot")}
    assert {"domain", "ports"} <= found["bot"]["usecases"]
    assert "usecases" not in found["bot"]["domain"]
