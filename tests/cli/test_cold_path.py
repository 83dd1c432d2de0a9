"""What a command imports: nobody waits for a library that is not used."""

import subprocess
import sys
from pathlib import Path

import pytest

from runs import DATES, ROOT

CASE = ROOT / "tests" / "reports" / "cases" / "nothing"
CODE = "import sys; from duly_cli.main import main\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"
CHECK = ("check", CASE / "duly.yaml", "--pack", CASE, *DATES)
REPORTS = {"jinja2", "pydantic", "rich"}


@pytest.mark.parametrize(
    ("arguments", "unused"),
    [
        (("--help",), {*REPORTS, "duly_engine", "duly_dsl", "lark"}),
        (("--version",), {*REPORTS, "duly_engine", "duly_dsl", "lark"}),
        (("explain", "E0101"), {*REPORTS, "lark", "pluggy"}),
        (CHECK, REPORTS - {"rich"}),
        ((*CHECK, "--format", "json"), REPORTS - {"pydantic"}),
        ((*CHECK, "--format", "html"), REPORTS - {"jinja2"}),
        (("check", "nowhere.yaml", "--pack", CASE), REPORTS),
        (("pack", "check", CASE), REPORTS),
    ],
)
def test_imports(arguments: tuple[str | Path, ...], unused: set[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    imported = set(done.stderr.splitlines()[-1].split())
    assert "duly_cli.main" in imported
    assert imported & {*unused, "cryptography", "sqlite_utils", "hypothesis", "numpy", "pyarrow"} == set()
