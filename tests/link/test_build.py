"""Records side by side: what leads where, what is withheld, what is wrong."""

import dataclasses
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from generator.link.build import link_site
from generator.link.site import Edge, Site, sources
from generator.load.config import load_config
from generator.load.content import load_content
from generator.load.downloads import find_downloads
from generator.vn.dates import TIME_ZONE

SMALL = Path(__file__).parents[1] / "sites" / "small"
NOW = datetime(2026, 6, 1, 10, tzinfo=TIME_ZONE)
SO = {"agencies/so": {"province": "mau"}}


def codes(problems: Any) -> list[str]:
    return [problem.code for problem in problems]


def test_references_lead_forward_and_back(link: Any) -> None:
    site, problems = link(
        {
            **SO,
            "documents/kh": {"number": "1/KH-UBND"},
            "documents/qd": {"number": "2/QĐ-UBND", "relations": {"promulgates": "kh", "based_on": ["kh"]}},
            "news/tin": {"documents": ["Kế hoạch số 1/KH-UBND ngày 05/01/2026", "qd"], "body": "Theo 2/QĐ-UBND."},
        }
    )
    assert codes(problems) == []
    assert site.news["tin"].documents == ("kh", "qd")
    assert set(site.incoming["documents", "kh"]) == {
        Edge(("documents", "qd"), "promulgates", ("documents", "kh")),
        Edge(("documents", "qd"), "based_on", ("documents", "kh")),
        Edge(("news", "tin"), "documents", ("documents", "kh")),
    }
    assert sources(site.incoming["documents", "kh"], "documents") == ("qd",)
    assert site.record(("documents", "kh")).id == "kh"


@pytest.mark.parametrize(
    ("written", "hint"),
    [("so-noi-v", "so-noi-vu"), ("Sở Nội vụ", "so-noi-vu"), ("so noi vu", "so-noi-vu"), ("zzzz", "")],
)
def test_a_reference_that_leads_nowhere_is_dropped_and_the_nearest_named(link: Any, written: str, hint: str) -> None:
    site, (problem,) = link({"agencies/so-noi-vu": {"name": "Sở Nội vụ"}, "news/tin": {"agencies": [written]}})
    assert (problem.code, problem.span.path, problem.span.line) == ("MB032", "content/news/tin.yml", 4)
    assert hint in problem.hint
    assert bool(hint) == bool(problem.hint)
    assert site.news["tin"].agencies == ()


def test_a_document_reference_is_an_id_or_a_citation(link: Any) -> None:
    wordings = ["Luật số 104/2016/QH13", "Hiến pháp 2013"]
    site, problems = link({**SO, "news/tin": {"documents": [*wordings, "quyetdinh", "qd-2407"]}})
    assert codes(problems) == ["MB032", "MB032"]
    assert site.news["tin"].documents == tuple(wordings)
    assert [one.wording for one in site.unheld] == wordings


def test_a_citation_that_could_mean_two_is_no_link_and_a_notice(link: Any) -> None:
    site, problems = link(
        {
            **SO,
            "agencies/cp": {"kind": "national"},
            "documents/a": {"number": "76/NQ-CP", "issuer": "cp", "issued_on": "13/6/2013"},
            "documents/b": {"number": "76/NQ-CP", "issuer": "cp", "issued_on": "15/7/2021"},
            "news/tin": {"body": "Nghị quyết số\n76/NQ-CP", "documents": ["76/NQ-CP"]},
        }
    )
    assert codes(problems) == ["MB080", "MB080"]
    assert "a" in problems[0].hint
    assert site.prose_links == {}
    assert site.news["tin"].documents == ("76/NQ-CP",)


def test_unheld_documents_are_listed_once_with_all_that_cite_them(link: Any) -> None:
    site, _ = link(
        {
            **SO,
            "news/a": {"body": "Nghị định 63/2010/NĐ-CP"},
            "news/b": {"body": "Nghị định số 63/2010/NĐ-CP ngày 08/6/2010; 7/QĐ-UBND; 7/QĐ-UBND ngày 1/1/2020"},
            "documents/c": {"relations": {"based_on": "63/2010/NĐ-CP"}},
            "procedures/d": {"code": "1.000001", "legal_basis": ["Nghị định 63/2010/NĐ-CP"]},
        }
    )
    assert {one.wording: one.cited_by for one in site.unheld} == {
        "Nghị định số 63/2010/NĐ-CP ngày 08/6/2010": (
            ("documents", "c"),
            ("news", "a"),
            ("news", "b"),
            ("procedures", "1.000001"),
        ),
        "7/QĐ-UBND": (("news", "b"),),
        "7/QĐ-UBND ngày 1/1/2020": (("news", "b"),),
    }


