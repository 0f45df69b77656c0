"""Words beside a command of the staff: an unknown word is refused with the known ones, for every command."""

from pathlib import Path

import pytest

from bot.domain.errors import Refusal
from handlers.officer.verb import Verb
from handlers.staff_verbs import VERBS
from tests.support.running.case_in_groups import asked, card_in, tell_bullying
from tests.support.running.running_bot import running_bot

IN_USE_CASE = {"cases", "stats", "board", "export", "institutions", "language", "newgroup"}
"""Commands whose first words are read where the bodies, languages and periods are known."""
COMMANDS = [verb for verb in VERBS if verb.command]


@pytest.mark.parametrize("words", [["1", "zzz", "yyy"], ["zzz", "yyy", "1"]], ids=["behind", "before"])
def test_no_word_beside_a_command_is_silently_ignored(words: list[str]) -> None:
    verbs = [verb for verb in COMMANDS if verb.command not in IN_USE_CASE]
    assert len(verbs) > 50
    assert [verb.command for verb in verbs if not is_refused(verb, words)] == []


def is_refused(verb: Verb, words: list[str]) -> bool:
    try:
        verb.words(words)
    except Refusal:
        return True
    return False


@pytest.mark.parametrize("words", [["PSB", "ja"], ["PSB", "yes", "please"], ["PSB", "jes"]])
def test_an_answer_that_is_not_understood_does_not_count_as_no(words: list[str]) -> None:
    (verb,) = [verb for verb in COMMANDS if verb.command == "newgroup"]
    with pytest.raises(Refusal):
        verb.words(words)


async def test_words_of_a_supervisor_are_understood_or_answered_with_the_known_ones(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await tell_bullying(cast.reporters[0])
        await card_in(cast, next(key for key in cast.groups if key == "EDU"))
        sue = cast.supervisor
        for words, answer in {
            "/cases police": "Cases",
            "/cases 教委": "Bullying",
            "/stats month EDU": "Last 30 days, with today · Education",
            "/stats week 公安 P1": "Last 7 days, with today · Police · P1",
            "/stats 周 教委": "Last 7 days, with today · Education",
            "/cases 红": "Cases (0) red",
        }.items():
            assert answer in (await asked(sue, words, answer)).words
        assert "Bullying" not in (await asked(sue, "/cases police", "Cases")).words
        for words, known in {
            "/cases plice": "quarter, Procuratorate, Police",
            "/stats month plice": "day, week, month, quarter, P1, P2, P3, P4, Procuratorate, Police",
            "/institutions kindergardn": "silent",
            "/overdue EDU": "This command stands alone",
            "/agencies now": "This command stands alone",
            "/case 1 please": "the number of a case and nothing else",
            "/quarantine kep 1": "I know: pass, keep",
            "/remind 1 JUS": "These have: Education, Police, Youth League, Procuratorate",
        }.items():
            assert known in (await asked(sue, words, known)).words
