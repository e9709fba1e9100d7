"""What a telephone needs to put the portal on its first screen: a web application manifest."""

import json
from collections.abc import Mapping

from generator import urls
from generator.base.artifact import Artifact
from generator.link.site import Site

THEME_COLOUR = "#0a3a70"

_ICONS = (
    ("favicon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-maskable-512.png", "512x512", "image/png", "maskable"),
)
"""Assets with their sizes, types and purposes; telephones that do not draw SVG take a PNG."""


def webmanifest_artifact(site: Site, assets: Mapping[str, str]) -> Artifact:
    """Return the manifest; its addresses are relative to itself, so the portal may lie in any folder.

    ``assets`` are the paths of published assets by name.
    """
    portal = site.portal
    manifest = {
        "name": portal.name,
        "short_name": portal.short_name or portal.name,
        "description": portal.description,
        "lang": "vi",
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": THEME_COLOUR,
        "background_color": "#ffffff",
        "icons": [
            {"src": assets[name], "sizes": sizes, "type": type_, "purpose": purpose}
            for name, sizes, type_, purpose in _ICONS
        ],
    }
    data = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    return Artifact(urls.artifact_path(urls.MANIFEST), data.encode())
