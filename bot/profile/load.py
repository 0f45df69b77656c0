"""Loads a district's profile from TOML into domain values; every fault is named at once with its place."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from bot.domain.profile import Profile
from bot.profile.files import Layer, ProfileError, layers, whole
from bot.profile.institutions import faults_of_institutions
from bot.profile.older import NAMED_ALL, as_today
from bot.profile.own_texts import Texts, laid_over, own_texts
from bot.profile.profile_table import ProfileTable
from bot.profile.text_faults import faults_of_texts
from bot.profile.validate import faults_of
from bot.profile.wording_faults import faults_of_wording


def load_profile(name_or_path: str | FilePath) -> Profile:
    """The profile of a name (a file in bot/profiles) or a path, validated; raises ProfileError with every fault."""
    profiles = layers(name_or_path)
    data = as_today(whole(profiles))
    try:
        parsed = ProfileTable.model_validate(data)
    except ValidationError as error:
        raise ProfileError([_fault(data, dict(item)) for item in error.errors()]) from None
    own, faults = own_texts(profiles[-1])
    below = _texts_of(profiles[:-1] if len(profiles) > 1 or own else layers(NAMED_ALL))
    profile = replace(parsed.value(), texts=laid_over(below, own))
    faults += parsed.twice() + faults_of(profile) + [*faults_of_institutions(profile)]
    faults += faults_of_texts(profile, own) or _misworded(profile, own)
    if faults:
        raise ProfileError(faults)
    return profile


def _misworded(profile: Profile, own: Texts) -> list[str]:
    """The profile's own texts that break a rule of wording."""
    named = ((name, faults_of_wording(profile, name, texts)) for name, texts in own.items())
    return [f"texts.{name} {fault}" for name, faults in named for fault in faults]


def _texts_of(profiles: Sequence[Layer]) -> Texts:
    """The texts of all these profiles, each laid over the one before."""
    texts: Texts = {}
    for layer in profiles:
        texts = laid_over(texts, own_texts(layer)[0])
    return texts


def _fault(data: Mapping[str, Any], item: Mapping[str, Any]) -> str:
    """The place and the words of one fault, such as 'question[3] danger.kind: Input should be …'."""
    place, here = "", data
    for step in item["loc"]:
        place += f"[{step}]" if isinstance(step, int) else f".{step}" if place else str(step)
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = {}
        if isinstance(step, int) and isinstance(here, dict):
            place += f" {here.get('id') or here.get('key') or here.get('harm') or here.get('name') or ''}".rstrip()
    return f"{place}: {item['msg']}"
