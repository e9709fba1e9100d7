"""The longest procedures that there are, and longer ones: pages stay small enough for phones, and paths for disks."""

import re
from html import unescape

import yaml


def words(count, start=0):
    return " ".join(f"chữ{number}" for number in range(start, start + count))


def procedure(code, **more):
    name = " ".join(["Cấp, cấp lại, điều chỉnh giấy phép"] * 40)[:1094].strip()
    field = ("Lĩnh vực quản lý nhà nước rất dài " * 8).strip()
    record = {
        "code": code,
        "name": name,
        "field": field,
        "agencies": [f"Cơ quan {words(30)}"],
        "manners": [
            {"kind": "online", "time_limit": f"{days} ngày", "fee": f"{days}.000 đồng {words(60)}", "notes": words(300)}
            for days in range(1, 40)
        ],
        "dossier": [{"name": f"Giấy {number} {words(30)}", "originals": 1} for number in range(400)],
        "steps": [words(45_000), words(100)],
        "conditions": "- a\n" * 25_000,
        "legal_basis": [f"Quy định {number} {words(20)}" for number in range(400)],
        "raw": {"dossier": " &<>" * 15_000},
        "life": [
            {"kind": "announced", "decision": f"Quyết định số {number}/QĐ-UBND", "effective_on": f"01/01/202{number}"}
            if number == 1
            else {
                "kind": "amended",
                "decision": f"Quyết định số {number}/QĐ-UBND",
                "effective_on": f"01/01/202{number}",
                "before": {"steps": [words(20_000, number), *(words(100, step) for step in range(number, 200))]},
            }
            for number in range(1, 4)
        ],
        **more,
    }
    return yaml.safe_dump(record, allow_unicode=True)


def test_no_page_is_over_300_kb_no_step_of_a_path_over_120_bytes_and_no_word_is_lost(
    make_portal, build_portal, tmp_path
) -> None:
    codes = [f"1.{number:06}" for number in range(1, 4)]
    built = build_portal(make_portal({f"procedures/{code}.yml": procedure(code) for code in codes}), tmp_path / "site")
    assert built.outcome.release, built.outcome.problems[:3]
    pages = {path: data for path, data in built.files.items() if path.endswith(".html")}
    assert {path: len(data) for path, data in pages.items() if len(data) > 300_000} == {}
    assert [path for path in built.files if any(len(step.encode()) > 120 for step in path.split("/"))] == []
    own = [data.decode() for path, data in pages.items() if re.match(rf"thu-tuc/{codes[0]}/(index|trang)", path)]
    said = unescape(re.sub(r"<[^>]+>", " ", " ".join(own)))
    assert set(words(45_000).split()) <= set(said.split())
    assert said.count("&<>") == 15_000
    assert all(f"Giấy {number} " in said and f"Quy định {number} " in said for number in range(400))
