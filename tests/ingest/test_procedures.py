"""An export becomes files; importing again updates, keeps what was edited, and never loses anything."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.cli import cli
from generator.ingest.procedures import Import, import_procedures
from generator.ingest.reading import read_source
from generator.load.content import load_content
from generator.load.tree import parse_tree

TEXT = st.text(alphabet='ab1;,"\n\r\té{}[]:', max_size=60)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=4)),
    max_leaves=12,
)
EXPORT = Path(__file__).parent / "export.json"
RECORDS: list[dict[str, str]] = json.loads(EXPORT.read_text(encoding="utf-8"))
BIRTH = "ho-tich/2.900007.yml"


class Portal:
    """A portal folder with an export beside it; ``records`` are what the export has."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"
        self.procedures = self.content / "procedures"
        self.procedures.mkdir(parents=True)
        self.records = [dict(record) for record in RECORDS]

    def run(self, **more: Any) -> Import:
        (self.root / "xuat.json").write_text(json.dumps(self.records, ensure_ascii=False, indent=1), "utf-8")
        return self.run_file("xuat.json", **more)

    def run_file(self, name: str, **more: Any) -> Import:
        return import_procedures(self.root / name, name, self.content, "content", **more)

    def record(self, code: str) -> dict[str, str]:
        return next(record for record in self.records if record["ma_thu_tuc"] == code)

    def edit(self, relative: str, old: str, new: str) -> None:
        file = self.procedures / relative
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    def tree(self, relative: str) -> dict[str, Any]:
        tree, problems = parse_tree(relative, (self.procedures / relative).read_text("utf-8"))
        assert problems == []
        return tree

    def snapshot(self) -> dict[str, tuple[bytes, int]]:
        files = (path for path in self.content.rglob("*") if path.is_file())
        return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    return Portal(tmp_path)


def actions(done: Import) -> dict[str, str]:
    return {step.code: step.action for step in done.steps}


def step_of(done: Import, code: str) -> Any:
    return next(step for step in done.steps if step.code == code)


def test_each_record_becomes_a_file_of_its_field_that_loads(portal: Portal) -> None:
    done = portal.run()
    assert done.problems == ()
    assert set(actions(done).values()) == {"new"}
    loaded = load_content(portal.root, portal.content)
    assert loaded.problems == ()
    assert {one.record.id for one in loaded.records} == {record["ma_thu_tuc"] for record in RECORDS}
    assert (portal.procedures / BIRTH).is_file()


def test_importing_twice_touches_no_file(portal: Portal) -> None:
    portal.run()
    before = portal.snapshot()
    done = portal.run()
    assert set(actions(done).values()) == {"same"}
    assert portal.snapshot() == before


def test_what_a_later_import_brings_first_bears_its_day_and_what_the_first_one_brought_none(portal: Portal) -> None:
    def posted() -> dict[str, str]:
        trees = {path.stem: portal.tree(str(path)) for path in portal.procedures.rglob("*.yml")}
        return {stem: tree["posted_on"] for stem, tree in trees.items() if "posted_on" in tree}

    late = portal.records.pop()
    portal.run(day=date(2026, 5, 1))
    assert posted() == {}
    portal.records.append(late)
    portal.run(day=date(2026, 6, 9))
    assert posted() == {late["ma_thu_tuc"]: "09/06/2026"}
    before = portal.snapshot()
    assert set(actions(portal.run(day=date(2026, 7, 1))).values()) == {"same"}
    assert portal.snapshot() == before


def test_a_dry_run_says_the_same_and_writes_nothing(portal: Portal) -> None:
    tried = portal.run(dry_run=True)
    assert portal.snapshot() == {}
    assert actions(tried) == actions(portal.run())


