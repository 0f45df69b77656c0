"""A profile brings its own texts; all missing ones are named at once, and every one that cannot be used is refused."""

from pathlib import Path

import pytest

from bot.profile.files import SHIPPED, ProfileError, shipped_names
from bot.profile.load import load_profile
from locales.catalogue import Catalogue, read_shipped
from locales.fluent_files import cut
from tests.support.domain.examples import one_of_each

OWN = """base = "jiulongpo"
languages = ["en", "zh-Hans"]
harms = [
  "sexual_contact", "sexual_online", "assault", "bullying", "domestic_violence", "desertion", "neglect",
  "abduction_missing", "poisoning_drugging", "forced_begging", "child_labour", "self_harm", "school_staff_abuse",
  "emotional_or_exposure", "failure_to_report", "hazing", "other", "unknown",
]
areas = ["old_quay", "elsewhere", "unknown"]

[numbers]
coast_guard = "118"
"""
ROUTE = """
[[route]]
harm = "hazing"
lead = "HBR"
supports = ["PSB"]
floor = "P3"
"""
AGENCY = """
[[agency]]
key = "HBR"
"""


def all_of(table: str) -> str:
    """The shipped profile's own tables of this name, as they stand."""
    blocks = (SHIPPED / "jiulongpo.toml").read_text("utf-8").split("\n\n")
    return "\n\n".join(block for block in blocks if f"[[{table}]]" in block)


