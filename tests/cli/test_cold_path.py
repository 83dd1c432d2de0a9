"""What a command imports: nobody waits for a library that is not used."""

import subprocess
import sys
from pathlib import Path

import pytest

from runs import DATES, ROOT

CASE = ROOT / "tests" / "reports" / "cases" / "nothing"
CODE = "import sys; from duly_cli.main import main\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"
CHECK = ("check", CASE / "duly.yaml", "--pack", CASE, *DATES)
CLASSIFY = ("classify", "--manifest", CASE / "duly.yaml", "--pack", CASE, *DATES)
REPORTS = {"jinja2", "pydantic", "rich"}


def imported(arguments: tuple[str | Path, ...]) -> set[str]:
    """The modules that a run of the command imports."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    modules = set(done.stderr.splitlines()[-1].split())
    assert "duly_cli.main" in modules
    return modules


@pytest.mark.parametrize(
    ("arguments", "unused"),
    [
        (("--help",), {*REPORTS, "duly_engine", "duly_dsl", "lark"}),
        (("--version",), {*REPORTS, "duly_engine", "duly_dsl", "lark"}),
        (("explain", "E0101"), {*REPORTS, "lark", "pluggy"}),
        (("classify", "--help"), {*REPORTS, "lark", "duly_dsl.check", "duly_engine.evaluate", "duly_engine.explain"}),
        (CHECK, REPORTS - {"rich"}),
        ((*CHECK, "--format", "json"), REPORTS - {"pydantic"}),
        ((*CHECK, "--format", "html"), REPORTS - {"jinja2"}),
        (CLASSIFY, REPORTS - {"rich"}),
        ((*CLASSIFY, "--format", "json"), REPORTS - {"pydantic"}),
        (("check", "nowhere.yaml", "--pack", CASE), REPORTS),
        (("pack", "check", CASE), REPORTS),
    ],
)
def test_imports(arguments: tuple[str | Path, ...], unused: set[str]) -> None:
    assert imported(arguments) & {*unused, "cryptography", "sqlite_utils", "hypothesis", "numpy", "pyarrow"} == set()


def test_packs_that_did_not_change_are_neither_parsed_nor_run() -> None:
    imported(("pack", "check", CASE))
    again = imported(("pack", "check", CASE))
    unused = {"lark", "duly_dsl.grammar", "duly_dsl.check", "duly_engine.evaluate", "duly_engine.facts", "z3"}
    assert again & unused == set()
