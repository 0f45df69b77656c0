"""Words of a list are found in the order of the list, whatever edges they have."""

import pytest

from bot.domain.intake.wordlists import without


@pytest.mark.parametrize(
    ("harmless", "left"),
    [
        (("hit*", "hit him", "hits"), "\n him now"),
        (("hit him", "hit*", "hits"), "\n now"),
        (("hit", "hit* him", "hit him"), "\n him now"),
        (("hits", "hit… now", "hit him"), "\n"),
    ],
)
def test_of_phrases_that_begin_alike_the_first_that_fits_is_taken_out(harmless: tuple[str, ...], left: str) -> None:
    assert without(harmless, "hit him now") == left