def a_district(folder: Path, texts: str = "", *, name: str = "own.toml") -> Path:
    """A district with a harm, a body, an area and a number of its own."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(OWN + texts + all_of("agency") + AGENCY + all_of("route") + ROUTE, "utf-8")
    return path


def faults(path: Path) -> list[str]:
    with pytest.raises(ProfileError) as caught:
        load_profile(path)
    return caught.value.faults


ENGLISH = """
[texts.en]
harm-hazing = "Cruel games"
agency-HBR = "Harbour Office"
agency-HBR-short = "Harbour"
area-old_quay = "Old Quay"
number-coast_guard = "Coast guard"
"""
CHINESE = """
[texts.zh-Hans]
harm-hazing = "欺负新人"
agency-HBR = "港务局"
agency-HBR-short = "港务"
area-old_quay = "老码头"
number-coast_guard = "海上救援"
"""
NAMES = ("agency-HBR", "agency-HBR-short", "harm-hazing", "area-old_quay", "number-coast_guard")


def test_every_missing_text_of_every_language_is_named_at_once(tmp_path: Path) -> None:
    wanted = {f"texts.{language} {key}: missing" for language in ("en", "zh-Hans") for key in NAMES}
    assert set(faults(a_district(tmp_path))) == wanted


def test_a_language_that_lacks_what_the_other_has_is_named(tmp_path: Path) -> None:
    assert set(faults(a_district(tmp_path, ENGLISH))) == {f"texts.zh-Hans {key}: missing" for key in NAMES}


@pytest.mark.parametrize("key", NAMES)
def test_one_text_taken_out_is_refused_with_its_name(tmp_path: Path, key: str) -> None:
    lines = [line for line in ENGLISH.splitlines() if not line.startswith(f"{key} ")]
    assert faults(a_district(tmp_path, "\n".join([*lines, CHINESE]))) == [f"texts.en {key}: missing"]


def test_texts_in_the_profiles_toml_are_used(tmp_path: Path) -> None:
    profile = load_profile(a_district(tmp_path, ENGLISH + CHINESE))
    text = Catalogue(profile.zone, own=profile.texts)
    assert (text("agency-HBR", "en"), text("harm-hazing", "zh-Hans")) == ("Harbour Office", "欺负新人")


@pytest.mark.parametrize("name", ["own.toml", "own/profile.toml"])
def test_texts_in_a_folder_beside_the_profile_are_used_and_the_toml_wins(tmp_path: Path, name: str) -> None:
    path = a_district(tmp_path, '[texts.en]\narea-old_quay = "Quay Street"\n' + CHINESE, name=name)
    (tmp_path / "own" / "en").mkdir(parents=True)
    words = "\n".join(line.replace('"', "") for line in ENGLISH.splitlines() if " = " in line)
    (tmp_path / "own" / "en" / "names.ftl").write_text(words, "utf-8")
    profile = load_profile(path if name == "own.toml" else path.parent)
    text = Catalogue(profile.zone, own=profile.texts)
    assert (text("area-old_quay", "en"), text("agency-HBR-short", "en")) == ("Quay Street", "Harbour")


def test_a_profile_may_say_a_shipped_text_in_its_own_words(tmp_path: Path) -> None:
    own = ENGLISH + 'bot-name = "Harbour Line"\n"button-skip" = "Not now"\n' + CHINESE
    profile = load_profile(a_district(tmp_path, own))
    text = Catalogue(profile.zone, own=profile.texts)
    assert (text("bot-name", "en"), text("button-skip", "en"), text("button-done", "en")) == (
        "Harbour Line",
        "Not now",
        "Done",
    )


def test_a_profile_may_give_a_shipped_text_a_wording_for_one_voice(tmp_path: Path) -> None:
    own = ENGLISH + 'received-peer = "We have it: { $number }. You hear by { DAY($reply) }."\n' + CHINESE
    text = load_profile(a_district(tmp_path, own)).texts["en"]
    assert "received-peer" in text
    assert faults(a_district(tmp_path, own.replace("received-peer", "recieved-peer"))) == [
        "texts.en recieved-peer: nothing is called so here"
    ]


BAD = {
    'harm-hazzing = "x"': "texts.en harm-hazzing: nothing is called so here",
    'received-urgent = "Call { $polise }."': "texts.en received-urgent: no fact $polise is given to it",
    'number-police = "Call { $police }"': "texts.en number-police: no fact $police is given to it",
    'number-police = "<b>Police"': "texts.en number-police: <b> is not closed",
    'number-police = "Police</b>"': "texts.en number-police: </b> closes nothing",
    'number-police = "<script>x</script>"': "texts.en number-police: <script> is no markup for it",
    'number-police = "Fire & police"': "texts.en number-police: < or & must be written as &lt; or &amp;",
    'number-police = "  "': "texts.en number-police: want a name of letters, digits, - and _, and words for it",
    'number-police = "{ $police"': "texts.en number-police: not Fluent",
    f'bot-name = "{"x" * 65}"': "texts.en bot-name: more than 64 characters",
}


@pytest.mark.parametrize("line", BAD)
def test_a_text_that_cannot_be_rendered_is_refused_with_its_name(tmp_path: Path, line: str) -> None:
    assert faults(a_district(tmp_path, f"{ENGLISH}{line}\n{CHINESE}")) == [BAD[line]]


def test_texts_of_a_language_that_the_line_does_not_speak_are_refused(tmp_path: Path) -> None:
    texts = f'{ENGLISH}{CHINESE}\n[texts.fr]\nharm-hazing = "x"\n'
    assert faults(a_district(tmp_path, texts)) == ["texts.fr: not among the languages"]


def test_a_language_without_any_text_is_refused(tmp_path: Path) -> None:
    path = a_district(tmp_path, ENGLISH + CHINESE)
    path.write_text(path.read_text("utf-8").replace('"zh-Hans"]', '"zh-Hans", "fr"]', 1), "utf-8")
    assert faults(path) == ["texts.fr: the language has no texts at all (locales/fr, or the profile's own)"]


def test_a_language_of_the_profile_must_have_every_text_that_ships(tmp_path: Path) -> None:
    texts = f'{ENGLISH}{CHINESE}\n[texts.fr]\nharm-hazing = "x"\n'
    path = a_district(tmp_path, texts)
    path.write_text(path.read_text("utf-8").replace('"zh-Hans"]', '"zh-Hans", "fr"]', 1), "utf-8")
    found = faults(path)
    assert {"texts.fr button-skip: missing", "texts.fr agency-HBR: missing", "texts.fr q-danger: missing"} <= set(found)
    assert "texts.fr harm-hazing: missing" not in found
    assert all(fault.startswith("texts.fr ") for fault in found)


def test_a_broken_shipped_text_file_is_reported_like_any_other_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ValueError("en/common.ftl:3: not Fluent")

    monkeypatch.setattr("bot.profile.text_faults.read_shipped", broken)
    assert faults(a_district(tmp_path, ENGLISH + CHINESE)) == ["locales: en/common.ftl:3: not Fluent"]


def test_a_profile_may_extend_another(tmp_path: Path) -> None:
    path = a_district(tmp_path, ENGLISH + CHINESE)
    upper = tmp_path / "upper.toml"
    upper.write_text(f'base = "{path}"\n[texts.en]\narea-old_quay = "Upper Quay"\n', "utf-8")
    profile = load_profile(upper)
    text = Catalogue(profile.zone, own=profile.texts)
    assert (text("area-old_quay", "en"), text("agency-HBR", "en")) == ("Upper Quay", "Harbour Office")


def test_a_profile_that_extends_itself_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "loop.toml"
    path.write_text(f'base = "{path}"\n', "utf-8")
    assert faults(path) == ["base: more than 8 profiles, one based on the other"]


@pytest.mark.parametrize("name", shipped_names())
def test_every_shipped_profile_has_all_texts(name: str) -> None:
    assert load_profile(name).name


MISWORDED = {
    'number-police = "Nobody will know"': "number-police: promises secrecy (SG02): Nobody will know",
    'q-danger = "Why did you wait?"': "q-danger: blames, asks why or comforts falsely (SG04): why",
    'q-link = "How often did he hurt you?"': "q-link: states what nobody has told (SG03): he, hurt you",
    'number-police = "Police!"': "number-police: shouts or links (SG10): !",
    'files-ask = "x"': "files-ask: nothing is called so here",
    'q-files = "Please send a photo of the injury."': (
        "q-files: asks for pictures of a body (SG33): Please send a photo of the injury"
    ),
    'tell-expired_soon = "The police have news until { $until }."': (
        "tell-expired_soon: tells something on a locked phone (SG14): police"
    ),
    'q-story-child = "Tell us. Take your time. We read it."': (
        "q-story-child: more than two sentences to a child (SG05): We read it"
    ),
    'q-story-child = "Tell us all that you know of it and all that you saw and heard there."': (
        "q-story-child: too long for a child (SG05): "
        "Tell us all that you know of it and all that you saw and heard there"
    ),
    'info-signs = "Authorities investigate allegations, and all institutions here have serious obligations too."': (
        "info-signs: too hard to read (SG05): grade"
    ),
}


@pytest.mark.parametrize("line", MISWORDED)
def test_a_text_of_the_profile_that_breaks_a_rule_of_wording_is_refused(tmp_path: Path, line: str) -> None:
    found = faults(a_district(tmp_path, f"{ENGLISH}{line}\n{CHINESE}"))
    assert len([fault for fault in found if fault.startswith(f"texts.en {MISWORDED[line]}")]) == 1, found


def test_the_name_of_a_harm_that_a_child_reads_obeys_the_rules_for_children(tmp_path: Path) -> None:
    long = "Being made by older members of a club to do things that shame or hurt new members"
    texts = ENGLISH.replace("Cruel games", long)
    wanted = f"texts.en harm-hazing: too long for a child (SG05): {long}"
    assert faults(a_district(tmp_path, texts + CHINESE)) == [wanted]
    own = f'{texts}harm-hazing-child = "Cruel games"\n{CHINESE}'
    assert load_profile(a_district(tmp_path, own)).harms[-3] == "hazing"


def test_a_child_is_not_spoken_to_as_an_adult_in_chinese(tmp_path: Path) -> None:
    texts = ENGLISH + CHINESE + 'q-story-child = "您可以写下来。"\n'
    wanted = "texts.zh-Hans q-story-child: speaks to a child as to an adult (SG05): 您"
    assert faults(a_district(tmp_path, texts)) == [wanted]


def test_texts_for_staff_need_not_obey_the_wording_rules(tmp_path: Path) -> None:
    texts = f'{ENGLISH}task-search = "Why was nobody there?"\n'
    assert load_profile(a_district(tmp_path, texts + CHINESE)).name


def needed_by_harbour() -> list[str]:
    """Every text that the county brings and no other district has, except for two that others can replace."""
    county = load_profile("harbour")
    shipped = read_shipped()["en"]
    return [
        key
        for key in county.texts["en"]
        if key not in shipped and not key.endswith("-child") and key != "o-official_body-other"
    ]


def needed_for(key: str) -> tuple[str, ...]:
    """What kind of thing needs this text: a body its name and its short one; a question, a reason, an option theirs."""
    kind, *rest = key.split("-")
    if kind == "agency":
        return kind, *rest[1:]
    return kind, *rest[:-1]


def test_the_harbour_profile_without_any_one_of_its_texts_is_refused_by_name(tmp_path: Path) -> None:
    """One of each kind, in a long run each; together they name its bodies, areas, numbers, harm, question and law."""
    keys = needed_by_harbour()
    assert {"agency-CLI-short", "area-islands", "number-coast_guard", "harm-boat_work", "info-duty"} < set(keys)
    whole = {path.name: path.read_text("utf-8") for path in (SHIPPED / "harbour" / "en").glob("*.ftl")}
    (tmp_path / "en").mkdir()
    (tmp_path / "profile.toml").write_text((SHIPPED / "harbour" / "profile.toml").read_text("utf-8"), "utf-8")
    for key in one_of_each(keys, needed_for):
        for name, text in whole.items():
            remaining = [source for other, source in cut(name, text) if other != key]
            (tmp_path / "en" / name).write_text("\n".join(remaining) + "\n", "utf-8")
        assert faults(tmp_path) == [f"texts.en {key}: missing"]
