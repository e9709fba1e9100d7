"""Whom to tell of a weakness of the portal: ``/.well-known/security.txt`` (RFC 9116)."""

from datetime import datetime, time

from generator import urls
from generator.base.artifact import Artifact
from generator.link.site import Site
from generator.pages.parts import absolute


def security_artifact(site: Site) -> Artifact:
    """Return the file, which holds to the end of its last day; ValueError where the portal names no contact."""
    security = site.portal.security
    if security is None:
        raise ValueError("the portal has no contact for its security")
    end = datetime.combine(security.expires, time(23, 59, 59), site.portal.zone)
    lines = [f"Contact: {contact}" for contact in security.contact]
    lines += [
        f"Expires: {end.isoformat()}",
        f"Preferred-Languages: {', '.join(security.languages)}",
        f"Canonical: {absolute(site, urls.SECURITY)}",
    ]
    if security.policy:
        lines.append(f"Policy: {security.policy}")
    return Artifact(urls.artifact_path(urls.SECURITY), "\n".join([*lines, ""]).encode())