def test_provinces_are_inherited_from_issuer_and_parent_but_never_overridden(link: Any) -> None:
    site, problems = link(
        {
            "agencies/ubnd": {"province": "mau"},
            "agencies/so": {"parent": "ubnd"},
            "agencies/phong": {"parent": "so"},
            "agencies/le": {},
            "documents/a": {"issuer": "phong"},
            "documents/b": {"issuer": "phong", "province": "khac"},
            "documents/c": {"issuer": "le"},
        }
    )
    assert codes(problems) == []
    assert {id_: one.province for id_, one in site.agencies.items()} == {
        "ubnd": "mau", "so": "mau", "phong": "mau", "le": None
    }  # fmt: skip
    assert [one.province for one in site.documents.values()] == ["mau", "khac", None]


def test_a_wrong_province_is_reported_where_it_stands_and_not_where_it_would_be_inherited(link: Any) -> None:
    _, problems = link({"agencies/so": {"province": "mauu"}, "agencies/phong": {"parent": "so"}, "documents/a": {}})
    assert [(p.code, p.span.path, p.hint) for p in problems] == [("MB032", "content/agencies/so.yml", "có phải: mau")]


def test_agencies_in_a_loop_are_reported_once_a_loop_and_below_it_not_at_all(link: Any) -> None:
    parents = {"a": "b", "b": "c", "c": "a", "d": "a", "e": "e", "f": "d"}
    _, problems = link({f"agencies/{id_}": {"parent": parent} for id_, parent in parents.items()})
    assert [(p.code, p.span.path) for p in problems] == [
        ("MB033", "content/agencies/a.yml"),
        ("MB033", "content/agencies/e.yml"),
    ]
    assert "a → b → c → a" in problems[0].message


def test_a_chain_of_five_thousand_agencies_is_no_burden(link: Any) -> None:
    chain = {f"agencies/a{i}": {"parent": f"a{i + 1}"} for i in range(5_000)}
    start = time.perf_counter()
    site, problems = link({**chain, "agencies/a5000": {"province": "mau"}, "documents/x": {"issuer": "a0"}})
    assert codes(problems) == []
    assert site.documents["x"].province == "mau"
    assert time.perf_counter() - start < 30


def test_records_with_one_id_are_a_problem_of_the_second_alone(link: Any) -> None:
    _, problems = link({"news/a/tin": {}, "news/b/tin": {}})
    assert [(p.code, p.span.path) for p in problems] == [("MB030", "content/news/b/tin.yml")]


def test_one_document_in_two_files_is_a_problem_of_the_second(link: Any) -> None:
    both = {"number": "1/QĐ-UBND"}
    other = {"number": "1/QĐ-UBND", "issued_on": "06/01/2026"}
    _, problems = link({**SO, "documents/a": both, "documents/b": both, "documents/c": other})
    assert [(p.code, p.span.path) for p in problems] == [("MB031", "content/documents/b.yml")]


def test_a_document_does_nothing_to_itself(link: Any) -> None:
    relations = {"amends": ["a"], "refers_to": ["Quyết định số 1/QĐ-UBND ngày 05/01/2026"]}
    site, problems = link({**SO, "documents/a": {"number": "1/QĐ-UBND", "relations": relations}})
    assert [(p.code, p.span.line) for p in problems] == [("MB029", 7), ("MB029", 9)]
    assert site.documents["a"].relations.amends == ()
    assert (site.unheld, site.incoming.get(("documents", "a"))) == ((), None)


def test_a_former_address_of_one_record_is_not_the_address_of_another(link: Any) -> None:
    _, problems = link({**SO, "documents/a": {}, "documents/b": {"former_addresses": ["/van-ban/a/"]}})
    assert [(p.code, p.span.path) for p in problems] == [("MB036", "content/documents/b.yml")]


@pytest.mark.parametrize(
    ("posted_at", "now", "published"),
    [
        ("01/06/2026 15:00:00", NOW, False),
        ("01/06/2026 10:00:00", NOW, True),
        ("01/06/2026 10:00:01", NOW, False),
        ("2026-06-01T02:00:00Z", NOW, True),
        ("01/06/2026 10:00:00", datetime(2026, 6, 1, 2, 59, 59, tzinfo=UTC), False),
    ],
)
def test_a_post_is_published_at_its_second(link: Any, posted_at: str, now: datetime, published: bool) -> None:
    site, _ = link({"news/tin": {"posted_at": posted_at}}, now=now)
    assert bool(site.news) == published


