"""What pages say of themselves in Dublin Core, as circular 24/2011/TT-BTTTT asks of portals of state agencies."""

from datetime import date

from generator.link.site import Site
from generator.pages.parts import absolute


def dublin_core(
    site: Site,
    title: str,
    creator: str = "",
    day: date | None = None,
    description: str = "",
    url: str = "",
) -> tuple[tuple[str, str], ...]:
    """Return the elements of Dublin Core that circular 24/2011/TT-BTTTT asks for; empty ones are left out.

    The publisher is the owner of the portal, the identifier the public address of the page.
    """
    elements = (
        ("DC.title", title),
        ("DC.creator", creator),
        ("DC.date", day.isoformat() if day else ""),
        ("DC.description", description),
        ("DC.publisher", site.portal.owner.name),
        ("DC.identifier", absolute(site, url) if url else ""),
        ("DC.language", "vi"),
    )
    return tuple((name, text) for name, text in elements if text)
