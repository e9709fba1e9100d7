"""Heads and shards as a script asks for them: theme/assets/search-index.js over an index of many shards."""

import dataclasses
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route

from generator.base.artifact import Artifact
from generator.outputs import searchshards
from generator.outputs.assets import collect_assets
from generator.outputs.search import plan_index
from generator.outputs.searchdoc import SearchDocument, SearchPart
from generator.pipeline import Job, make_index
from generator.publish.release import commit, open_stage
from generator.publish.stage import write_artifact
from generator.render.env import builtin_theme_dir, material_dir
from generator.vn.dates import TIME_ZONE
from tests.outputs.test_searchheads import divide

pytestmark = pytest.mark.browser

PLAN = SearchDocument(
    url="/van-ban/302-kh-ubnd/",
    title="Kế hoạch cải cách hành chính năm 2026",
    kind="Kế hoạch",
    number="302/KH-UBND",
    date="2025-12-26",
    summary="Ủy ban nhân dân tỉnh ban hành ngày 26/12/2025.",
    body="Mở đầu của kế hoạch.",
    filters=(("loai", "Văn bản"), ("nam", "2025"), ("co-quan", "UBND tỉnh")),
    state="Đang có hiệu lực",
    parts=(
        SearchPart("#nhiem-vu-1", "Nhiệm vụ 1", "Rà soát hồ sơ đất đai tồn đọng."),
        SearchPart("/nhiem-vu/302-kh-ubnd/2/", "Nhiệm vụ 2", "Kiểm tra hồ sơ đất đai ở các xã; hồ sơ đất đai trễ hạn."),
    ),
)
LAND = SearchDocument(
    url="/thu-tuc/1.012783/",
    title="Đăng ký đất đai lần đầu",
    kind="Thủ tục hành chính",
    number="1.012783",
    date="",
    summary="Cấp xã · 15 ngày",
    body="Nộp hồ sơ.",
    filters=(("loai", "Thủ tục"),),
)
CITING = dataclasses.replace(
    PLAN, url="/van-ban/77-bc-ubnd/", title="Báo cáo quý", number="77/BC-UBND", body="Theo 302/KH-UBND.", parts=()
)


def post(number: int) -> SearchDocument:
    year = 2020 + number % 4
    return SearchDocument(
        url=f"/tin-tuc/{number}/",
        title=f"Tin số {number} về đạt chuẩn",
        kind="Tin tức",
        number="",
        date=f"{year}-03-{1 + number % 28:02}",
        summary="Họp giao ban.",
        body=f"Bàn về đất đai, lần {number}.",
        filters=(("loai", "Tin tức"), ("nam", str(year))),
    )


OLD = dataclasses.replace(
    post(0), url="/tin-tuc/cu/", title="Trạm bơm đạt chuẩn", date="2012-03-01", filters=(("loai", "Tin tức"),)
)

DOCUMENTS = [PLAN, LAND, CITING, *map(post, range(24))]

ASKING = """import { openClient } from "./search-client.js";
import { openSearch } from "./search-index.js";
export const open = openSearch;
export const openAsPage = openClient;
"""

SEARCH = """async ([script, folder, { count = 50, ...request }]) => {
  const told = (error) => ({ failed: error.reason ?? String(error) });
  const { open } = await import(script);
  window.index ??= await open(new URL(folder, location.href));
  const seen = async (answer) => ({ ...answer, results: await answer.load(0, count) });
  const steps = {};
  const keep = (name) => (answer) => (steps[name] = seen(answer));
  const last = await window.index.search(request, { onHeads: keep("heads"), onMore: keep("more") });
  return { heads: (await steps.heads) ?? null, more: (await steps.more) ?? null, last: await seen(last) };
}"""

Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> tuple[Path, str, str]:
    """An index of several shards with the scripts: its folder, the address of the script and that of the heads."""
    return published(tmp_path_factory.mktemp("index"), DOCUMENTS, 8)


