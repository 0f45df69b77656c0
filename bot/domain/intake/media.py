"""Whether a file may be fetched and stored (SG31-SG35, SG38). Decided before it is downloaded, and again when more is
told."""

from dataclasses import dataclass, replace

from bot.domain.ids import AgencyKey
from bot.domain.intake.facts import chosen_facts
from bot.domain.intake.questionnaire import answers_with_ticks
from bot.domain.profile import Policy, Profile, Questionnaire
from bot.domain.report import Draft, MediaRef, MediaState, Path, Report

KINDS = frozenset({"photo", "video", "voice", "audio", "document", "video_note", "animation"})
"""Kinds of message that may be evidence; stickers, games and dice may not."""
MANAGED = "restricted"
"""The mode in which adults may send files for sexual-type reports if they declare them free of nudity."""
SEAL = "seal"
"""The mode in which files of sexual-type reports are encrypted to keys that the server does not have."""
WITHHELD = frozenset({MediaState.REFUSED, MediaState.RESTRICTED, MediaState.SEALED})
"""States of files that may show what the law forbids to store."""
STRICT = (MediaState.STORED, MediaState.RESTRICTED, MediaState.SEALED, MediaState.REFUSED)
"""States of files, from the least strict to not stored at all: a file only moves to the right."""


@dataclass(frozen=True)
class MediaStates:
    """How files and recorded voice messages of one report may be stored."""

    files: MediaState = MediaState.STORED
    voice: MediaState = MediaState.STORED

    def of(self, item: MediaRef) -> MediaState:
        """How this one may be stored."""
        return self.voice if item.is_testimony else self.files


def judge(policy: Policy, questionnaire: Questionnaire, draft: Draft, item: MediaRef) -> MediaState:
    """STORED, RESTRICTED, SEALED: fetch it. Anything else: do not download; store only time, kind, size and the hash.

    No kind of file is exempt from REFUSED: any file of a sexual-type report may be what the law forbids to store. A
    voice message recorded in this chat is not such a file.
    """
    wanted = media_states(policy, questionnaire, draft).of(item)
    if wanted is MediaState.REFUSED:
        return wanted
    if item.kind not in KINDS:
        return MediaState.WRONG_TYPE
    if item.size > policy.max_file_bytes:
        return MediaState.TOO_LARGE
    stored = [other for other in draft.media if other.state.is_stored]
    if len(stored) >= policy.max_files or sum(other.size for other in stored) + item.size > policy.max_bytes:
        return MediaState.LIMIT
    return wanted


def allowed(policy: Policy, mime: str) -> bool:
    """Whether a detected type is on the list (SG38); parameters and case do not matter."""
    return mime.partition(";")[0].strip().lower() in policy.allowed_types


def fits(policy: Policy, item: MediaRef, mime: str) -> bool:
    """Whether what came has a type on the list; for a recorded voice, which no mode refuses, whether it is sound."""
    return allowed(policy, mime) and (mime.startswith("audio/") or not item.is_testimony)


def invites(policy: Policy, questionnaire: Questionnaire, draft: Draft) -> bool:
    """Whether the line may ask for files at all in this draft (SG32)."""
    freely = {MediaState.STORED, MediaState.RESTRICTED}
    return draft.path is not Path.CHILD and media_states(policy, questionnaire, draft).files in freely


def media_states(policy: Policy, questionnaire: Questionnaire, draft: Draft) -> MediaStates:
    """STORED; or what the mode says, where the person has chosen a sexual type or declared such files. Words that were
    found in free text do not count here (SG19)."""
    declared = draft.answer("files_declared")
    is_yes = declared is not None and "yes" in declared.options
    sexual = "sexual" in chosen_facts(questionnaire, draft.path, answers_with_ticks(questionnaire, draft))
    if not (is_yes or sexual):
        return MediaStates()
    if policy.media_mode == SEAL:
        return MediaStates(MediaState.SEALED, MediaState.RESTRICTED)
    is_free = declared is not None and "no" in declared.options
    is_managed = policy.media_mode == MANAGED and draft.path.is_adult and is_free
    return MediaStates(MediaState.RESTRICTED if is_managed else MediaState.REFUSED, MediaState.RESTRICTED)


def is_withheld(item: MediaRef) -> bool:
    """Whether the file sets the flag `sealed_media` of a case. A voice message that the lead may hear as the police do
    does not."""
    return item.state in WITHHELD and (item.by_hand or not item.is_testimony)


def is_for_two_keys(item: MediaRef) -> bool:
    """Whether the file waits to be encrypted to the two public keys, in the mode that does so. A recorded voice message
    never does (SG34)."""
    return item.state is MediaState.RESTRICTED and not item.is_testimony


def in_state(item: MediaRef, states: MediaState) -> MediaRef:
    """A file in the state that what is known now demands. It never becomes less strict again. For a refused file the
    facts are kept, the bytes are not. A file that was stored before it had to be sealed is shown only to people who may
    release it, until it is sealed."""
    if not item.state.is_stored or STRICT.index(states) <= STRICT.index(item.state):
        return item
    if states is MediaState.REFUSED:
        return replace(item, state=states, file=None)
    return replace(item, state=MediaState.RESTRICTED)


def stricter(item: MediaRef, other: MediaRef) -> MediaRef:
    """A file in the stricter of two states; `item` says where its bytes are. What staff have said about it is kept."""
    item = replace(item, by_hand=item.by_hand or other.by_hand, looked_at=item.looked_at or other.looked_at)
    if item.state not in STRICT or other.state not in STRICT or STRICT.index(other.state) <= STRICT.index(item.state):
        return item
    return replace(item, state=other.state, file=other.file)


def all_in_state(media: tuple[MediaRef, ...], states: MediaStates) -> tuple[MediaRef, ...]:
    """Each file in the state that what is known now demands."""
    return tuple(in_state(item, states.of(item)) for item in media)


def report_in_state(report: Report, states: MediaStates) -> Report:
    """The report with each of its files, also those added later, in the state that what is known now demands."""
    additions = tuple(replace(a, media=all_in_state(a.media, states)) for a in report.additions)
    return replace(report, media=all_in_state(report.media, states), additions=additions)


def newly_refused(before: tuple[MediaRef, ...], after: tuple[MediaRef, ...]) -> tuple[MediaRef, ...]:
    """Files whose bytes were stored and may not be any more, as they were."""
    gone = {item.message_id for item in after if item.state is MediaState.REFUSED}
    return tuple(item for item in before if item.state.is_stored and item.message_id in gone)


def key_holders(profile: Profile) -> frozenset[AgencyKey]:
    """The two bodies that may know of withheld files: the police and the supervising body (SG34, SG35)."""
    return frozenset({profile.agency_with("police"), profile.agency_with("supervising")})
