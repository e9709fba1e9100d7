"""Pages that gather all that refers to one thing: an agency, an area, a province."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.link.site import Edge, Key, PlanTask, Site, sources
from generator.pages.calendars import calendar_beside
from generator.pages.correction import CorrectionLine
from generator.pages.document import document_item
from generator.pages.indicator import indicator_item
from generator.pages.listing import list_pages
from generator.pages.news import news_item
from generator.pages.page import Head, Link, Page
from generator.pages.parts import CountedLink, Facts, Group, Item, Prose, prose
from generator.pages.procedure import procedure_item
from generator.pages.results import unit_year_items
from generator.pages.scorecard import Scorecard
from generator.pages.task import TaskGroup, task_groups
from generator.vn.collation import collation_key

_SHOWN = 10
_TASKS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class HubView:
    """What is known of the thing, what is below it, its tasks, and the records that refer to it.

    A group lists its newest records and leads to the whole list where there are more. ``tasks`` are those that the
    thing leads or that belong to it; ``shared`` those that it cooperates in; ``more_tasks`` and
    ``more_shared`` count those that are left out of a long page, ``tasks_url`` is the list of all of ``tasks``,
    ``calendar`` that of their deadlines or empty, as may be ``citation``.
    """

    title: str
    intro: Prose
    facts: Facts
    below: Group | None
    scorecard: Scorecard | None
    tasks: tuple[TaskGroup, ...]
    tasks_title: str
    shared: tuple[TaskGroup, ...]
    more_tasks: int
    more_shared: int
    tasks_url: str
    groups: tuple[Group, ...]
    corrections: tuple[CorrectionLine, ...]
    calendar: str
    citation: str


def hub_pages(
    site: Site,
    key: Key,
    url: str,
    head: Head,
    *,
    intro: str | None = None,
    facts: Facts = (),
    below: Group | None = None,
    scorecard: Scorecard | None = None,
    tasks: Iterable[PlanTask] = (),
    tasks_title: str = "Nhiệm vụ",
    tasks_url: str = "",
    shared: Iterable[PlanTask] = (),
    also: Iterable[Edge] = (),
    corrections: tuple[CorrectionLine, ...] = (),
    citation: str = "",
) -> list[Page]:
    """Return the page of a thing at ``url`` and, where it holds too much for one page, the lists beside it.

    ``also`` are edges that count besides those that lead to ``key`` itself. Tasks are shown by plan, the newest first.
    """
    edges = tuple(edge for edge in (*site.incoming.get(key, ()), *also) if edge.by != "before")
    groups: list[Group] = []
    pages: list[Page] = []
    for title, noun, folder, items in _groups(site, edges):
        listing = f"{url}{folder}/"
        more = len(items) > _SHOWN
        link = (CountedLink("Xem tất cả", listing, len(items)),) if more else ()
        groups.append(Group(title, items[:_SHOWN], link))
        if more:
            crumbs = (*head.crumbs, Link(head.title, url))
            below_head = Head(f"{title}: {head.title}", section=head.section, crumbs=crumbs)
            pages += list_pages(listing, below_head, items, site.portal.page_sizes.documents, noun)
    tasks, shared = _newest_plans_first(tasks), _newest_plans_first(shared)
    view = HubView(
        title=head.title,
        intro=prose(site, key, intro),
        facts=facts,
        below=below,
        scorecard=scorecard,
        tasks=task_groups(site, tasks[:_TASKS_SHOWN]),
        tasks_title=tasks_title,
        shared=task_groups(site, shared[:_TASKS_SHOWN]),
        more_tasks=max(0, len(tasks) - _TASKS_SHOWN),
        more_shared=max(0, len(shared) - _TASKS_SHOWN),
        tasks_url=tasks_url,
        groups=tuple(groups),
        corrections=corrections,
        calendar=calendar_beside(site, url),
        citation=citation,
    )
    return [Page(url, "hub.html", head, view, site.paths.get(key, "")), *pages]


def _newest_plans_first(rows: Iterable[PlanTask]) -> list[PlanTask]:
    return sorted(rows, key=lambda row: row.plan.issued_on, reverse=True)


def _groups(site: Site, edges: tuple[Edge, ...]) -> Iterable[tuple[str, str, str, tuple[Item, ...]]]:
    """Yield title, noun, folder and items of each kind of records that the edges come from, newest first."""
    documents = [site.documents[id_] for id_ in sources(edges, "documents")]
    documents.sort(key=lambda document: document.issued_on, reverse=True)
    news = sorted((site.news[id_] for id_ in sources(edges, "news")), key=lambda post: post.posted_at, reverse=True)
    procedures = sorted((site.procedures[i] for i in sources(edges, "procedures")), key=lambda p: collation_key(p.name))
    indicators = [site.indicators[id_] for id_ in sources(edges, "indicators")]
    units = dict.fromkeys(site.caseloads[id_].agency for id_ in sources(edges, "caseloads"))
    results = tuple(item for unit in units for item in unit_year_items(site, unit))
    found = (
        ("Kế hoạch", "kế hoạch", "ke-hoach", tuple(document_item(site, d) for d in documents if d.plan)),
        ("Văn bản", "văn bản", "van-ban", tuple(document_item(site, d) for d in documents if not d.plan)),
        ("Tin tức", "tin", "tin-tuc", tuple(news_item(site, post) for post in news)),
        ("Thủ tục hành chính", "thủ tục", "thu-tuc", tuple(procedure_item(site, p) for p in procedures)),
        ("Chỉ số", "chỉ số", "chi-so", tuple(indicator_item(site, indicator) for indicator in indicators)),
        ("Kết quả giải quyết hồ sơ", "năm", "ket-qua", results),
    )
    return (group for group in found if group[3])