def published(folder: Path, documents: Sequence[SearchDocument], limit: int) -> tuple[Path, str, str]:
    job = Job(folder, folder, folder, folder / "site", datetime(2026, 6, 15, tzinfo=TIME_ZONE))
    asking = folder / "theme" / "assets" / "asking.js"  # what is published is in one file with all that uses it
    asking.parent.mkdir(parents=True)
    asking.write_text(ASKING, "utf-8")
    assets = collect_assets([folder / "theme", builtin_theme_dir()], material_dir())
    with pytest.MonkeyPatch.context() as patch, open_stage(job.output) as stage:
        patch.setattr(searchshards, "SHARD_LIMIT", limit)
        index = plan_index(documents)
        assert index is not None
        assert len(index.shards) > 1 or len(documents) <= limit
        page = Artifact("index.html", b'<!doctype html><html lang="vi"><title>.</title></html>')
        entries = [write_artifact(stage, artifact) for artifact in (*assets.artifacts, page)]
        commit(stage, [*entries, *make_index(index, stage, job)])
    return job.output, f"/{assets.addresses['asking.js']}", f"/{index.heads}"


@pytest.fixture(scope="module")
def tiered(tmp_path_factory) -> tuple[Path, str, str]:
    """An index of more posts, in which words of more than a few documents are divided into tiers of 24 documents."""
    with pytest.MonkeyPatch.context() as patch:
        divide(patch, documents=24, characters=20)
        return published(tmp_path_factory.mktemp("tiered"), [*DOCUMENTS, OLD, *map(post, range(24, 84))], 8)


@pytest.fixture
def ask(page: Page, serve, site) -> Ask:
    return asker(page, serve, site)


@pytest.fixture
def ask_tiered(page: Page, serve, tiered) -> Ask:
    return asker(page, serve, tiered)


def asker(page: Page, serve, site: tuple[Path, str, str]) -> Ask:
    folder, script, heads = site
    page.goto(f"{serve(folder)}/")

    def search(*queries: str, **request: object) -> dict[str, Any]:
        found: dict[str, Any] = page.evaluate(SEARCH, [script, heads, {"queries": queries, **request}])
        return found

    return search


def refuse(route: Route) -> None:
    route.fulfill(status=404, body="Không tìm thấy")


def urls(answer: dict[str, Any]) -> list[str]:
    return [result["url"] for result in answer["results"]]


def reason(page: Page, site: tuple[Path, str, str]) -> str:
    """Open the index and return why it cannot be."""
    opened = "async ([script, folder]) => (await import(script)).openAsPage(new URL(folder, location.href))"
    found = page.evaluate(f"(given) => ({opened})(given).then(() => '', (error) => error.reason)", list(site[1:]))
    assert isinstance(found, str)
    return found


def test_what_the_heads_found_comes_first_and_the_full_text_behind_it(ask):
    found = ask("đất đai")
    assert urls(found["heads"]) == [LAND.url]
    assert urls(found["more"])[0] == LAND.url
    assert set(urls(found["more"])) == {LAND.url, PLAN.url, *(post(n).url for n in range(24))}
    assert (found["heads"]["complete"], found["more"]["complete"]) == (False, True)


def test_words_without_marks_find_all_and_words_with_marks_those_that_have_them_first(ask):
    assert {LAND.url, post(0).url} <= set(urls(ask("dat")["heads"]))
    assert urls(ask("đất")["heads"])[0] == LAND.url
    assert urls(ask("đạt")["heads"])[0].startswith("/tin-tuc/")


def test_the_document_of_a_number_comes_before_all_that_cite_it(ask):
    found = ask("302/KH-UBND", exactNumber="302/KH-UBND")
    assert urls(found["last"])[:2] == [PLAN.url, CITING.url]


def test_shards_without_a_word_do_not_answer_with_what_begins_as_it_does(ask):
    assert set(urls(ask("302")["last"])) == {PLAN.url, CITING.url}
    assert ask("đất đaixyz")["last"]["total"] == 0


def test_a_result_has_what_is_shown_of_it_and_the_parts_that_were_found(ask):
    (result,) = [one for one in ask("hồ sơ đất đai")["last"]["results"] if one["url"] == PLAN.url]
    shown = {name: result[name] for name in ("title", "kind", "number", "date", "state")}
    assert shown == {name: getattr(PLAN, name) for name in shown}
    assert {part["url"] for part in result["parts"]} == {f"{PLAN.url}#nhiem-vu-1", "/nhiem-vu/302-kh-ubnd/2/"}
    excerpt = "".join(piece["text"] for piece in result["parts"][0]["excerpt"])
    assert excerpt.startswith("Kiểm tra hồ sơ đất đai")
    hits = {piece["text"].lower().strip(".,;") for piece in result["parts"][0]["excerpt"] if piece["hit"]}
    assert hits == {"hồ", "sơ", "đất", "đai"}
    assert "\u0335" not in json.dumps(result)


