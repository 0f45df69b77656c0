"""Every notice that is read by somebody, and the view that words it. The type checker demands a view for each."""

from bot.domain.notices.every import Worded
from handlers.officer.cases import (
    views_answers,
    views_asking,
    views_assess,
    views_card,
    views_classes,
    views_desk,
    views_forms,
    views_handing_over,
    views_handover,
    views_merging,
    views_places,
    views_reopening,
    views_sealed_files,
    views_story,
    views_talks,
)
from handlers.officer.staff import views_roster, views_second_factor, views_staff_help, views_staff_intake
from handlers.officer.work import views_ladder, views_task_list, views_tasks, views_work
from handlers.reporter.screens import (
    info,
    views_added,
    views_contact,
    views_danger,
    views_duty,
    views_identity,
    views_institution,
    views_intake,
    views_questions,
    views_reporter,
    views_slips,
    views_status,
)
from handlers.supervisor import (
    views_audit,
    views_boards,
    views_delivery,
    views_drills,
    views_exports,
    views_groups,
    views_institutions,
    views_joining,
    views_machine,
    views_numbers,
    views_oversight,
    views_people,
    views_quarantine,
    views_retention,
    views_say,
)
from handlers.telegram.text.view_table import Views, no_views

ALL = (
    no_views()
    .join(info.VIEWS)
    .join(views_intake.VIEWS)
    .join(views_reporter.VIEWS)
    .join(views_status.VIEWS)
    .join(views_questions.VIEWS)
    .join(views_added.VIEWS)
    .join(views_contact.VIEWS)
    .join(views_danger.VIEWS)
    .join(views_duty.VIEWS)
    .join(views_identity.VIEWS)
    .join(views_slips.VIEWS)
    .join(views_institution.VIEWS)
    .join(views_card.VIEWS)
    .join(views_ladder.VIEWS)
    .join(views_places.VIEWS)
    .join(views_assess.VIEWS)
    .join(views_desk.VIEWS)
    .join(views_forms.VIEWS)
    .join(views_story.VIEWS)
    .join(views_classes.VIEWS)
    .join(views_asking.VIEWS)
    .join(views_answers.VIEWS)
    .join(views_handing_over.VIEWS)
    .join(views_handover.VIEWS)
    .join(views_talks.VIEWS)
    .join(views_tasks.VIEWS)
    .join(views_reopening.VIEWS)
    .join(views_merging.VIEWS)
    .join(views_task_list.VIEWS)
    .join(views_work.VIEWS)
    .join(views_sealed_files.VIEWS)
    .join(views_second_factor.VIEWS)
    .join(views_staff_help.VIEWS)
    .join(views_staff_intake.VIEWS)
    .join(views_roster.VIEWS)
    .join(views_audit.VIEWS)
    .join(views_delivery.VIEWS)
    .join(views_drills.VIEWS)
    .join(views_groups.VIEWS)
    .join(views_institutions.VIEWS)
    .join(views_joining.VIEWS)
    .join(views_say.VIEWS)
    .join(views_machine.VIEWS)
    .join(views_numbers.VIEWS)
    .join(views_boards.VIEWS)
    .join(views_exports.VIEWS)
    .join(views_oversight.VIEWS)
    .join(views_quarantine.VIEWS)
    .join(views_people.VIEWS)
    .join(views_retention.VIEWS)
)
VIEWS: Views[Worded] = ALL
"""An error here names two unions: what the first lacks of the second is a notice without a view."""
