"""The feed of a task: what was reported of it, the newest first."""

from collections.abc import Callable
from datetime import datetime, time

from generator import urls
from generator.base.artifact import Artifact
from generator.base.text import shorten
from generator.link.site import PlanTask, Site
from generator.outputs.feeds import ATOM, RSS, stable_id
from generator.outputs.feedxml import Channel, FeedItem, write_atom, write_rss
from generator.outputs.plaintext import plain_text
from generator.pages.parts import absolute, document_name
from generator.pages.task import HistoryEntry, history_of


def task_feed_artifacts(
    site: Site, row: PlanTask, entry_html: Callable[[HistoryEntry], str]
) -> tuple[Artifact, Artifact]:
    """Return the feed of a task that has been reported on, as RSS 2.0 and as Atom.

    ``entry_html`` gives the safe HTML of one report with absolute addresses. A report is known by task and day.
    """
    url = urls.task_url(row.plan.id, row.task.order)
    items = tuple(_item(site, row, entry, entry_html(entry)) for entry in history_of(site, row))
    channel = Channel(
        id=stable_id(site, url + ATOM),
        url=absolute(site, url),
        title=f"Nhiệm vụ {row.task.order}, {document_name(row.plan)}",
        description=row.task.content,
        author=site.portal.owner.name,
        updated=max(item.updated for item in items),
    )
    return (
        Artifact(urls.artifact_path(url + RSS), write_rss(channel, items, channel.url + RSS)),
        Artifact(urls.artifact_path(url + ATOM), write_atom(channel, items, channel.url + ATOM)),
    )


def _item(site: Site, row: PlanTask, entry: HistoryEntry, html: str) -> FeedItem:
    url = urls.task_url(row.plan.id, row.task.order)
    moment = datetime.combine(entry.day, time(), site.portal.zone)
    otherwise = "Dời thời hạn" if entry.due else "Báo cáo"
    state = " ".join(part for part in (entry.state_label, entry.progress) if part) or otherwise
    return FeedItem(
        id=stable_id(site, f"{url}{entry.day.isoformat()}/{entry.number}"),
        url=absolute(site, url),
        title=f"{state}: {shorten(row.task.content, 120)}",
        summary=shorten(plain_text(html), 300),
        html=html,
        published=moment,
        updated=moment,
        creators=tuple(link.text for link in entry.by),
    )