def test_an_edit_survives_while_the_source_changes_other_keys(portal: Portal) -> None:
    portal.run()
    edited = "name: Làm lại giấy khai sinh # như quyết định\nlife_events: sinh-con\n"
    portal.edit(BIRTH, "name: Đăng ký lại khai sinh\n", edited)
    portal.record("2.900007")["so_quyet_dinh"] = "99/QĐ-BTP"
    done = portal.run()
    step = step_of(done, "2.900007")
    assert (step.action, step.updated, step.kept, step.clashes) == ("updated", ("decided_by",), ("name",), ())
    text = (portal.procedures / BIRTH).read_text("utf-8")
    assert edited in text
    assert portal.tree(BIRTH)["decided_by"] == "Quyết định số 99/QĐ-BTP"


def test_where_both_changed_a_key_the_edit_stays_and_is_reported_at_its_line(portal: Portal) -> None:
    portal.run()
    portal.edit(BIRTH, "name: Đăng ký lại khai sinh\n", "name: Tên sửa tại tỉnh\n")
    portal.record("2.900007")["ten_thu_tuc"] = "Tên mới của nguồn"
    done = portal.run()
    assert portal.tree(BIRTH)["name"] == "Tên sửa tại tỉnh"
    (problem,) = done.problems
    assert (problem.code, problem.span.path, problem.span.line) == ("MB086", f"content/procedures/{BIRTH}", 2)
    assert problem.is_notice
    assert step_of(done, "2.900007").offered == {"name": "Tên mới của nguồn"}
    again = portal.run()
    assert again.problems == ()
    assert step_of(again, "2.900007").kept == ("name",)


def test_an_edit_that_the_source_makes_too_is_no_edit_any_more(portal: Portal) -> None:
    portal.run()
    portal.edit(BIRTH, "name: Đăng ký lại khai sinh\n", "name: Tên mới\n")
    portal.record("2.900007")["ten_thu_tuc"] = "Tên mới"
    step = step_of(portal.run(), "2.900007")
    assert (step.action, step.kept, step.clashes) == ("same", (), ())


def test_a_key_that_the_source_no_longer_fills_goes_unless_it_was_edited(portal: Portal) -> None:
    portal.run()
    portal.edit(BIRTH, "- Bộ Công an\n", "- Công an tỉnh\n")
    portal.record("2.900007").update(co_quan_phoi_hop="", so_quyet_dinh="")
    step = step_of(portal.run(), "2.900007")
    assert (step.updated, step.clashes) == (("decided_by",), ("cooperating",))
    tree = portal.tree(BIRTH)
    assert "decided_by" not in tree
    assert tree["cooperating"][0] == "Công an tỉnh"


def test_a_file_that_was_moved_is_updated_where_it_is(portal: Portal) -> None:
    portal.run()
    (portal.procedures / BIRTH).rename(portal.procedures / "khai-sinh.yml")
    portal.record("2.900007")["ten_thu_tuc"] = "Tên mới"
    portal.run()
    assert portal.tree("khai-sinh.yml")["name"] == "Tên mới"
    assert not (portal.procedures / BIRTH).exists()
    assert actions(portal.run())["2.900007"] == "same"


def test_a_file_that_was_deleted_stays_deleted_and_is_told(portal: Portal) -> None:
    portal.run()
    (portal.procedures / BIRTH).unlink()
    assert actions(portal.run())["2.900007"] == "deleted"
    assert not (portal.procedures / BIRTH).exists()


def test_what_vanished_from_the_source_is_marked_and_comes_back_unmarked(portal: Portal) -> None:
    portal.run()
    gone = portal.records.pop(6)
    done = portal.run()
    assert (gone["ma_thu_tuc"], actions(done)["2.900007"]) == ("2.900007", "vanished")
    assert "Không còn trong tệp xuất" in portal.tree(BIRTH)["source"]["note"]
    assert portal.tree(BIRTH)["name"] == "Đăng ký lại khai sinh"
    assert load_content(portal.root, portal.content).problems == ()
    before = portal.snapshot()
    portal.run()
    assert portal.snapshot() == before
    portal.records.append(gone)
    portal.run()
    assert "note" not in portal.tree(BIRTH)["source"]


