"""What pages say of themselves in Dublin Core, as circular 24/2011/TT-BTTTT asks of portals of state agencies."""

from collections.abc import Iterable
from datetime import date

from generator.link.site import Key, Site
from generator.pages.moments import day_of_change
from generator.pages.parts import absolute
from generator.records.kinds import KINDS


def dublin_core(
    site: Site,
    title: str,
    creator: str = "",
    day: date | None = None,
    description: str = "",
    url: str = "",
    *,
    type_: str = "",
    subjects: Iterable[str] = (),
) -> tuple[tuple[str, str], ...]:
    """Return the elements of a page; empty ones are left out.

    The publisher is the owner of the portal, the identifier the public address of the page. ``type_`` says in a word
    or two what the page is the record of; only then the licence of the data holds for it.
    """
    license_ = site.portal.data.license
    elements = (
        ("DC.title", title),
        ("DC.creator", creator),
        ("DC.date", day.isoformat() if day else ""),
        ("DC.type", type_),
        ("DC.subject", "; ".join(subjects)),
        ("DC.description", description),
        ("DC.publisher", site.portal.owner.name),
        ("DC.rights", license_.name if license_ and type_ else ""),
        ("DC.identifier", absolute(site, url) if url else ""),
        ("DC.format", "text/html"),
        ("DC.language", "vi"),
    )
    return tuple((name, text) for name, text in elements if text)


def record_core(
    site: Site,
    key: Key,
    title: str,
    creator: str,
    description: str,
    url: str,
    *,
    day: date | None = None,
    subjects: Iterable[str] = (),
) -> tuple[tuple[str, str], ...]:
    """Return the elements of the page of a record; its date is ``day``, else that of its last change."""
    day = day or day_of_change(site, key)
    return dublin_core(site, title, creator, day, description, url, type_=KINDS[key[0]].label, subjects=subjects)


def area_names(site: Site, ids: Iterable[str]) -> list[str]:
    """Return the names of areas of programmes, each once: programmes have areas of the same name."""
    return list(dict.fromkeys(site.areas[id_][1].name for id_ in ids))