@pytest.mark.parametrize(
    ("now", "published"),
    [
        (datetime(2026, 6, 1, 0, tzinfo=TIME_ZONE), True),
        (datetime(2026, 5, 31, 23, 59, tzinfo=TIME_ZONE), False),
        (datetime(2026, 5, 31, 17, tzinfo=UTC), True),
    ],
)
def test_a_document_is_published_on_its_day_in_viet_nam(link: Any, now: datetime, published: bool) -> None:
    site, _ = link({**SO, "documents/a": {"issued_on": "01/06/2026"}}, now=now)
    assert bool(site.documents) == published
    assert site.today.month == (6 if published else 5)


def test_a_document_whose_issuer_is_a_draft_cannot_be_published(link: Any) -> None:
    _, problems = link({"agencies/so": {"draft": "true"}, "documents/a": {}})
    assert codes(problems) == ["MB034"]


def test_what_leads_to_drafts_is_dropped_with_a_notice_wherever_it_is_written(link: Any) -> None:
    hidden = "/van-ban/nhap/"
    site, problems = link(
        {
            **SO,
            "documents/nhap": {"draft": "true"},
            "news/a": {"documents": ["nhap"]},
            "news/b": {
                "body": f"[x]({hidden}) <a href='{hidden}#y'>z</a> https://cchc.example{hidden}index.json /van-ban/"
            },
            "news/c": {"body": "[x][1] [y](/van-ban/./nh%61p/)\n\n[1]: /van-ban/nhap"},
            "procedures/d": {"code": "1.000001", "steps": [f"Xem [x]({hidden})."]},
        }
    )
    assert set(codes(problems)) == {"MB083"}
    assert site.news["a"].documents == ()
    assert site.dropped_links == {
        ("news", "b"): (hidden, f"{hidden}#y", f"https://cchc.example{hidden}index.json"),
        ("news", "c"): ("/van-ban/./nh%61p/", "/van-ban/nhap"),
        ("procedures", "1.000001"): (hidden,),
    }
    assert site.unheld == ()


def attached(name: str) -> dict[str, Any]:
    return {"attachments": [{"file": name, "title": "Tệp"}]}


def test_only_files_of_published_records_are_published(link: Any) -> None:
    site, problems = link(
        {"news/a": attached("a.pdf"), "news/b": {**attached("b.pdf"), "draft": "true"}, "news/c": attached("a.pdf")},
        files=("a.pdf", "b.pdf", "c.pdf"),
    )
    assert list(site.downloads) == ["a.pdf"]
    assert [(p.code, p.span.path) for p in problems] == [
        ("MB082", "content/files/b.pdf"),
        ("MB082", "content/files/c.pdf"),
    ]


def test_a_file_that_is_not_there_is_missed_with_the_nearest_one_named(link: Any) -> None:
    site, problems = link(
        {"news/a": attached("bao-cao.pdf"), "news/b": attached("báo cáo.pdf")}, files=("báo cáo.pdf",)
    )
    assert [(p.code, p.hint) for p in problems] == [("MB040", "có phải: báo cáo.pdf")]
    assert site.news["a"].attachments == ()


def test_a_file_below_a_linked_folder_is_a_link(link: Any, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "a.txt").write_text("x")
    (tmp_path / "content" / "files").mkdir(parents=True)
    (tmp_path / "content" / "files" / "2026").symlink_to(tmp_path / "secret")
    (tmp_path / "content").rename(tmp_path / "kept")
    portal, _ = load_config(SMALL, SMALL / "site_config.yml")
    assert portal is not None
    (tmp_path / "kept" / "news").mkdir()
    (tmp_path / "kept" / "news" / "a.yml").write_text(
        "title: a\nposted_at: 05/01/2026\nattachments: [{file: 2026/a.txt, title: A}]\n"
    )
    loaded = load_content(tmp_path, tmp_path / "kept")
    downloads = find_downloads(tmp_path / "kept" / "files")
    site, problems = link_site(portal, loaded.records, downloads, NOW, tmp_path)
    assert "MB042" in codes(problems)
    assert dict(site.downloads) == {}