def test_a_source_with_a_fault_does_not_say_what_vanished(portal: Portal) -> None:
    portal.run()
    portal.record("2.900007")["ma_thu_tuc"] = "2.9"
    done = portal.run()
    assert "2.900007" not in actions(done)
    assert "note" not in portal.tree(BIRTH)["source"]


def test_a_record_written_by_hand_is_left_alone_and_listed(portal: Portal) -> None:
    by_hand = portal.procedures / "khai-sinh.yml"
    by_hand.write_text('code: "2.900007"\nname: Viết tay\nfield: Hộ tịch\n', "utf-8")
    done = portal.run()
    assert actions(done)["2.900007"] == "foreign"
    assert done.problems == ()
    assert "Viết tay" in by_hand.read_text("utf-8")
    assert not (portal.procedures / BIRTH).exists()


def test_a_file_in_the_way_is_not_overwritten(portal: Portal) -> None:
    file = portal.procedures / BIRTH
    file.parent.mkdir()
    file.write_text("# ghi chú của phòng\n", "utf-8")
    done = portal.run()
    (problem,) = done.problems
    assert (problem.code, problem.span.path) == ("MB039", f"content/procedures/{BIRTH}")
    assert not problem.is_notice
    assert file.read_text("utf-8") == "# ghi chú của phòng\n"
    assert actions(done)["2.900007"] == "refused"


def test_a_file_with_a_fault_is_told_and_not_touched(portal: Portal) -> None:
    portal.run()
    portal.edit(BIRTH, "field: ", "field: [")
    portal.record("2.900007")["ten_thu_tuc"] = "Tên mới"
    before = (portal.procedures / BIRTH).read_bytes()
    done = portal.run()
    assert [problem.code for problem in done.problems] == ["MB010"]
    assert (portal.procedures / BIRTH).read_bytes() == before


def test_an_import_that_was_killed_before_its_ledger_goes_on(portal: Portal) -> None:
    portal.run()
    (portal.procedures / ".import" / "national-portal.json").unlink()
    assert set(actions(portal.run()).values()) == {"same"}
    portal.record("2.900007")["ten_thu_tuc"] = "Tên mới"
    assert actions(portal.run())["2.900007"] == "updated"


def test_a_broken_ledger_stops_the_import(portal: Portal) -> None:
    portal.run()
    (portal.procedures / ".import" / "national-portal.json").write_text("{", "utf-8")
    done = portal.run()
    (problem,) = done.problems
    assert (problem.code, problem.span.path) == ("MB010", "content/procedures/.import/national-portal.json")
    assert done.steps == ()


def test_where_a_file_cannot_be_written_those_before_it_are_remembered(portal: Portal) -> None:
    (portal.procedures / "ho-tich").write_text("a file where a folder must be", "utf-8")
    with pytest.raises(OSError, match="ho-tich"):
        portal.run()
    (portal.procedures / "ho-tich").unlink()
    done = portal.run()
    assert actions(done)["1.900001"] == "same"
    assert actions(done)["2.900007"] == "new"


def test_no_part_of_a_record_is_left_where_writing_fails(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path, target: Path) -> None:
        raise OSError("đĩa đầy")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="đĩa đầy"):
        portal.run()
    assert list(portal.procedures.rglob("[!.]*.yml")) == []
    assert load_content(portal.root, portal.content).problems == ()


# Bad input


def codes_of(done: Import) -> list[str]:
    return [problem.code for problem in done.problems]


@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        ({"ma_thu_tuc": "1.01"}, "MB025", "mã thủ tục không đúng: «1.01»"),
        ({"ma_thu_tuc": "1.9000070"}, "MB025", "mã thủ tục không đúng"),
        ({"ma_thu_tuc": ""}, "MB022", "«ma_thu_tuc» để trống"),
        ({"ten_thu_tuc": " \u200b "}, "MB022", "«ten_thu_tuc» để trống"),
        ({"linh_vuc": "Không có thông tin"}, "MB022", "«linh_vuc» để trống"),
    ],
)
def test_a_record_that_is_none_is_not_written_and_told_at_its_line(
    portal: Portal, change: dict[str, str], code: str, message: str
) -> None:
    portal.record("2.900007").update(change)
    done = portal.run()
    (problem,) = done.problems
    assert problem.code == code
    assert message in problem.message
    line = (portal.root / "xuat.json").read_text("utf-8").split("\n")[problem.span.line - 1]
    assert problem.excerpt == line
    assert f'"{next(iter(change))}"' in line
    assert len(actions(done)) == len(RECORDS) - 1
    assert not (portal.procedures / BIRTH).exists()


