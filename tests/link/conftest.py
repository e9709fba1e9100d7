"""Small portals made of dictionaries, linked."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.base.problems import Problem
from generator.link.build import link_site
from generator.link.site import Key, Site
from generator.load.content import load_content
from generator.load.downloads import find_downloads
from generator.records.portal import Portal
from generator.vn.dates import TIME_ZONE

PORTAL = {
    "name": "Cổng thử",
    "description": "Một cổng.",
    "base_url": "https://cchc.example/",
    "owner": {"name": "UBND"},
    "provinces": [{"id": "mau", "name": "Tỉnh Mẫu"}, {"id": "khac", "name": "Tỉnh Khác"}],
    "programmes": [
        {"id": "p", "name": "P", "period": "2021-2030", "areas": [{"id": "the-che", "name": "Cải cách thể chế"}]}
    ],
}
NOW = datetime(2026, 6, 1, 10, tzinfo=TIME_ZONE)

Linker = Callable[..., tuple[Site, list[Problem]]]


@pytest.fixture
def link(tmp_path: Path) -> Linker:
    """Return a function that writes records (``"news/tin": {…}``) and files, and links what it loads of them."""

    def run(
        records: dict[str, dict[str, Any]],
        files: tuple[str, ...] = (),
        now: datetime = NOW,
        broken: tuple[Key, ...] = (),
        **portal: Any,
    ) -> tuple[Site, list[Problem]]:
        content = tmp_path / "content"
        content.mkdir()
        for name, value in records.items():
            kind, _, id_ = name.partition("/")
            needed = {
                "news": {"title": f"Tin {id_}", "posted_at": "05/01/2026 08:00:00"},
                "agencies": {"name": f"Cơ quan {id_}", "kind": "department"},
                "documents": {"issuer": "so", "issued_on": "05/01/2026", "subject": f"Văn bản {id_}"},
                "procedures": {"name": f"Thủ tục {id_}", "field": "Hộ tịch"},
                "indicators": {"name": f"Chỉ số {id_}", "unit": "%"},
                "caseloads": {"agency": "so", "reported_on": "05/01/2026", "source": {"publisher": "Sở"}},
            }[kind]
            if kind == "documents" and "number" not in value:
                needed["type"] = "bao-cao"
            file = content / f"{name}.yml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(yaml.safe_dump({**needed, **value}, allow_unicode=True, sort_keys=False, default_style='"'))
        for name in files:
            (content / "files" / name).parent.mkdir(parents=True, exist_ok=True)
            (content / "files" / name).write_text("x")
        loaded = load_content(tmp_path, content)
        assert loaded.problems == ()
        config = Portal.model_validate({**PORTAL, **portal})
        site, problems = link_site(config, loaded.records, find_downloads(content / "files"), now, tmp_path, broken)
        return site, list(problems)

    return run