def test_counts_follow_the_query_and_those_of_a_filter_what_it_could_be_changed_to(ask):
    found = ask("đất đai", filters={"loai": "Tin tức"})["last"]
    assert found["total"] == 24
    assert found["counts"]["loai"] == {"Thủ tục": 1, "Tin tức": 24, "Văn bản": 1}
    assert found["counts"]["nam"] == {str(year): 6 for year in range(2020, 2024)}
    assert found["counts"]["co-quan"] == {}
    everything = ask("đất đai")["last"]
    assert everything["counts"]["loai"] == {"Thủ tục": 1, "Tin tức": 24, "Văn bản": 1}


def test_filters_without_words_list_the_newest_first(ask):
    found = ask(filters={"loai": "Tin tức"})
    dates = [result["date"] for result in found["last"]["results"]]
    assert dates == sorted(dates, reverse=True)
    assert found["last"]["complete"]
    assert found["more"] is None


def test_the_order_of_dates_holds_over_heads_and_full_text(ask):
    found = ask("đất đai", sort="date")
    dates = [result["date"] for result in found["last"]["results"]]
    assert dates == sorted(dates, reverse=True)
    assert found["heads"] is None


def test_the_box_in_the_header_asks_for_no_full_text_and_for_few_kilobytes(page, ask):
    asked: list[str] = []
    page.on("response", lambda response: asked.append(response.url))
    found = ask("dang ky da", typing=True, fullText=False)
    assert urls(found["last"]) == [LAND.url]
    assert [url for url in asked if "pagefind" in url or "pf_" in url] == []


def test_a_whole_answer_takes_files_of_its_words_and_what_is_kept_of_the_results_that_are_shown(page, ask, site):
    asked: list[str] = []
    page.context.on("response", lambda response: asked.append(urlsplit(response.url).path.rpartition("/")[2]))
    assert ask("đất đai", count=10)["last"]["total"] == 26
    kinds = Counter(re.sub(r"[0-9a-f]{12}|\d+", "#", name) for name in set(asked) if "." in name)
    files = {name: count for name, count in kinds.items() if not name.endswith(".js")}
    assert {**files, "facts-#.mb": 1} == {
        "search.json": 1,
        "words-#.mb": 1,
        "texts-#.mb": 1,
        "titles.mb": 1,
        "facets.mb": 1,
        "facts-#.mb": 1,
        "#-#.pf_fragment": 10,
    }
    assert [name for name in asked if "pagefind" in name] == []


def test_the_words_of_the_site_come_as_they_are_written(page, ask):
    ask("đất đai")
    assert page.evaluate("window.index.words().then((words) => words.get('dat'))")[0] == "đạt"


def test_a_search_that_was_given_up_gives_nothing(page, ask):
    ask("đất đai")
    given = "window.index.search({ queries: ['đất'] }, { signal: AbortSignal.abort() })"
    assert page.evaluate(given) is None


def test_texts_that_say_a_word_often_and_are_short_come_before_others(page, serve, tmp_path):
    filler = " ".join(f"chữ{n}" for n in range(300))
    bodies = {
        "long": f"đất {filler}",
        "short": "đất và rừng",
        "often": "đất này, đất kia, đất nọ, đất ấy",
        "none": filler,
    }
    documents = [dataclasses.replace(ADVICE, url=f"/{name}/", body=body) for name, body in bodies.items()]
    folder, script, heads = published(tmp_path, documents, 250)
    page.goto(f"{serve(folder)}/")
    answer = page.evaluate(SEARCH, [script, heads, {"queries": ["đất"]}])["last"]
    assert urls(answer) == ["/often/", "/short/", "/long/"]


def test_other_marks_than_were_typed_come_last(page, serve, sayings):
    folder, script, heads = sayings
    page.goto(f"{serve(folder)}/")
    answer = page.evaluate(SEARCH, [script, heads, {"queries": ["đất đai"]}])["last"]
    assert urls(answer)[-1] == SAID[2].url
    assert answer["total"] == 4


