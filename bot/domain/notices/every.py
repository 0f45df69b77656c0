"""The list of all notices. A class that is listed here needs a view: the type checker demands it
(handlers/views.py)."""

from typing import TypeAlias, get_args

from bot.domain.notices import say
from bot.domain.notices.content import Content, NotReadable
from bot.domain.notices.officer import (
    answers,
    cases,
    classes,
    desk_steps,
    drills,
    handing_over,
    handover,
    merged_cases,
    on_call,
    questions,
    reopening,
    staff,
    staff_intake,
    talks,
    tasks,
    work,
)
from bot.domain.notices.reporter import files, in_chat, reports, screens, slips, to_reporters
from bot.domain.notices.supervisor import (
    boards,
    deadlines,
    delivery,
    exports,
    groups,
    institutions,
    oversight,
    people,
    retention,
)

OfReporting: TypeAlias = (
    screens.Start
    | screens.PlainQuestion
    | screens.NextSteps
    | screens.ReviewScreen
    | screens.ResumeScreen
    | screens.BeginAgain
    | screens.HideChoice
    | screens.AddAsk
    | screens.AboutAsk
    | screens.ChangeChoice
    | screens.LanguageScreen
    | reports.Received
    | reports.ReceiptCode
    | reports.FollowAsk
    | reports.FollowWrong
    | reports.FollowPaused
    | reports.Followed
    | reports.FollowAnswers
    | reports.FollowAdd
    | reports.FollowAdded
    | reports.OwnReports
    | reports.Added
    | reports.Reopened
    | reports.IdentityLevel
    | reports.IdentityKnown
    | reports.NothingOpen
    | reports.MoreTold
    | slips.SlipAsk
    | slips.SlipNotMade
    | slips.SlipPage
    | slips.SlipText
    | slips.SlipHandOver
    | slips.SlipHanded
    | slips.SlipToHead
    | slips.VerifyAsk
    | slips.Verified
    | slips.VerifyAway
    | institutions.HeadCard
    | institutions.StaffLinkAsk
    | institutions.StaffLinked
    | institutions.DutyLetter
    | institutions.LinkPoster
    | institutions.DutyPage
    | questions.QuestionWaits
    | questions.QuestionBehindWords
    | questions.QuestionShown
    | files.FileStored
    | files.FileNotStored
    | files.Withheld
    | files.CopyRemoved
    | files.Used
    | to_reporters.News
    | to_reporters.DangerSent
    | to_reporters.LeftAlone
    | to_reporters.AskedHowYouAre
    | to_reporters.ExpiredSoon
    | in_chat.HelpCard
    | in_chat.InfoHelp
    | in_chat.InfoMenu
    | in_chat.InfoSigns
    | in_chat.InfoDuty
    | in_chat.InfoAfter
    | in_chat.InfoPrivacy
    | in_chat.ChatHidden
    | in_chat.Stopped
    | in_chat.SelfClearingChoice
    | in_chat.SelfClearingSet
    | in_chat.NoteBeside
    | staff_intake.WordsReplaced
    | staff_intake.NotForStaff
)
OfCases: TypeAlias = (
    cases.Card
    | cases.NotOursWhy
    | cases.Raised
    | cases.RaisedByYou
    | cases.Story
    | cases.StoryKeys
    | cases.StoryFiles
    | cases.StoryFile
    | cases.StoryPlace
    | cases.FilesWait
    | cases.SealedMedia
    | cases.SealedFiles
    | cases.ReleaseAsked
    | cases.SealedFile
    | cases.CloseApproval
    | cases.RevealAsked
    | cases.RevealReady
    | cases.IdentityShown
    | cases.AssessShown
    | desk_steps.DeskChoice
    | desk_steps.DeskWords
    | desk_steps.DeskPreview
    | desk_steps.ReplyPreview
    | desk_steps.ClosePreview
    | answers.AnswerWaits
    | answers.AnswerTakenBack
    | questions.AskShown
    | questions.UnaskShown
    | deadlines.Reminder
    | deadlines.ReminderList
    | deadlines.Ladder
    | deadlines.LadderList
    | classes.ClassPreview
    | classes.LowerAsked
    | classes.LowerShown
    | reopening.ReopenPreview
    | merged_cases.MergeReasons
    | merged_cases.MergePreview
    | merged_cases.PartPreview
    | talks.RecordPreview
    | handing_over.AskedToLead
    | handover.HandoverPreview
    | handover.HandoverTold
    | handover.HandedOver
    | handing_over.GiveBackWhy
    | handing_over.WhoLeads
    | tasks.TaskForm
    | tasks.TaskGiven
    | tasks.TaskEnded
    | tasks.TaskOpened
    | tasks.TaskList
    | work.OwnWork
    | work.Worklist
)
OfStaff: TypeAlias = (
    staff.StaffGreeting
    | staff.StaffJoined
    | staff.SecondFactorAsked
    | staff.SecondFactorClosed
    | staff.StaffHelp
    | staff.NotReported
    | staff.OwnLanguageChoice
    | staff_intake.Entered
    | on_call.RosterShown
    | on_call.WhoIsOnCall
    | on_call.Called
    | on_call.CalledInGroup
    | on_call.NobodyOnCall
    | on_call.TakenAndSilent
    | on_call.TestRing
    | on_call.TestRingMissed
    | staff_intake.WordsHanded
    | staff_intake.EntryLeft
    | deadlines.Digest
    | deadlines.AlarmBegan
    | deadlines.AlarmEnded
    | deadlines.ClockMoved
    | deadlines.KeyFileChanged
    | deadlines.JobFault
    | deadlines.DiskState
    | deadlines.TextsMissing
    | deadlines.RowsChanged
    | deadlines.LineRestored
    | groups.GroupLost
    | groups.GroupRefuses
    | groups.GroupBack
    | groups.GroupHidden
    | groups.GroupAdded
    | groups.GroupBound
    | groups.GroupGreeting
    | groups.GroupOpen
    | groups.NobodyKnows
    | groups.LanguageChoice
    | groups.GroupAsked
    | groups.GroupWaits
    | groups.GroupChangeAsked
    | groups.GroupChanged
    | delivery.Undelivered
    | delivery.GroupSilent
    | delivery.NotTaken
    | delivery.Parked
    | delivery.GivenUpRows
    | delivery.StaffLost
    | people.PeopleList
    | people.PersonShown
    | people.PersonAsked
    | retention.Expiring
    | retention.KeepWhyAsked
    | retention.KeepYearsAsked
    | retention.LetGoAsked
    | oversight.CaseList
    | oversight.CaseStatus
    | oversight.OverdueList
    | oversight.Reminded
    | oversight.AgencyList
    | oversight.SmallNumber
    | oversight.Statistics
    | boards.BoardShown
    | exports.ExportReady
    | exports.WeeklyReport
    | exports.WeeklyTable
    | oversight.AuditEntries
    | oversight.Anchor
    | oversight.QuarantineList
    | oversight.QuarantineWaiting
    | oversight.Flood
    | oversight.FloodAlarming
    | oversight.QuarantinedUrgent
    | institutions.InstitutionList
    | institutions.InstitutionCard
    | institutions.HeadInvited
    | institutions.DutyReminded
    | institutions.CrowdAtLink
    | drills.DrillAsk
    | drills.DrillOver
)
Worded: TypeAlias = OfReporting | OfCases | OfStaff | say.AnySay | say.RefusedAfter
"""Notices that are read by somebody: each has a view."""
AnyContent: TypeAlias = Worded | files.Wipe | files.MessageGone | NotReadable

KINDS: dict[str, type[Content]] = {one.KIND: one for one in get_args(AnyContent) if one is not NotReadable}
"""By stored name: the class. The steps of a form have one name, and the sentences."""
