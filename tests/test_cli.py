import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from generator.cli import cli

SMALL = Path(__file__).parent / "sites" / "small"
FUTURE = "content/news/tin-tuong-lai-7319.md"
DAY = ("--today", "2026-06-01")


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small portal in a folder of the current folder."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(SMALL, tmp_path / "portal"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def build(portal: Path, *more: str) -> Result:
    return run("build", "--config", str(portal / "site_config.yml"), "--no-search", "--jobs", "1", *(more or DAY))


def program(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", *arguments]
    return subprocess.run(
        command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_content_and_site_lie_beside_the_config_wherever_the_command_is_given(portal: Path) -> None:
    assert build(portal).exit_code == 0
    assert (portal / "site" / "index.html").is_file()
    assert not (portal.parent / "site").exists()


def test_paths_that_are_given_are_relative_to_the_current_folder(portal: Path) -> None:
    (portal / "content").rename(portal.parent / "texts")
    assert build(portal, *DAY, "--content", "texts", "--output", "out").exit_code == 0
    assert (portal.parent / "out" / "index.html").is_file()


def test_problems_end_a_build_with_1_and_leave_the_site(portal: Path) -> None:
    build(portal)
    before = (portal / "site").readlink()
    (portal / "content" / "news" / "sai.md").write_text("---\ntitle: Tin\nposted_at: 31/2/2026\n---\n", "utf-8")
    result = build(portal)
    assert result.exit_code == 1
    assert "content/news/sai.md:3:12  MB023" in result.stderr
    assert (portal / "site").readlink() == before
    assert run("check", "--config", str(portal / "site_config.yml"), *DAY).exit_code == 1


def test_json_is_one_document_on_standard_output(portal: Path) -> None:
    (portal / "content" / "news" / "sai.md").write_text("---\ntitel: Tin\n---\n", "utf-8")
    result = build(portal, *DAY, "--format", "json")
    found = json.loads(result.stdout)
    assert {(one["code"], one["path"], one["severity"]) for one in found} >= {
        ("MB020", "content/news/sai.md", "problem"),
        ("MB022", "content/news/sai.md", "problem"),
    }
    assert result.stderr == ""


def test_json_of_a_sound_portal_has_notices_alone(portal: Path) -> None:
    (portal / "content" / "files" / "thua.txt").write_text("x", "utf-8")
    result = run("check", "--config", str(portal / "site_config.yml"), *DAY, "--format", "json")
    found = json.loads(result.stdout)
    assert ("MB082", "content/files/thua.txt") in {(one["code"], one["path"]) for one in found}
    assert {one["severity"] for one in found} == {"notice"}
    assert (result.exit_code, result.stderr) == (0, "")


def test_today_counts_to_its_end_and_brings_what_is_posted_on_it(portal: Path) -> None:
    page = portal / "site" / "tin-tuc/2099/01/01/tin-tuong-lai-7319/index.html"
    build(portal, "--today", "2098-12-31")
    assert not page.exists()
    build(portal, "--today", "2099-01-01")
    assert page.exists()


def test_a_missing_config_is_a_problem_of_content_not_a_traceback(tmp_path: Path) -> None:
    result = run("check", "--config", str(tmp_path / "site_config.yml"))
    assert (result.exit_code, "MB050" in result.stderr) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("bild",),
        ("build", "--today", "31/2/2026"),
        ("build", "--jobs", "0"),
        ("new", "poems", "a"),
        ("new", "news", "Tin Mới"),
        ("explain",),
        ("serve", "--port", "70000"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_an_output_that_is_not_ours_ends_with_3_in_one_line(portal: Path) -> None:
    (portal / "site").mkdir()
    (portal / "site" / "mine.txt").write_text("x")
    done = program("build", "--no-search", *DAY, cwd=portal)
    assert done.returncode == 3
    assert done.stderr.startswith("minhbach: ")
    assert "--output" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_new_record_is_made_and_its_path_printed(portal: Path) -> None:
    result = run("new", "--config", "portal/site_config.yml", "news", "hop-quy-2")
    assert (result.exit_code, result.stdout) == (0, "portal/content/news/hop-quy-2.md\n")
    assert run("check", "--config", "portal/site_config.yml", *DAY).exit_code == 0


def test_a_new_record_never_takes_the_place_of_another(portal: Path) -> None:
    file = portal / "content" / "agencies" / "so-tai-chinh.yml"
    before = file.read_bytes()
    result = run("new", "--config", "portal/site_config.yml", "agencies", "so-tai-chinh")
    assert (result.exit_code, file.read_bytes()) == (2, before)
    assert "đã có portal/content/agencies/so-tai-chinh.yml" in result.stderr


def test_explain_takes_a_file_as_the_shell_completes_it(portal: Path) -> None:
    config = ("--config", "portal/site_config.yml")
    result = run("explain", *config, *DAY, "portal/content/documents/2026/345-qd-ubnd.md")
    assert (result.exit_code, "/van-ban/345-qd-ubnd/" in result.stdout) == (0, True)
    hidden = run("explain", *config, *DAY, f"portal/{FUTURE}")
    assert (hidden.exit_code, "chưa tới ngày đăng" in hidden.stderr) == (2, True)
    wrong = run("explain", *config, *DAY, "/van-ban/345")
    assert (wrong.exit_code, "/van-ban/345-qd-ubnd/" in wrong.stderr) == (2, True)


REPORTED = """\
number: 12/KH-UBND
issuer: ubnd
issued_on: 05/01/2017
subject: Kế hoạch năm 2017
plan:
  tasks:
    - order: 1
      content: Rà soát
      due: 15/8/2017
      updates:
        - {date: 20/09/2017, state: under_way, text: Thiếu người.}
        - {date: 10/10/2017, state: done}
"""


@pytest.fixture
def planned(make_portal: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A portal with a plan of 2017, in the current folder."""
    root = make_portal(
        {
            "agencies/ubnd.yml": "name: Ủy ban nhân dân tỉnh Mẫu\nkind: provincial_committee\n",
            "documents/ke-hoach-2017.yml": REPORTED,
            "documents/ke-hoach-2018.yml": REPORTED.partition("plan:")[0].replace("2017", "2018") + "plan: {}\n",
        }
    )
    monkeypatch.chdir(root)
    return root


def report(period: str, *more: str, plan: str = "ke-hoach-2017") -> Result:
    return run("report", "--plan", plan, "--period", period, *more)


def tasks_sheet(file: Path) -> list[tuple[object, ...]]:
    return list(load_workbook(file)["Nhiệm vụ"].values)


def test_a_report_is_written_as_both_files_and_they_are_named(planned: Path) -> None:
    result = report("2017-q3", "--output", "bao-cao")
    names = [f"bao-cao/bao-cao-ke-hoach-2017-2017-Q3.{suffix}" for suffix in ("docx", "xlsx")]
    assert (result.exit_code, result.stdout.splitlines()) == (0, names)
    assert all((planned / name).stat().st_size for name in names)


def test_a_report_stands_as_at_the_end_of_its_period_whenever_it_is_written(planned: Path) -> None:
    for folder, today in (("a", "2017-09-30"), ("b", "2026-11-22")):
        assert report("2017-Q3", "--today", today, "--output", folder).exit_code == 0
    first, second = ({file.name: file.read_bytes() for file in Path(folder).iterdir()} for folder in "ab")
    assert first == second
    (row,) = tasks_sheet(next(Path("a").glob("*.xlsx")))[4:]
    assert "Quá hạn" in row
    assert "Báo cáo ngày 20/09/2017: Thiếu người." in row


def test_a_report_of_a_period_that_is_not_over_stands_as_at_today(planned: Path) -> None:
    assert report("2017", "--today", "2017-08-15").exit_code == 0
    rows = tasks_sheet(planned / "bao-cao-ke-hoach-2017-2017.xlsx")
    assert rows[2][0] == "Số liệu tính đến hết ngày 15/08/2017"
    assert "Chưa có báo cáo" in rows[4]


def test_a_report_takes_no_file_away_that_someone_may_have_worked_on(planned: Path) -> None:
    edited = planned / "bao-cao-ke-hoach-2017-2017-Q3.xlsx"
    edited.write_bytes(b"mine")
    result = report("2017-Q3")
    assert (result.exit_code, edited.read_bytes()) == (2, b"mine")
    assert not edited.with_suffix(".docx").exists()


@pytest.mark.parametrize(
    ("period", "plan", "said"),
    [
        ("2017-Q3", "ke-hoach-2071", "có phải: ke-hoach-2017?"),
        ("2017-Q3", "ke-hoach-2018", "đến hết ngày 30/09/2017 trên cổng không có kế hoạch «ke-hoach-2018»"),
        ("2019-Q1", "ke-hoach-2017", "quý I năm 2019 chưa bắt đầu"),
        ("Q3/2017", "ke-hoach-2017", "viết dạng 2017, 2017-H1, 2017-Q3 hoặc 2017-08"),
    ],
)
def test_a_report_of_what_is_not_there_is_wrong_usage(planned: Path, period: str, plan: str, said: str) -> None:
    result = report(period, "--today", "2018-12-31", plan=plan)
    assert (result.exit_code, said in result.stderr) == (2, True)


def test_a_plan_without_tasks_says_so_and_writes_nothing(planned: Path) -> None:
    result = report("2018", "--output", "bao-cao", plan="ke-hoach-2018")
    assert (result.exit_code, "chưa có nhiệm vụ nào" in result.stderr) == (1, True)
    assert not (planned / "bao-cao").exists()


def test_problems_of_the_content_leave_no_report(planned: Path) -> None:
    (planned / "content/news.yml").write_text("x")
    result = report("2017-Q3", "--output", "bao-cao")
    assert (result.exit_code, "MB" in result.stderr) == (1, True)
    assert not (planned / "bao-cao").exists()


def test_rollback_serves_the_site_of_the_build_before(portal: Path) -> None:
    build(portal)
    before = (portal / "site").readlink()
    build(portal, "--today", "2099-01-01")
    assert (portal / "site").readlink() != before
    assert run("rollback", "--config", "portal/site_config.yml").exit_code == 0
    assert (portal / "site").readlink() == before


def test_the_module_is_the_command_and_calls_itself_by_its_name(tmp_path: Path) -> None:
    done = program("--help", cwd=tmp_path)
    assert done.stdout.startswith("Usage: minhbach ")
    assert program("--version", cwd=tmp_path).stdout.startswith("minhbach")


def test_output_that_is_not_a_terminal_has_no_colour(portal: Path) -> None:
    (portal / "content" / "news" / "sai.md").write_text("---\ntitel: Tin\n---\n", "utf-8")
    assert "\x1b" not in program("check", cwd=portal).stderr


def test_a_reader_that_stops_reading_makes_no_noise(portal: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "generator", "check", "--format", "json"]
    with os.fdopen(write, "w") as out:
        done = subprocess.run(command, cwd=portal, stdout=out, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.stderr == b""


@pytest.mark.slow
def test_an_interrupted_build_ends_quietly_with_130(portal: Path) -> None:
    for number in range(3000):
        text = f"---\ntitle: Tin {number}\nposted_at: 01/01/2026 08:00:00\n---\nMột bài.\n"
        (portal / "content" / "news" / f"tin-{number}.md").write_text(text, "utf-8")
    command = [sys.executable, "-m", "generator", "build", "--no-search", "--jobs", "1"]
    with subprocess.Popen(command, cwd=portal, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        releases = portal / ".site.releases"
        while not releases.exists():
            assert process.poll() is None, process.communicate()
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.strip()) == (130, b"", b"")
    assert not (portal / "site").exists()
