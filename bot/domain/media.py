"""May a file be fetched and kept? SG31-SG34 and SG38, decided before anything is downloaded."""

from bot.domain.facts import facts_of
from bot.domain.profile import Policy, Questionnaire
from bot.domain.questionnaire import settled
from bot.domain.report import Draft, MediaState, Path

KINDS = frozenset({"photo", "video", "voice", "audio", "document", "video_note", "animation"})
"""What may be evidence; stickers, games and dice are not."""
MANAGED = "restricted"
"""The mode in which files declared free of nudity are taken from adults in sexual-type reports."""


def judge(policy: Policy, questionnaire: Questionnaire, draft: Draft, kind: str, size: int) -> MediaState:
    """KEPT: fetch it. Anything else: do not download, hold only time, kind, size and the hash.

    No kind is exempt from REFUSED: any file of a sexual-type report may be what the law forbids to hold.
    """
    if _is_refused(policy, questionnaire, draft):
        return MediaState.REFUSED
    if kind not in KINDS:
        return MediaState.WRONG_TYPE
    if size > policy.max_file_bytes:
        return MediaState.TOO_LARGE
    kept = [item for item in draft.media if item.state is MediaState.KEPT]
    if len(kept) >= policy.max_files or sum(item.size for item in kept) + size > policy.max_bytes:
        return MediaState.LIMIT
    return MediaState.KEPT


def allowed(policy: Policy, mime: str) -> bool:
    """Whether a sniffed type is on the list (SG38); parameters and case do not matter."""
    return mime.partition(";")[0].strip().lower() in policy.allowed_types


def invites(policy: Policy, questionnaire: Questionnaire, draft: Draft) -> bool:
    """Whether the line may ask for files at all in this draft (SG32)."""
    return draft.path is not Path.CHILD and not _is_refused(policy, questionnaire, draft)


def _is_refused(policy: Policy, questionnaire: Questionnaire, draft: Draft) -> bool:
    declared = draft.answer("files_declared")
    if declared is not None and "yes" in declared.options:
        return True
    if "sexual" not in facts_of(questionnaire, draft.path, settled(questionnaire, draft), draft.media):
        return False
    free_of_nudity = declared is not None and "no" in declared.options
    return not (policy.media_mode == MANAGED and draft.path is Path.ADULT and free_of_nudity)
