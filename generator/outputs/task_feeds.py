"""The feeds of a task and of all tasks of a plan: what was reported of them, the newest first."""

from collections.abc import Callable, Sequence

from generator import urls
from generator.base.artifact import Artifact
from generator.base.text import shorten
from generator.link.site import PlanTask, Site
from generator.outputs.feeditems import category_of, rooted, stable_id
from generator.outputs.feedmodel import SUMMARY_LIMIT, Brand, FeedItem
from generator.outputs.feeds import channel_of
from generator.outputs.feedwriter import write_feed
from generator.outputs.plaintext import plain_text
from generator.pages.feeds import Feed
from generator.pages.moments import midnight
from generator.pages.parts import absolute, area_links, document_name
from generator.pages.task import HistoryEntry, history_of

_TITLE_LIMIT = 120

HtmlOf = Callable[[HistoryEntry], str]


def task_feed_artifacts(site: Site, row: PlanTask, brand: Brand, entry_html: HtmlOf) -> tuple[Artifact, ...]:
    """Return the files of the feed of a task that has been reported on.

    ``entry_html`` gives the safe HTML of one report with absolute addresses. A report is known by task and day.
    """
    url = urls.task_url(row.plan.id, row.task.order)
    items = tuple(_item(site, row, entry, entry_html(entry)) for entry in history_of(site, row))
    title = f"Nhiệm vụ {row.task.order}, {document_name(row.plan)}"
    return write_feed(channel_of(site, url, title, row.task.content, items, brand, "Nhiệm vụ"), items)


def plan_feed_artifacts(site: Site, feed: Feed, brand: Brand, entry_html: HtmlOf) -> tuple[Artifact, ...]:
    """Return the files of the feed of a plan: the newest reports on its tasks, as the feeds of the tasks have them."""
    items = tuple(_item(site, row, entry, entry_html(entry)) for row, entry in _newest(site, feed))
    channel = channel_of(site, feed.url, feed.title, feed.description, items, brand, feed.subject)
    return write_feed(channel, items)


def _newest(site: Site, feed: Feed) -> Sequence[tuple[PlanTask, HistoryEntry]]:
    """Return as many reports as the feed brings, the newest first, those of one day in the order of the plan."""
    reports = [(row, entry) for row in site.tasks[feed.plan] for entry in history_of(site, row)]
    return sorted(reports, key=lambda report: report[1].day, reverse=True)[: feed.count]


def _item(site: Site, row: PlanTask, entry: HistoryEntry, html: str) -> FeedItem:
    url = urls.task_url(row.plan.id, row.task.order)
    moment = midnight(site, entry.day)
    otherwise = "Dời thời hạn" if entry.due else "Báo cáo"
    state = " ".join(part for part in (entry.state_label, entry.progress) if part) or otherwise
    areas = area_links(site, [row.task.area]) if row.task.area else ()
    return FeedItem(
        id=stable_id(site, f"{url}{entry.day.isoformat()}/{entry.number}"),
        url=absolute(site, url),
        title=f"{state}: {shorten(row.task.content, _TITLE_LIMIT)}",
        summary=shorten(plain_text(html), SUMMARY_LIMIT),
        html=rooted(html, absolute(site, url)),
        published=moment,
        updated=moment,
        creators=tuple(link.text for link in entry.by),
        categories=tuple(category_of(site, link) for link in areas),
    )
