"""The command ``minhbach``: this package alone reads the clock and the environment.

Exit codes: 0 done, 1 problems in the content, 2 wrong usage, 3 a fault of the environment, 130 interrupted.
"""

import os
import signal
import sys
from typing import NoReturn

import click

from generator import __version__
from generator.cli.papers import posters_command, report_command
from generator.cli.records import import_group, new_command
from generator.cli.site import build_command, check_command, explain_command, rollback_command, serve_command
from generator.outputs.pagefind import SearchUnavailable
from generator.publish.errors import OutputError
from generator.serve.server import PortTakenError

EXIT_ENVIRONMENT = 3
EXIT_INTERRUPTED = 128 + signal.SIGINT


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="minhbach", help="In phiên bản.")
@click.pass_context
def cli(context: click.Context) -> None:
    """Minh Bạch: cổng công khai cải cách hành chính, từ tệp dữ liệu thành trang tĩnh.

    Đường dẫn ghi trong lệnh tính từ thư mục hiện tại.
    """
    if os.environ.get("NO_COLOR"):
        context.color = False


for _command in (
    build_command,
    check_command,
    serve_command,
    new_command,
    explain_command,
    report_command,
    posters_command,
    import_group,
    rollback_command,
):
    cli.add_command(_command)


def main() -> None:
    """Run the command line; a fault of the environment is told in one line, without a traceback."""
    try:
        sys.exit(cli(prog_name="minhbach", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(EXIT_INTERRUPTED)
    except (OutputError, PortTakenError, SearchUnavailable) as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.strerror or error}" + (f" ({error.filename})" if error.filename else ""))


def _fail(message: str) -> NoReturn:
    click.echo(f"minhbach: {message}", err=True)
    sys.exit(EXIT_ENVIRONMENT)