def test_records_of_one_code_are_all_left_out(portal: Portal) -> None:
    portal.records.append(portal.record("2.900007") | {"ten_thu_tuc": "Tên khác"})
    done = portal.run()
    assert codes_of(done) == ["MB030"]
    assert "2.900007" not in actions(done)


@pytest.mark.parametrize(
    ("column", "text", "message", "kept"),
    [
        ("cap_thuc_hien", "Cấp tỉnh, Cấp vũ trụ", "cấp thực hiện không biết: «Cấp vũ trụ»", "  levels: Cấp vũ trụ"),
        ("cach_thuc_thuc_hien", "Trực tiếp9999 NămMiễn phí", "thời hạn không hợp lý: «9999 Năm»", "nguồn: 9999 Năm"),
        ("cach_thuc_thuc_hien", "Trực tiếp5 Ngày-50,000 VNĐ", "mức phí không hợp lý", "nguồn: -50,000 VNĐ"),
        ("cach_thuc_thuc_hien", "Trực tiếp5 Ngày90,000,000,000 VNĐ", "mức phí không hợp lý", "90.000.000.000 đồng"),
        ("so_quyet_dinh", "15-QD BTC", "số quyết định không đúng dạng", "15-QD BTC"),
        ("detail_url", "javascript:alert(1)", "địa chỉ web không dùng được: «javascript:alert(1)»", "code"),
    ],
)
def test_a_value_that_cannot_be_meant_is_noticed_and_kept_in_words(
    portal: Portal, column: str, text: str, message: str, kept: str
) -> None:
    portal.record("2.900007")[column] = text
    done = portal.run()
    (problem,) = done.problems
    assert problem.code == "MB085"
    assert problem.is_notice
    assert message in problem.message
    assert actions(done)["2.900007"] == "new"
    assert load_content(portal.root, portal.content).problems == ()
    assert kept in (portal.procedures / BIRTH).read_text("utf-8")


def test_html_entities_and_decomposed_letters_become_text(portal: Portal) -> None:
    portal.record("2.900007").update(
        ten_thu_tuc=unicodedata.normalize("NFD", "<p>Đăng ký&nbsp;lại <b>khai sinh</b></p>"),
        yeu_cau_dieu_kien="<ul><li>Còn sống</li><li>A &amp; B</li></ul><script>alert(1)</script>5 < 6",
    )
    assert portal.run().problems == ()
    tree = portal.tree(BIRTH)
    assert tree["name"] == "Đăng ký lại khai sinh"
    assert tree["conditions"] == "- Còn sống\n- A & B\n\n5 \\< 6"


def test_the_codes_of_a_spreadsheet_that_became_numbers_are_told_what_happened(portal: Portal) -> None:
    portal.record("2.900007")["ma_thu_tuc"] = "2,9"
    (problem,) = portal.run().problems
    assert "bảng tính" in problem.hint


def test_a_column_that_is_not_known_is_noticed(portal: Portal) -> None:
    portal.record("2.900007")["ghi_chu"] = "Một câu"
    (problem,) = portal.run().problems
    assert (problem.code, "ghi_chu" in problem.message) == ("MB085", True)


# CSV


def as_csv(records: list[dict[str, str]], **dialect: Any) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(records[0]), **dialect)
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue()


