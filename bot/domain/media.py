"""May a file be fetched and kept (SG31-SG35, SG38)? Decided before it is downloaded, and again when more is told."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.facts import facts_of
from bot.domain.ids import AgencyKey
from bot.domain.profile import Policy, Profile, Questionnaire
from bot.domain.questionnaire import settled
from bot.domain.report import Draft, MediaRef, MediaState, Path, Report

KINDS = frozenset({"photo", "video", "voice", "audio", "document", "video_note", "animation"})
"""What may be evidence; stickers, games and dice are not."""
MANAGED = "restricted"
"""The mode in which files declared free of nudity are taken from adults in sexual-type reports."""
SEAL = "seal"
"""The mode in which files of sexual-type reports are sealed to keys that the server does not have."""
WITHHELD = frozenset({MediaState.REFUSED, MediaState.RESTRICTED, MediaState.SEALED})
"""What puts the flag `sealed_media` on a case."""
STRICT = (MediaState.KEPT, MediaState.RESTRICTED, MediaState.SEALED, MediaState.REFUSED)
"""How files may be held, from the freest to not at all: a file only moves to the right."""


def judge(policy: Policy, questionnaire: Questionnaire, draft: Draft, kind: str, size: int) -> MediaState:
    """KEPT, RESTRICTED, SEALED: fetch it. Anything else: do not download, hold only time, kind, size and the hash.

    No kind is exempt from REFUSED: any file of a sexual-type report may be what the law forbids to hold.
    """
    wanted = holding(policy, questionnaire, draft)
    if wanted is MediaState.REFUSED:
        return wanted
    if kind not in KINDS:
        return MediaState.WRONG_TYPE
    if size > policy.max_file_bytes:
        return MediaState.TOO_LARGE
    held = [item for item in draft.media if item.state.is_held]
    if len(held) >= policy.max_files or sum(item.size for item in held) + size > policy.max_bytes:
        return MediaState.LIMIT
    return wanted


def allowed(policy: Policy, mime: str) -> bool:
    """Whether a sniffed type is on the list (SG38); parameters and case do not matter."""
    return mime.partition(";")[0].strip().lower() in policy.allowed_types


def invites(policy: Policy, questionnaire: Questionnaire, draft: Draft) -> bool:
    """Whether the line may ask for files at all in this draft (SG32)."""
    freely = {MediaState.KEPT, MediaState.RESTRICTED}
    return draft.path is not Path.CHILD and holding(policy, questionnaire, draft) in freely


def holding(policy: Policy, questionnaire: Questionnaire, draft: Draft) -> MediaState:
    """How files of this draft may be held: KEPT, or what the mode says where they may show what must not be shown."""
    declared = draft.answer("files_declared")
    is_yes = declared is not None and "yes" in declared.options
    sexual = "sexual" in facts_of(questionnaire, draft.path, settled(questionnaire, draft), draft.media)
    if not (is_yes or sexual):
        return MediaState.KEPT
    if policy.media_mode == SEAL:
        return MediaState.SEALED
    is_free = declared is not None and "no" in declared.options
    is_managed = policy.media_mode == MANAGED and draft.path is Path.ADULT and is_free
    return MediaState.RESTRICTED if is_managed else MediaState.REFUSED


def held_as(item: MediaRef, holds: MediaState) -> MediaRef:
    """A file under what is known now. It never gets freer again; of a refused one the facts stay, the bytes do not.

    What was kept before it had to be sealed is shown to nobody but those who may release it, until it is sealed.
    """
    if not item.state.is_held or STRICT.index(holds) <= STRICT.index(item.state):
        return item
    if holds is MediaState.REFUSED:
        return replace(item, state=holds, file=None)
    return replace(item, state=MediaState.RESTRICTED)


def stricter(item: MediaRef, other: MediaRef) -> MediaRef:
    """A file as the stricter of two states of it says; the state has its bytes elsewhere, or none."""
    if item.state not in STRICT or other.state not in STRICT or STRICT.index(other.state) <= STRICT.index(item.state):
        return item
    return replace(item, state=other.state, file=other.file)


def all_held_as(media: tuple[MediaRef, ...], holds: MediaState) -> tuple[MediaRef, ...]:
    """Each file under what is known now."""
    return tuple(held_as(item, holds) for item in media)


def report_held_as(report: Report, holds: MediaState) -> Report:
    """The report with each of its files, also those added later, under what is known now."""
    additions = tuple(replace(a, media=all_held_as(a.media, holds)) for a in report.additions)
    return replace(report, media=all_held_as(report.media, holds), additions=additions)


def newly_refused(before: tuple[MediaRef, ...], after: tuple[MediaRef, ...]) -> tuple[MediaRef, ...]:
    """Files whose bytes were held and may not be any more, as they were."""
    gone = {item.message_id for item in after if item.state is MediaState.REFUSED}
    return tuple(item for item in before if item.state.is_held and item.message_id in gone)


def keepers(profile: Profile) -> frozenset[AgencyKey]:
    """The two bodies that may know of withheld files: police and supervising (SG34, SG35)."""
    return frozenset({profile.agency_with("police"), profile.agency_with("supervising")})


def may_see(item: MediaRef, profile: Profile, bodies: Collection[AgencyKey], *, may_media: bool) -> bool:
    """Whether a file is shown to somebody of these bodies who may read the story: `may_media` decides of ordinary
    ones, restricted ones are for the two bodies alone, sealed ones are shown to nobody."""
    if item.file is None:
        return False
    if item.state is MediaState.RESTRICTED:
        return bool(keepers(profile) & set(bodies))
    return may_media and item.state is MediaState.KEPT
