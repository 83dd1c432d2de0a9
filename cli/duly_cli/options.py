"""Options that several commands share, and their values."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from duly_engine.dates import Moment
from duly_engine.facts.scalars import read_date, read_instant

YEARS = range(1900, 3000)
"""Rules count years forward and back from a day, and calendars end."""

F = TypeVar("F", bound=Callable[..., Any])


class MomentType(click.ParamType[Moment]):
    """A day, or an instant with a time zone."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Moment:
        """`2026-11-23`, `23 November 2026` or `2026-11-23T13:00Z`."""
        if isinstance(value, date):
            return value
        found = read_date(str(value)) or read_instant(str(value))
        if found is None or found.year not in YEARS:
            self.fail(f"`{value}` is no date such as 2026-11-23, and no instant such as 2026-11-23T13:00Z", param, ctx)
        return found


class DayType(click.ParamType[date]):
    """A day."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """`2026-11-23` or `23 November 2026`."""
        found = value if isinstance(value, date) else read_date(str(value))
        if found is None or found.year not in YEARS:
            self.fail(f"`{value}` is no date such as 2026-11-23", param, ctx)
        return found


@dataclass(frozen=True, slots=True)
class Dates:
    """The two axes."""

    as_of: Moment
    known_on: date


def dates(as_of: Moment | None, known_on: date | None) -> Dates:
    """Both dates; today (UTC) where one is not given. Nowhere else is there a clock."""
    today = datetime.now(UTC).date()
    return Dates(as_of or today, known_on or today)


def packs_option(command: F) -> F:
    """`--pack`, repeatable."""
    return click.option(
        "--pack",
        "packs",
        multiple=True,
        metavar="NAME|FOLDER",
        help="Use this pack (installed name or folder) and what it requires; repeatable. Default: all installed.",
    )(command)


def dates_options(command: F) -> F:
    """`--as-of` and `--known-on`."""
    known = click.option("--known-on", type=DayType(), help="The day on which the law is known. Default: today (UTC).")
    as_of = click.option("--as-of", type=MomentType(), help="The day or instant of the facts. Default: today (UTC).")
    return as_of(known(command))


def manifest_argument(command: F) -> F:
    """The manifest as an argument."""
    return click.argument("manifest", type=click.Path(path_type=Path), default=Path("duly.yaml"))(command)
