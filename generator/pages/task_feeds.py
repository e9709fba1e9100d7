"""The feeds of what happens to tasks: of all tasks, of those of an agency, an area, a province, a plan, of one task."""

from collections.abc import Iterable, Iterator
from itertools import chain

from generator import urls
from generator.link.site import Site
from generator.pages.changes import Change, count_sent, newest_first
from generator.pages.feed import PLANS, SECTIONS, TASK, TASK_LISTS, Feed, feed_title
from generator.pages.parts import document_name, plan_years
from generator.pages.task_changes import changes_of_tasks, first_task_address
from generator.pages.task_list import lists_by_area, lists_by_lead, lists_by_province
from generator.records.document import Document

_KEPT = 500
"""Changes of all tasks that archive documents go back over; the feed of each plan has all of its own."""


def feed_of_all_tasks(site: Site) -> Feed:
    """Return the feed of what happens to the tasks of every plan."""
    changes = newest_first(chain.from_iterable(changes_of_tasks(site).values()))
    return _feed(
        site,
        changes,
        url=urls.TASKS,
        first_url=urls.TASKS,
        name="Nhiệm vụ",
        words="Diễn biến của mọi nhiệm vụ: báo cáo, hoàn thành, quá hạn, chuyển sang kế hoạch sau",
        group=SECTIONS,
        kept=max(_KEPT, count_sent(site, changes)),
    )


def feeds_of_task_lists(site: Site) -> Iterator[Feed]:
    """Yield the feed of each list of tasks by who leads them, by area and by province; all tasks have the archive."""
    told, rows = changes_of_tasks(site), tuple(site.all_tasks())
    for one in (*lists_by_lead(site, rows), *lists_by_area(site, rows), *lists_by_province(site, rows)):
        yield _feed(
            site,
            newest_first(change for row in one.rows for change in told[row.ref]),
            url=one.url,
            first_url=one.url,
            name=one.name,
            words=f"Diễn biến của các {one.title[0].lower()}{one.title[1:]}",
            group=TASK_LISTS,
            called=one.title,
            kept=0,
        )


def feeds_of_plans(site: Site) -> Iterator[Feed]:
    """Yield the feed of each plan of which something may be told, the newest plan first."""
    told = changes_of_tasks(site)
    followed = (site.documents[id_] for id_ in site.tasks if _is_followed(site, site.documents[id_]))
    for plan in sorted(followed, key=lambda plan: (plan.issued_on, plan.id), reverse=True):
        changes = newest_first(change for row in site.tasks[plan.id] for change in told[row.ref])
        url, name = urls.document_url(plan.id), document_name(plan)
        yield _feed(
            site,
            changes,
            url=url,
            first_url=urls.first_address(plan.former_addresses, url),
            name=name,
            words=f"Diễn biến của các nhiệm vụ của {name}: {plan.subject}",
            group=PLANS,
            called=f"Nhiệm vụ của {name}",
        )


def _is_followed(site: Site, plan: Document) -> bool:
    """Whether a plan with tasks goes on, or reports on them have been: of the others, no more is heard."""
    rows = site.tasks[plan.id]
    goes_on = plan_years(plan)[-1] >= site.today.year - 1
    return any(row.task.updates for row in rows) or (goes_on and bool(rows))


def feeds_of_tasks(site: Site) -> Iterator[Feed]:
    """Yield the feed of each task that has been reported on; they are too many to be listed among the others."""
    told = changes_of_tasks(site)
    for row in site.all_tasks():
        if row.task.updates:
            yield _feed(
                site,
                newest_first(told[row.ref]),
                url=urls.task_url(row.plan.id, row.task.order),
                first_url=first_task_address(row),
                name=f"Nhiệm vụ {row.task.order}, {document_name(row.plan)}",
                words=row.task.content,
                group=TASK,
            )


def _feed(
    site: Site,
    changes: Iterable[Change],
    *,
    url: str,
    first_url: str,
    name: str,
    words: str,
    group: str,
    called: str = "",
    kept: int | None = None,
) -> Feed:
    changes = tuple(changes)
    return Feed(
        url=url,
        name=name,
        title=feed_title(site, called or name),
        description=words,
        group=group,
        subject="Nhiệm vụ",
        first_url=first_url,
        moments=tuple(change.moment for change in changes),
        count=count_sent(site, changes),
        changes=changes,
        kept=len(changes) if kept is None else min(kept, len(changes)),
    )