@pytest.mark.parametrize(
    "encode",
    [
        lambda records: as_csv(records).encode(),
        lambda records: as_csv(records, delimiter=";", lineterminator="\n").encode("utf-8-sig"),
        lambda records: as_csv(records, delimiter="\t", quoting=csv.QUOTE_ALL).encode("utf-16"),
    ],
    ids=["commas and CRLF", "semicolons and BOM", "tabs in UTF-16"],
)
def test_csv_says_what_json_says(portal: Portal, tmp_path: Path, encode: Callable[..., bytes]) -> None:
    (portal.root / "xuat.csv").write_bytes(encode(RECORDS))
    assert portal.run_file("xuat.csv").problems == ()
    assert set(actions(portal.run()).values()) == {"same"}


@pytest.mark.parametrize(
    ("name", "data", "code", "line"),
    [
        ("xuat.json", b"", "MB010", 1),
        ("xuat.json", b'[{"ma_thu_tuc": "1.000001",\n }]', "MB010", 2),
        ("xuat.json", b'[{"a": "1"} {"a": "2"}]', "MB010", 1),
        ("xuat.json", b'[{"a": "1", "a": "2"}]', "MB011", 0),
        ("xuat.json", b'[{"a": ["1"]}]', "MB010", 1),
        ("xuat.json", b"[" * 100_000, "MB010", 0),
        ("xuat.json", b'{"a": 1}', "MB010", 1),
        ("xuat.json", '[\n{"a": "Ô"}]'.encode("latin-1"), "MB003", 2),
        ("xuat.csv", b"a,b\n1,2,3\n", "MB010", 2),
        ("xuat.csv", b'a,b\n1,2\n"x,2\n', "MB010", 3),
        ("xuat.csv", b"a,a\n1,2\n", "MB011", 1),
        ("khong-co.json", None, "MB001", 0),
    ],
)
def test_a_file_that_is_broken_is_told_at_its_line(
    portal: Portal, name: str, data: bytes | None, code: str, line: int
) -> None:
    if data is not None:
        (portal.root / name).write_bytes(data)
    done = portal.run_file(name)
    assert (done.problems[0].code, done.problems[0].span.path, done.problems[0].span.line) == (code, name, line)
    assert portal.snapshot() == {}


def test_a_list_in_an_object_is_read_and_an_empty_one_changes_nothing(portal: Portal) -> None:
    (portal.root / "a.json").write_text(json.dumps({"tong": 10, "data": RECORDS}, ensure_ascii=False), "utf-8")
    assert len(portal.run_file("a.json").steps) == len(RECORDS)
    before = portal.snapshot()
    (portal.root / "b.json").write_text("[]", "utf-8")
    done = portal.run_file("b.json")
    assert (done.steps, codes_of(done)) == ((), ["MB022"])
    assert portal.snapshot() == before


def is_empty_list(data: bytes) -> bool:
    """Whether the JSON is a list of nothing, by itself or as the one list in an object."""
    whole = json.loads(data)
    return whole == [] or [value for value in whole.values() if isinstance(value, list)] == [[]]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(data=b"[]\0")
@example(data=b'{"":[]}')
@given(data=st.one_of(st.binary(), JSON.map(lambda value: json.dumps(value).encode()), TEXT.map(str.encode)))
def test_any_file_is_read_or_told_what_is_wrong_with_it(tmp_path: Path, data: bytes) -> None:
    for name in ("x.json", "x.csv"):
        (tmp_path / name).write_bytes(data)
        source, problems = read_source(tmp_path / name, name)
        assert source.records or problems or not data.strip() or name == "x.csv" or is_empty_list(data)
        for record in source.records:
            assert all(isinstance(value, str) for value in record.values.values())
            assert source.locate(record, "ma_thu_tuc")[0].line >= 1


# The command