def test_what_cites_a_number_is_found_by_it_and_not_what_has_its_pieces(page, serve, tmp_path):
    pieces = dataclasses.replace(ADVICE, url="/manh/", body="Họp ngày 302; số 15/KH-UBND.")
    folder, script, heads = published(tmp_path, [SAID[3], pieces, CITING], 250)
    page.goto(f"{serve(folder)}/")
    request = {"queries": ["302/kh-ubnd"], "exactNumber": "302/KH-UBND"}
    assert set(urls(page.evaluate(SEARCH, [script, heads, request])["last"])) == {SAID[3].url, CITING.url}


# Phrases

ADVICE = dataclasses.replace(PLAN, url="/tu-van/", title="Tư vấn", number="", parts=(), body="")
SAID = [
    dataclasses.replace(ADVICE, url=f"/tu-van/{at}/", body=body)
    for at, body in enumerate(
        (
            "Bàn về đất đai và xã đạt chuẩn.",  # one word with two sets of marks
            "Đai giữ đất trên đồi.",
            "Đạt dai, bền.",
            "Theo Kế hoạch số 302/KH-UBND ngày 26/12/2025.",
            "Đất rừng, đai xanh, đất đai.",
        )
    )
]


@pytest.fixture(scope="module")
def sayings(tmp_path_factory) -> tuple[Path, str, str]:
    return published(tmp_path_factory.mktemp("sayings"), SAID, 2)


@pytest.mark.parametrize("path", ["texts that are read", "places that Pagefind has"])
@pytest.mark.parametrize(
    ("phrases", "found"),
    [
        (["đất đai"], {0, 4}),
        (["Đất Đai"], {0, 4}),
        (["dat dai"], {0, 2, 4}),
        (["đai đất"], set()),
        (["đai giữ đất trên"], {1}),
        (["đất đai", "đạt chuẩn"], {0}),
        (["302/KH-UBND ngày 26/12/2025"], {3}),
        (["số 302/KH-UBND"], {3}),
        (["đất"], {0, 1, 4}),
    ],
)
def test_a_phrase_stands_in_what_is_found_word_by_word(page, serve, sayings, path, phrases, found):
    folder, script, heads = sayings
    if path == "places that Pagefind has":
        page.context.route("**/asking.*", lambda route: changed(route, "READ = 60", "READ = 0"))
    page.goto(f"{serve(folder)}/")
    asked: list[str] = []
    page.context.on("response", lambda response: asked.append(response.url))
    split = [phrase.split() for phrase in phrases]
    answer = page.evaluate(SEARCH, [script, heads, {"queries": [" ".join(phrases)], "phrases": split}])["last"]
    assert set(urls(answer)) == {SAID[at].url for at in found}
    assert (answer["complete"], answer["unread"], answer["reason"]) == (True, 0, None)
    if path == "texts that are read":
        assert [url for url in asked if "pagefind" in url] == []


def test_phrases_narrow_by_filters_and_are_counted(page, serve, sayings):
    folder, script, heads = sayings
    page.goto(f"{serve(folder)}/")
    request = {"queries": ["đất đai"], "phrases": [["đất", "đai"]], "filters": {"loai": "Tin tức"}}
    answer = page.evaluate(SEARCH, [script, heads, request])["last"]
    assert answer["total"] == 0
    assert answer["counts"]["loai"] == {"Văn bản": 2}


def test_shards_are_searched_for_a_phrase_up_to_a_bound_which_is_told(page, serve, sayings):
    folder, script, heads = sayings
    page.context.route(
        "**/asking.*",
        lambda route: changed(
            route, "READ = 60", "READ = 0", "MOST_SHARDS = 12", "MOST_SHARDS = 1", "AT_ONCE = 3", "AT_ONCE = 1"
        ),
    )
    page.goto(f"{serve(folder)}/")
    found = page.evaluate(SEARCH, [script, heads, {"queries": ["đất đai"], "phrases": [["đất", "đai"]]}])
    assert (found["heads"]["complete"], found["last"]["complete"]) == (False, True)
    assert found["last"]["unread"] > 0
    assert urls(found["last"])[: found["heads"]["total"]] == urls(found["heads"])


def changed(route: Route, *edits: str) -> None:
    body = route.fetch().text()
    for old, new in zip(edits[::2], edits[1::2], strict=True):
        assert old in body
        body = body.replace(old, new)
    route.fulfill(body=body, content_type="text/javascript")


