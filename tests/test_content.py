"""The portal's own content: it builds, says where each fact is from, and holds the facts that its sources state."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from generator.base.problems import Problem, format_problem
from generator.link.build import link_site
from generator.link.site import Site
from generator.load.config import load_config
from generator.load.content import load_content
from generator.load.downloads import find_downloads
from generator.records.document import Document
from generator.records.news import News
from generator.records.procedure import Procedure
from generator.records.task import Task
from generator.vn.dates import TIME_ZONE

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 23, tzinfo=TIME_ZONE)


@pytest.fixture(scope="module")
def linked() -> tuple[Site, list[Problem]]:
    portal, problems = load_config(ROOT, ROOT / "site_config.yml")
    assert portal, problems
    content = load_content(ROOT, ROOT / "content")
    site, link_problems = link_site(portal, content.records, find_downloads(ROOT / "content/files"), NOW, ROOT)
    return site, [*problems, *content.problems, *link_problems]


@pytest.fixture(scope="module")
def site(linked: tuple[Site, list[Problem]]) -> Site:
    return linked[0]


def tasks_of(document: Document) -> dict[str, Task]:
    assert document.plan
    return {task.order: task for task in document.plan.tasks}


def test_content_has_no_problem(linked: tuple[Site, list[Problem]]) -> None:
    assert [format_problem(problem) for problem in linked[1] if not problem.is_notice] == []


def test_every_post_document_and_procedure_names_its_source(site: Site) -> None:
    records: list[News | Document | Procedure] = [
        *site.news.values(),
        *site.documents.values(),
        *site.procedures.values(),
    ]
    assert [record.id for record in records if record.source is None] == []


def test_every_figure_leads_to_a_record_of_the_portal(site: Site) -> None:
    figures = [(indicator.id, value) for indicator in site.indicators.values() for value in indicator.values]
    assert [id_ for id_, value in figures if not (value.news in site.news or value.document in site.documents)] == []


def test_a_post_that_its_source_leaves_undated_says_so(site: Site) -> None:
    own = [post for post in site.news.values() if post.source and post.source.published_on is None]
    assert own
    assert all(post.source and post.source.note and "không ghi ngày" in post.source.note for post in own)


def test_posts_keep_time_and_byline_of_the_provincial_posts(site: Site) -> None:
    plan = site.news["2015-12-30-son-la-ke-hoach-cchc-2016-2020"]
    meeting = site.news["2017-09-20-son-la-hop-ban-chi-dao-cchc-quy-iii"]
    assert plan.posted_at == datetime(2015, 12, 30, 15, 12, 11, tzinfo=TIME_ZONE)
    assert [(author.name, author.role) for author in plan.authors] == [("Cao Hải", "Sở Nội vụ")]
    assert meeting.posted_at == datetime(2017, 9, 20, 9, 36, 38, tzinfo=TIME_ZONE)
    assert [(author.name, author.role) for author in meeting.authors] == [("Trần Quốc Khánh", "Phòng CCHC")]


def test_the_plan_of_son_la_to_2020_has_its_eight_groups_of_tasks(site: Site) -> None:
    document = site.documents["son-la-3241-qd-ubnd-2015"]
    assert (document.number, document.issued_on) == ("3241/QĐ-UBND", date(2015, 12, 22))
    assert list(tasks_of(document)) == [str(order) for order in range(1, 9)]


def test_the_plan_of_son_la_for_2016_declares_42_tasks_and_invents_none(site: Site) -> None:
    document = site.documents["son-la-3242-qd-ubnd-2015"]
    assert document.plan
    assert (document.plan.declared_tasks, document.plan.tasks) == (42, ())


def test_the_plan_of_son_la_to_2030_has_one_task_for_each_area_of_its_programme(site: Site) -> None:
    document = site.documents["son-la-2407-qd-ubnd-2021"]
    programme = next(programme for programme in site.portal.programmes if programme.id == "76")
    assert document.issued_on == date(2021, 10, 1)
    assert [task.area for task in tasks_of(document).values()] == [area.id for area in programme.areas]


def test_the_plan_of_lang_son_states_deadlines_leads_and_signatory(site: Site) -> None:
    document = site.documents["lang-son-62-kh-ubnd-2013"]
    tasks = tasks_of(document)
    assert document.signatory
    assert (document.signatory.capacity, document.signatory.name) == ("KT. CHỦ TỊCH", "Nguyễn Văn Bình")
    assert list(tasks) == ["1", "1.1", "1.2", "2", "3", "4", "5"]
    for order in ("1.1", "1.2"):
        due = tasks[order].due
        assert due
        assert (due.wording, due.start, due.end) == ("Trong tháng 8/2013", date(2013, 8, 1), date(2013, 8, 31))
    assert {task.due.kind for order in "2345" if (task := tasks[order]).due} == {"standing"}
    assert tasks["1.1"].lead == ("lang-son-so-noi-vu",)


def test_the_plan_of_lang_son_rests_on_the_documents_that_it_names(site: Site) -> None:
    relations = site.documents["lang-son-62-kh-ubnd-2013"].relations
    numbers = [site.documents[id_].number for id_ in (*relations.implements, *relations.based_on)]
    assert numbers == ["07/CT-TTg", "30c/NQ-CP", "254/QĐ-UBND", "23/KH-UBND", "30/KH-UBND"]


def test_no_progress_is_claimed_where_the_source_reports_none(site: Site) -> None:
    assert {row.status.state for rows in site.tasks.values() for row in rows} == {"unreported"}


def test_the_figures_of_ca_mau_are_as_reported(site: Site) -> None:
    (done,) = site.indicators["ca-mau-nhiem-vu-cchc"].values
    (on_time,) = site.indicators["ca-mau-ho-so-dung-hen"].values
    assert (done.year, done.value, done.out_of, done.as_of) == (2016, Decimal(22), Decimal(24), None)
    assert (on_time.comparison, on_time.value) == ("more_than", Decimal(98))


@pytest.mark.parametrize(
    ("indicator", "comparison", "goal"),
    [
        ("ca-mau-hai-long", "at_least", 95),
        ("ca-mau-tinh-muc-do-3", "exactly", 80),
        ("ca-mau-tinh-muc-do-4", "exactly", 30),
        ("ca-mau-huyen-muc-do-3", "exactly", 70),
        ("ca-mau-huyen-muc-do-4", "exactly", 20),
    ],
)
def test_the_targets_of_ca_mau_for_2017_are_targets(site: Site, indicator: str, comparison: str, goal: int) -> None:
    (value,) = site.indicators[indicator].values
    assert (value.year, value.role, value.comparison, value.value) == (2017, "target", comparison, Decimal(goal))


@pytest.mark.parametrize(
    ("post", "document"),
    [
        ("2026-11-22-son-la-ke-hoach-cchc-2021-2030", "son-la-2407-qd-ubnd-2021"),
        ("2015-12-30-son-la-ke-hoach-cchc-2016-2020", "qd-09-ttg-2015"),
        ("2026-11-22-lang-son-ke-hoach-thuc-hien-chi-thi-07", "nq-30c-cp-2011"),
    ],
)
def test_citations_in_posts_lead_to_the_documents_held(site: Site, post: str, document: str) -> None:
    assert document in {link.document_id for link in site.prose_links["news", post]}


def test_every_agency_is_named_by_some_record(site: Site) -> None:
    parents = {agency.parent for agency in site.agencies.values()}
    assert [id_ for id_ in site.agencies if ("agencies", id_) not in site.incoming and id_ not in parents] == []


def test_every_procedure_is_found_by_everyday_words_and_by_what_it_is_needed_for(site: Site) -> None:
    procedures = site.procedures.values()
    assert [procedure.id for procedure in procedures if not (procedure.keywords and procedure.life_events)] == []


def test_every_procedure_says_who_handles_it_how_and_where_it_is_published(site: Site) -> None:
    lacking = [
        procedure.id
        for procedure in site.procedures.values()
        if not (
            procedure.agencies
            and procedure.category
            and procedure.levels
            and procedure.manners
            and procedure.dossier
            and procedure.steps
            and procedure.results
            and procedure.decided_by
            and procedure.national_link
        )
    ]
    assert lacking == []


def test_a_procedure_keeps_the_zeros_of_its_code_and_its_fee(site: Site) -> None:
    procedure = site.procedures["2.000460"]
    (manner,) = procedure.manners
    assert manner.time_limit
    assert manner.fee
    assert (procedure.code, manner.time_limit.wording, manner.fee.wording) == ("2.000460", "20 ngày", "100 USD/thẻ")
    assert procedure.legal_basis[0].startswith("Luật số 47/2014/QH13 ")
