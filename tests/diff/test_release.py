"""What a release needs: a version that is high enough, and a changelog that names what is affected."""

import pytest

from duly_dsl.diff.changelog import entry, names_provision
from duly_dsl.diff.release import Changelog, release
from duly_dsl.diff.versions import Bump, is_enough, least_version
from duly_engine.reports.diff_outline import lines_to_write, verdict

from .states import after

FRESHER = ("fresh for 90 days", "fresh for 30 days")
MOVED = ("is 2 August 2026 under HOUSE", "is 3 August 2026 under HOUSE")


def version(number: str) -> tuple[str, str]:
    return "version 1.2.0", f"version {number}"


@pytest.mark.parametrize(
    ("old", "bump", "least"),
    [
        ("1.2.3", Bump.NONE, "1.2.3"),
        ("1.2.3", Bump.PATCH, "1.2.4"),
        ("1.2.3", Bump.MINOR, "1.3.0"),
        ("1.2.3", Bump.MAJOR, "2.0.0"),
        ("0.2.3", Bump.MINOR, "0.2.4"),
        ("0.2.3", Bump.MAJOR, "0.3.0"),
    ],
)
def test_the_least_version(old: str, bump: Bump, least: str) -> None:
    assert least_version(old, bump) == least


def test_numbers_are_compared_as_numbers() -> None:
    assert is_enough("1.9.0", "1.10.0", Bump.MINOR)
    assert not is_enough("1.10.0", "1.9.0", Bump.NONE)


@pytest.mark.parametrize(
    ("edits", "changelog", "state", "to_write"),
    [
        ([], None, Changelog.NOT_NEEDED, []),
        ([FRESHER, version("1.3.0")], None, Changelog.NO_FILE, ["## 1.3.0"]),
        ([FRESHER, version("1.3.0")], "# Changelog\n\n## 1.2.0\n\n- HOUSE-2\n", Changelog.NO_ENTRY, ["## 1.3.0"]),
        ([FRESHER, version("1.3.0")], "## 1.3.0\n\n- HOUSE-22 and HOUSE-2-A\n", Changelog.INCOMPLETE, ["- * HOUSE-2 "]),
        ([FRESHER, version("1.3.0")], "## 1.3.0\n\n- HOUSE-2: fresher\n\n## 1.2.0\n", Changelog.COMPLETE, []),
        ([FRESHER, version("1.3.0")], "## 1.3.0 (July 2026)\n\n- section 2: fresher\n", Changelog.COMPLETE, []),
        ([MOVED, version("1.3.0")], "## 1.3.0\n\n- a date moved\n", Changelog.INCOMPLETE, ["- * date start: "]),
        ([MOVED, version("1.3.0")], "## 1.3.0\n\n- `start` moved by a day\n", Changelog.COMPLETE, []),
        ([MOVED, version("1.3.0")], "## 1.3.0\n\n- HOUSE-1 a day later\n", Changelog.COMPLETE, []),
        ([('"a note"', '"b"'), version("1.2.1")], "## 1.2.1\n\n- Notes.\n", Changelog.COMPLETE, []),
        # The version that is asked for is looked up, not the one that is too low.
        ([FRESHER], "## 1.2.0\n\n- HOUSE-2\n", Changelog.NO_ENTRY, ["## 1.3.0"]),
    ],
    ids=str,
)
def test_the_changelog(
    edits: list[tuple[str, str]], changelog: str | None, state: Changelog, to_write: list[str]
) -> None:
    judged = release(after(*edits), changelog)
    assert judged.changelog is state
    written = lines_to_write(judged)
    assert all(any(line.startswith(start) for line in written) for start in to_write)
    assert bool(written) == bool(to_write)


def test_what_is_to_be_written_is_enough() -> None:
    found = after(FRESHER, MOVED, ("watched: yes/no", "watched: yes/no per version"), version("1.3.0"))
    first = release(found, None)
    assert not first.is_ready
    assert release(found, "# Changelog\n\n" + "\n".join(lines_to_write(first))).is_ready


def test_a_version_that_is_too_low_is_said_with_the_next_one() -> None:
    found = after(FRESHER, version("1.2.1"))
    judged = release(found, None)
    assert (judged.is_enough, judged.version) == (False, "1.3.0")
    said = next(iter(verdict(found, judged)))
    assert "ask for a minor version; 1.2.0 -> 1.2.1 is not enough: the next version is 1.3.0 at least" in said


def test_a_version_that_goes_back_is_no_release() -> None:
    found = after(version("1.1.0"))
    judged = release(found, None)
    assert found.is_empty
    assert not judged.is_ready
    assert "The version goes back: 1.2.0 -> 1.1.0." in list(verdict(found, judged))


SAID = "- Articles 6(1), 9(1)-(2), 22, 30(1); Art. 45. Clauses 6.1.3 and 10.2, control A.6.2.8; GOVERN 1.6. 44 days."


@pytest.mark.parametrize(
    ("citation", "named"),
    [
        ("GDPR art 6 par 1", True),
        ("GDPR art 6 par 1 point (a)", False),
        ("GDPR art 16 par 1", False),
        ("GDPR art 22", True),
        ("GDPR art 2", False),
        ("GDPR art 44", False),
        ("GDPR art 45", True),
        ("GDPR art 30 par 1 sentence 2", True),
        ("GDPR art 9 par 2", False),
        ("ISO clause 6.1.3", True),
        ("ISO clause 6.1", False),
        ("ISO clause 10.2", True),
        ("ISO control A.6.2.8", True),
        ("NIST GOVERN 1.6", True),
        ("NIST GOVERN 1.1", False),
    ],
)
def test_provisions_are_named_as_lawyers_name_them(citation: str, named: bool) -> None:
    assert names_provision(citation, SAID) is named


def test_an_entry_ends_where_the_next_begins() -> None:
    text = "# Changelog\n\n## [2.0.0] - 2026\n\n- two\n\n## 1.0.0\n\n- one\n"
    assert entry(text, "2.0.0") == "- two"
    assert entry(text, "1.0.0") == "- one"
    assert entry(text, "1.0") is None
    assert entry(text.replace("\n", "\r\n"), "1.0.0") == "- one"