@pytest.mark.parametrize("lost", ["pagefind.js", "wasm.*.pagefind", "*.pf_meta", "*.pf_index", "pagefind-entry.json"])
def test_without_pagefind_a_phrase_is_answered_by_its_words_and_exactly_when_it_is_back(page, serve, sayings, lost):
    folder, script, heads = sayings
    page.context.route("**/asking.*", lambda route: changed(route, "READ = 60", "READ = 0"))
    page.context.route(f"**/{lost}*", refuse)
    page.goto(f"{serve(folder)}/")
    given = [script, heads, {"queries": ["đất đai"], "phrases": [["đất", "đai"]]}]
    answer = page.evaluate(SEARCH, given)["last"]
    assert (answer["complete"], answer["reason"], answer["total"]) == (False, "missing", 3)
    page.context.unroute(f"**/{lost}*")
    assert page.evaluate(SEARCH, given)["last"]["total"] == 2


# When it cannot be had


def test_a_missing_index_is_missing(page, serve, site):
    page.goto(f"{serve(site[0])}/")
    page.route("**/search.json", lambda route: route.fulfill(status=404))
    assert reason(page, site) == "missing"


def test_an_index_cut_short_is_broken(page, serve, site):
    page.goto(f"{serve(site[0])}/")
    page.route("**/search.json", lambda route: route.fulfill(body="{"))
    assert reason(page, site) == "broken"


def test_without_the_network_it_is_offline(page, serve, site):
    page.goto(f"{serve(site[0])}/")
    page.route("**/search.json", lambda route: route.abort())
    assert reason(page, site) == "offline"


def test_a_worker_that_may_not_run_is_blocked(page, serve, site):
    policy = "script-src 'self' 'unsafe-eval'; worker-src 'none'"
    page.goto(f"{serve(site[0], {'Content-Security-Policy': policy})}/")
    assert reason(page, site) == "blocked"


def test_a_browser_that_cannot_unpack_is_unsupported(page, serve, site):
    page.goto(f"{serve(site[0])}/")
    page.evaluate("delete window.DecompressionStream")
    assert reason(page, site) == "unsupported"


def test_heads_answer_while_the_words_of_the_texts_are_lost_and_all_is_there_when_they_are_back(page, ask):
    page.context.route("**/texts-*.mb", refuse)
    found = ask("đất đai")["last"]
    assert (found["complete"], found["reason"]) == (False, "missing")
    assert urls(found) == [LAND.url]
    page.context.unroute("**/texts-*.mb")
    assert ask("đất đai")["last"]["total"] == 26


def test_what_cannot_be_quoted_from_its_text_is_told_by_its_summary(page, ask):
    page.context.route("**/*.pf_fragment", refuse)
    found = ask("đất đai")["last"]
    assert (found["complete"], found["total"]) == (True, 26)
    quoted = {"".join(piece["text"] for piece in result["excerpt"]) for result in found["results"][1:]}
    assert quoted == {PLAN.summary, post(0).summary}


def test_words_of_very_many_documents_are_looked_for_in_the_newest(page, ask_tiered):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    found = ask_tiered("đạt chuẩn", count=100)["last"]
    assert 20 <= found["total"] < 84
    assert found["within"] >= 24
    assert {result["date"][:4] for result in found["results"]} <= {"2023", "2022"}
    tiers = {name.split("-")[2] for name in asked if name.count("-") == 2 and name.startswith(("words", "texts"))}
    assert tiers == {"0.mb"}


def test_older_documents_are_looked_into_when_that_is_wished(ask_tiered):
    found = ask_tiered("đạt chuẩn", older=True, count=100)["last"]
    assert (found["total"], found["within"]) == (85, 0)
    assert len(set(urls(found))) == 85


def test_a_filter_leads_to_the_tiers_that_it_leaves(ask_tiered):
    found = ask_tiered("đạt chuẩn", filters={"nam": "2020"}, count=100)["last"]
    assert set(urls(found)) == {f"/tin-tuc/{number}/" for number in range(0, 84, 4)}


def test_a_rarer_word_is_found_in_documents_of_any_age(ask_tiered):
    found = ask_tiered("trạm bơm đạt chuẩn")["last"]
    assert (urls(found), found["within"]) == ([OLD.url], 0)


def test_phrases_are_looked_for_in_documents_of_any_age(ask_tiered):
    found = ask_tiered("bàn về đất đai", phrases=[["bàn", "về", "đất", "đai,"]])["last"]
    assert found["total"] + found["unread"] == 85
