"""When records came out and changed."""

from collections.abc import Iterator
from datetime import date, datetime, time

from generator.link.site import Key, Site
from generator.records.common import PostedRecord

DATED_KINDS = ("news", "documents", "procedures", "caseloads")
"""Kinds whose records have a day on which they came out."""


def dated_keys(site: Site) -> Iterator[Key]:
    """Yield the keys of all records of these kinds."""
    return ((kind, id_) for kind in DATED_KINDS for id_ in site.table(kind))


def came_out(site: Site, key: Key) -> datetime | None:
    """Return when a record came out: the moment of a post, the day of a document, a report, a procedure's announcement.

    What came to the portal later came out on that day. Where only its life is told, a procedure came out on the day of
    the last step that has begun.
    """
    kind, id_ = key
    record = site.record(key)
    if isinstance(record, PostedRecord) and record.posted_on:
        return midnight(site, record.posted_on)
    day: date | None = None
    if kind == "news":
        return site.news[id_].posted_at.astimezone(site.portal.zone)
    if kind == "documents":
        day = site.documents[id_].issued_on
    elif kind == "procedures":
        procedure = site.procedures[id_]
        decision = site.documents.get(procedure.decided_by or "")
        begun = [event.effective_on for event in procedure.life if event.effective_on <= site.today]
        day = procedure.announced_on or (decision.issued_on if decision else max(begun, default=None))
    elif kind == "caseloads":
        day = site.caseloads[id_].reported_on
    return midnight(site, day) if day else None


def last_change(site: Site, key: Key) -> datetime | None:
    """Return when a record last changed, as far as it says so itself: None where it bears no date."""
    modified = site.news[key[1]].modified_at if key[0] == "news" else None
    corrected = (one.on.astimezone(site.portal.zone) for one in site.record(key).changes)
    moments = (came_out(site, key), modified and modified.astimezone(site.portal.zone), *corrected)
    return max((moment for moment in moments if moment), default=None)


def day_of_change(site: Site, key: Key) -> date | None:
    """Return the day on which a record last changed by what it says itself, None where it says nothing of it."""
    moment = last_change(site, key)
    return moment.date() if moment else None


def midnight(site: Site, day: date) -> datetime:
    """Return the moment that stands for a day of which no more is known."""
    return datetime.combine(day, time(), site.portal.zone)
