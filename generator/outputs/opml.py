"""Lists of feeds to take into a feed reader at once: OPML 2.0 (http://opml.org/spec2.opml)."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from generator import urls
from generator.base.artifact import Artifact
from generator.link.site import Site
from generator.outputs.feedmodel import writable
from generator.outputs.feedwriter import RSS
from generator.pages.feed import Feed, feed_groups
from generator.pages.parts import absolute


def opml_artifacts(site: Site, feeds: Sequence[Feed]) -> tuple[Artifact, ...]:
    """Return a list of all feeds, by group, and one for each group."""
    groups = feed_groups(feeds)
    return (
        _artifact(site, urls.opml_url(), "mọi nguồn tin", groups),
        *(_artifact(site, urls.opml_url(name), name, {name: found}) for name, found in groups.items()),
    )


def _artifact(site: Site, url: str, name: str, groups: Mapping[str, Sequence[Feed]]) -> Artifact:
    portal = site.portal
    lines = [
        "<?xml version='1.0' encoding='UTF-8'?>",
        '<opml version="2.0">',
        f"<head><title>{_text(f'{portal.short_name or portal.name}: {name}')}</title>"
        f"<ownerName>{_text(portal.owner.name)}</ownerName><docs>http://opml.org/spec2.opml</docs></head>",
        "<body>",
    ]
    for group, feeds in groups.items():
        lines.append(f"<outline text={_attribute(group)} title={_attribute(group)}>")
        lines += (_outline(site, feed) for feed in feeds)
        lines.append("</outline>")
    lines += ["</body>", "</opml>", ""]
    return Artifact(urls.artifact_path(url), "\n".join(lines).encode())


def _outline(site: Site, feed: Feed) -> str:
    attributes = {
        "type": "rss",
        "text": feed.title,
        "title": feed.title,
        "description": feed.description,
        "language": "vi",
        "htmlUrl": absolute(site, feed.url),
        "xmlUrl": absolute(site, feed.url + RSS),
    }
    return f"<outline {' '.join(f'{name}={_attribute(value)}' for name, value in attributes.items())}/>"


def _text(text: str) -> str:
    return escape(writable(text))


def _attribute(text: str) -> str:
    return quoteattr(writable(text))
