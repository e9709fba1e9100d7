"""Which files may be published."""

import os
from pathlib import Path

import pytest

from generator.load.downloads import find_downloads
from generator.load.svg import MAX_BYTES, svg_fault


def faults(folder: Path) -> dict[str, str]:
    return {name: one.fault[0] if one.fault else "" for name, one in find_downloads(folder).items()}


def test_files_are_listed_by_their_path_with_size_and_type(tmp_path: Path) -> None:
    (tmp_path / "2026").mkdir()
    (tmp_path / "2026" / "Báo cáo.PDF").write_bytes(b"%PDF")
    (tmp_path / "b.csv").write_bytes(b"")
    (tmp_path / ".hidden").write_bytes(b"")
    downloads = find_downloads(tmp_path)
    assert list(downloads) == ["2026/Báo cáo.PDF", "b.csv"]
    report = downloads["2026/Báo cáo.PDF"]
    assert (report.size, report.label, report.media_type, report.fault) == (4, "PDF", "application/pdf", None)
    assert Path(report.source).read_bytes() == b"%PDF"


def test_a_name_that_a_system_keeps_decomposed_is_found_as_records_write_it(tmp_path: Path) -> None:
    (tmp_path / "ba\u0301o.pdf").write_bytes(b"%PDF")
    assert Path(find_downloads(tmp_path)["báo.pdf"].source).read_bytes() == b"%PDF"


def test_links_pipes_and_kinds_that_can_act_may_not_be_published(tmp_path: Path) -> None:
    files, outside = tmp_path / "files", tmp_path / "outside"
    files.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("x")
    (files / "link.txt").symlink_to(outside / "secret.txt")
    (files / "folder").symlink_to(outside)
    (files / "broken.pdf").symlink_to("nowhere")
    os.mkfifo(files / "pipe.pdf")
    for name in ("page.html", "run.exe", "none", "a.svgz", "a.js", "a.pdf.xhtml"):
        (files / name).write_text("x")
    assert faults(files) == {
        **dict.fromkeys(("broken.pdf", "folder", "link.txt"), "MB042"),
        "pipe.pdf": "MB001",
        **dict.fromkeys(("a.js", "a.pdf.xhtml", "a.svgz", "none", "page.html", "run.exe"), "MB044"),
    }


def test_there_may_be_no_folder_at_all(tmp_path: Path) -> None:
    assert dict(find_downloads(tmp_path / "files")) == {}


def svg(inner: str = "", attributes: str = "", before: str = "") -> bytes:
    name = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {name} {attributes}>{inner}</svg>".encode()


@pytest.mark.parametrize(
    "data",
    [
        svg('<circle r="1" fill="url(#g)"/><text>Điểm onload = 1</text>'),
        svg('<use href="#a"/><use xlink:href="#b"/>'),
        svg('<style>.a{fill:url("#g")}</style>'),
        svg('<image href="data:image/png;base64,AAAA"/>'),
        svg(before='<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "a.dtd">'),
        b"\xef\xbb\xbf" + svg(),
    ],
)
def test_a_picture_that_is_only_a_picture_may_be_published(data: bytes) -> None:
    assert svg_fault(data) == ""


@pytest.mark.parametrize(
    "data",
    [
        svg("<script>alert(1)</script>"),
        svg("<SCRIPT/>"),
        svg('<a_b.c:script xmlns:a_b.c="http://www.w3.org/2000/svg"/>'),
        svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>'),
        svg('<h:meta xmlns:h="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url=//a.vn"/>'),
        svg("<foreignObject/>"),
        svg('<animate attributeName="href" to="x"/>'),
        svg('<set attributeName="onload" to="x"/>'),
        svg(attributes='onload="alert(1)"'),
        svg(attributes='ONLOAD="alert(1)"'),
        svg('<a href="javascript:alert(1)"/>'),
        svg('<a xlink:href="JavaScript:alert(1)"/>'),
        svg('<a href="&#106;avascript:alert(1)"/>'),
        svg('<a href="&#x00000006A;avascript:alert(1)"/>'),
        svg('<a href="java&#9;script:alert(1)"/>'),
        svg('<a href="java\nscript:alert(1)"/>'),
        svg('<a href="&#1;javascript:alert(1)"/>'),
        svg('<a href="data:text/html,x"/>'),
        svg('<image href="data:image/svg+xml;base64,AAAA"/>'),
        svg('<use href="https://a.vn/x.svg#y"/>'),
        svg('<use href="//a.vn/x.svg#y"/>'),
        svg('<image href="khac.png"/>'),
        svg("<style>@import 'https://a.vn/x.css';</style>"),
        svg('<style>@im<!-- -->port "x";</style>'),
        svg("<style>.a{fill:url(https://a.vn/x)}</style>"),
        svg("<style>.a{fill:\\75rl(https://a.vn/x)}</style>"),
        svg('<rect style="fill:url( &#34;https://a.vn&#34; )"/>'),
        svg('<rect fill="url(//a.vn/x)"/>'),
        svg(before='<!DOCTYPE svg [<!ENTITY a "b">]>'),
        svg(before='<!DOCTYPE svg [<!ENTITY % a SYSTEM "file:///etc/passwd">%a;]>'),
        svg(before='<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>'),
        svg(before='<?xml-stylesheet href="x.xsl" type="text/xsl"?>'),
        svg(before='<?xml version="1.0" encoding="UTF-7"?>'),
        svg("<script/>").decode().encode("utf-16"),
        svg("<script/>").decode().encode("utf-16-le"),
        svg("&#6a;"),
        svg()[:-3],
        b"",
        b"GIF89a",
        svg(" " * MAX_BYTES),
    ],
)
def test_a_picture_that_could_act_load_or_lead_elsewhere_may_not(data: bytes) -> None:
    fault = svg_fault(data)
    assert fault.startswith("ảnh SVG ")


def test_a_bomb_of_entities_is_refused_at_its_first_one() -> None:
    entities = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(30))
    assert "ENTITY" in svg_fault(svg("&e30;", before=f'<!DOCTYPE svg [<!ENTITY e0 "x">{entities}]>'))


def test_depth_does_not_matter() -> None:
    assert svg_fault(svg("<g>" * 100_000 + "</g>" * 100_000)) == ""