def run(portal: Portal, *more: str) -> Result:
    config = portal.root / "site_config.yml"
    config.touch()
    arguments = ["import", "procedures", str(portal.root / "xuat.json"), "--config", str(config), *more]
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def test_the_command_prints_and_writes_its_report(portal: Portal) -> None:
    portal.run(dry_run=True)
    result = run(portal, "--report", str(portal.root / "bao-cao" / "nhap.md"))
    assert result.exit_code == 0
    assert "Mới: 10" in result.output
    assert "Cách thức thực hiện: tách được" in result.output
    assert "thời hạn không ghi đơn vị: «1»" in (portal.root / "bao-cao" / "nhap.md").read_text("utf-8")
    run(portal, "--report", str(portal.root / "nhap.json"))
    report = json.loads((portal.root / "nhap.json").read_text("utf-8"))
    assert report["records"] == {**dict.fromkeys(report["records"], 0), "same": 10}
    assert all(field["percent"] >= 95 for field in report["fields"].values())


def test_the_command_puts_new_records_into_the_folder_that_is_named(portal: Portal) -> None:
    portal.run(dry_run=True)
    assert run(portal, "--into", str(portal.procedures / "quoc-gia")).exit_code == 0
    assert (portal.procedures / "quoc-gia" / BIRTH).is_file()
    assert run(portal, "--into", str(portal.root)).exit_code == 2
    assert run(portal, "--into", str(portal.procedures / ".." / "news")).exit_code == 2
    assert run(portal, "--into", str(portal.procedures / "_nhap")).exit_code == 2
    assert run(portal, "--report", "x.txt").exit_code == 2


def test_the_command_ends_with_1_where_something_could_not_be_imported(portal: Portal) -> None:
    portal.record("2.900007")["ma_thu_tuc"] = "1.01"
    portal.run(dry_run=True)
    result = run(portal, "--dry-run")
    assert result.exit_code == 1
    assert "xuat.json:" in result.output
    assert "Chạy thử" in result.output


def test_the_report_shows_both_sides_of_a_clash(portal: Portal) -> None:
    portal.run()
    portal.edit(BIRTH, "name: Đăng ký lại khai sinh\n", "name: Tên sửa tại tỉnh\n")
    portal.record("2.900007")["ten_thu_tuc"] = "Tên mới của nguồn"
    portal.run(dry_run=True)
    run(portal, "--dry-run", "--report", str(portal.root / "nhap.md"))
    report = (portal.root / "nhap.md").read_text("utf-8")
    assert "trái với nguồn name" in report
    assert "Tên mới của nguồn" in report


def test_related_procedures_that_are_known_become_references_and_the_others_stay_words(portal):
    first, second, third, other = portal.records[:4]
    name, code = second["ten_thu_tuc"], third["ma_thu_tuc"]
    both = f"{other['ma_thu_tuc']} - {other['ten_thu_tuc']}"
    first["thu_tuc_lien_quan"] = f"- {name.upper()}; {code}\n{both}\n9.999999 - Thủ tục lạ; {code} Tên khác"
    portal.run()
    file = next(portal.procedures.rglob(f"{first['ma_thu_tuc']}.yml"))
    tree, _ = parse_tree("x", file.read_text("utf-8"))
    assert tree["related"] == [second["ma_thu_tuc"], code, other["ma_thu_tuc"]]
    assert "9.999999" in tree["body"] and "Thủ tục lạ" in tree["body"] and "Tên khác" in tree["body"]
    assert other["ten_thu_tuc"] not in tree["body"]
    assert not [step for step in portal.run().steps if step.action != "same"]


def test_a_related_procedure_that_only_the_portal_has_is_known_by_its_code(portal):
    (portal.procedures / "x.yml").write_text("code: 1.888888\nname: Có sẵn\nfield: Khác\n", "utf-8")
    portal.records = portal.records[:1]
    portal.records[0]["thu_tuc_lien_quan"] = f"1.888888; {portal.records[0]['ma_thu_tuc']}"
    portal.run()
    file = next(portal.procedures.rglob(f"{portal.records[0]['ma_thu_tuc']}.yml"))
    tree, _ = parse_tree("x", file.read_text("utf-8"))
    assert tree["related"] in ("1.888888", ["1.888888"])
    assert portal.records[0]["ma_thu_tuc"] in tree["body"]
