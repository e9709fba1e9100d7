"""The search of the portal as browsers know it: an OpenSearch 1.1 description."""

from html import escape

from generator import urls
from generator.base.artifact import Artifact
from generator.base.text import shorten
from generator.link.site import Site
from generator.pages.parts import absolute

_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
_LONGEST_NAME = 16  # characters of ShortName, says the specification; LongName may have 48
_LONGEST_FULL_NAME = 48


def opensearch_artifact(site: Site) -> Artifact:
    """Return the description, which a page's head names; it sends what is typed to the search page."""
    portal = site.portal
    page, this = escape(absolute(site, urls.SEARCH)), escape(absolute(site, urls.OPENSEARCH))
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<OpenSearchDescription xmlns="{_NAMESPACE}">',
        f"<ShortName>{escape(shorten(portal.short_name or portal.name, _LONGEST_NAME))}</ShortName>",
        f"<LongName>{escape(shorten(portal.name, _LONGEST_FULL_NAME))}</LongName>",
        f"<Description>{escape(portal.description)}</Description>",
        f'<Url type="text/html" template="{page}?q={{searchTerms}}"/>',
        f'<Url type="application/opensearchdescription+xml" rel="self" template="{this}"/>',
        "<Language>vi</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        "</OpenSearchDescription>",
        "",
    )
    return Artifact(urls.artifact_path(urls.OPENSEARCH), "\n".join(lines).encode())