def test_what_refers_to_a_record_that_could_not_be_loaded_is_not_blamed_for_it(link: Any) -> None:
    records = {
        **SO,
        "agencies/phong": {"parent": "hong"},
        "documents/a": {"issuer": "hong", "relations": {"implements": ["hong", "la"]}},
        "news/a": {"agencies": ["hong"], "body": "Xem [kế hoạch](/van-ban/hong/)."},
    }
    broken = (("agencies", "hong"), ("documents", "hong"))
    site, problems = link(records, files=("so-lieu.csv",), broken=broken)
    assert [(one.code, one.message) for one in problems] == [("MB032", "không có văn bản «la»")]
    assert site.agencies["phong"].parent is None
    assert (site.news["a"].agencies, site.unheld) == ((), ())


def test_the_emblem_is_checked_as_any_file_is(link: Any) -> None:
    site, problems = link({}, files=("anh.exe",), owner={"name": "UBND", "emblem": "anh.exe"})
    assert (codes(problems), dict(site.downloads)) == (["MB044"], {})


def test_active_html_in_prose_is_noticed_once_a_piece(link: Any) -> None:
    body = "<script>x</script> <b onclick='x'>y</b> [z](javascript:x) <b>được</b> 1 < 2, một on = hai"
    _, problems = link({"news/a": {"body": body}})
    assert codes(problems) == ["MB081"] * 3


def test_news_are_newest_first_and_tasks_know_their_plan(link: Any) -> None:
    plan = {"number": "1/KH-UBND", "plan": {"tasks": [{"order": "1", "content": "Rà soát"}]}}
    site, _ = link(
        {
            **SO,
            "documents/kh": plan,
            "news/a": {"posted_at": "05/01/2026"},
            "news/b": {"posted_at": "07/01/2026"},
            "news/c": {"posted_at": "06/01/2026"},
        }
    )
    assert list(site.news) == ["b", "c", "a"]
    assert {id_: [(one.plan.id, one.task.order) for one in rows] for id_, rows in site.tasks.items()} == {
        "kh": [("kh", "1")]
    }


def strings_in(value: Any) -> Iterator[str]:
    """Yield every text that can be reached from a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from strings_in(getattr(value, name))
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from strings_in(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from strings_in(key)
            yield from strings_in(inner)
    elif isinstance(value, tuple | list | set | frozenset):
        for inner in value:
            yield from strings_in(inner)


def small_site(now: datetime = NOW) -> Site:
    portal, problems = load_config(SMALL, SMALL / "site_config.yml")
    assert portal is not None, problems
    content = load_content(SMALL, SMALL / "content")
    assert content.problems == ()
    site, notices = link_site(portal, content.records, find_downloads(SMALL / "content" / "files"), now, SMALL)
    assert all(notice.is_notice for notice in notices)
    return site


def test_nothing_of_what_is_unpublished_can_be_reached_from_the_site() -> None:
    site = dataclasses.replace(small_site(), dropped_links={})
    # The published bodies themselves name two addresses, which the pages drop.
    leaks = {text for text in strings_in(site) if "7319" in text}
    bodies = {record.body for table in (site.news, site.documents) for record in table.values()}
    assert leaks <= bodies
    assert {"/van-ban/ban-nhap-7319/", "/tin-tuc/2099/01/01/tin-tuong-lai-7319/"} == {
        link for links in small_site().dropped_links.values() for link in links
    }


def test_what_was_in_the_future_is_published_when_its_time_has_come() -> None:
    site = small_site(datetime(2099, 1, 1, tzinfo=TIME_ZONE))
    assert "tin-tuong-lai-7319" in site.news
    assert "tuong-lai-7319" in site.documents
    assert "ban-nhap-7319" not in site.documents


def test_every_reference_of_the_site_leads_to_something_in_it() -> None:
    from generator.link.references import references_in
    from generator.records.fields import FileReference, Reference

    site = small_site()
    tables: dict[str, Mapping[str, Any]] = {
        "news": site.news,
        "documents": site.documents,
        "procedures": site.procedures,
        "agencies": site.agencies,
        "areas": site.areas,
        "provinces": site.provinces,
        "life_events": site.life_events,
    }
    named = {"Ủy ban nhân dân cấp xã", "Công an cấp xã", "Công chức tư pháp - hộ tịch"}
    unheld = {one.wording for one in site.unheld} | {"Nghị định số 963/2010/NĐ-CP"} | named
    for kind, id_ in site.paths:
        for _, marker, value in references_in(site.record((kind, id_))):
            known = site.downloads if isinstance(marker, FileReference) else tables[marker.kind]
            if isinstance(marker, Reference) and (marker.kind, value) in site.withdrawn:
                continue
            assert value in known or (marker != FileReference() and value in unheld), (kind, id_, value)
