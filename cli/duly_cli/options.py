"""Options that several commands share, and their values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from duly_engine.dates import Moment
from duly_engine.signing.keys import BadKeyError, NoCryptographyError, PublicKey

YEARS = range(1900, 3000)
"""Rules count years forward and back from a day, and calendars end."""

_TRUSTED = "duly.trusted_keys"

F = TypeVar("F", bound=Callable[..., Any])

form_option = click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    show_default=True,
    help="The form of the result.",
)


class MomentType(click.ParamType[Moment]):
    """A day, or an instant with a time zone."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Moment:
        """`2026-11-23`, `23 November 2026` or `2026-11-23T13:00Z`."""
        from duly_engine.facts.scalars import read_date, read_instant  # noqa: PLC0415 - not needed where no day is named

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
        from duly_engine.facts.scalars import read_date  # noqa: PLC0415 - as above

        found = value if isinstance(value, date) else read_date(str(value))
        if found is None or found.year not in YEARS:
            self.fail(f"`{value}` is no date such as 2026-11-23", param, ctx)
        return found


class NamedValueType(click.ParamType[tuple[str, str]]):
    """A name with a value."""

    name = "name=value"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """`derogation_test=one_condition`."""
        if isinstance(value, tuple):
            return value
        name, equals, chosen = str(value).partition("=")
        if not (name and equals and chosen):
            self.fail(f"`{value}` is no name with its value, such as derogation_test=one_condition", param, ctx)
        return name.strip(), chosen.strip()


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen for this run among what packs leave open."""

    readings: tuple[tuple[str, str], ...]
    proposals: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """The two axes."""

    as_of: Moment
    known_on: date


def dates(as_of: Moment | None, known_on: date | None) -> Dates:
    """Both dates; today (UTC) where one is not given. Nowhere else is there a clock."""
    today = datetime.now(UTC).date()
    return Dates(as_of or today, known_on or today)


def read_keys(files: Iterable[Path]) -> tuple[PublicKey, ...]:
    """The public keys in files; a file that holds none is wrong usage."""
    try:
        from duly_engine.signing.ed25519 import public_key  # noqa: PLC0415 - only for those who ask for signatures

        return tuple(public_key(path) for path in files)
    except (BadKeyError, NoCryptographyError) as fault:
        raise click.UsageError(str(fault)) from None
    except OSError as fault:
        message = f"cannot read `{fault.filename}`: {fault.strerror}"
        raise click.UsageError(message) from None


def _trust(ctx: click.Context, _param: click.Parameter, files: tuple[Path, ...]) -> None:
    if files and not ctx.resilient_parsing:
        ctx.meta[_TRUSTED] = read_keys(files)


def trusted_keys() -> tuple[PublicKey, ...] | None:
    """The keys by one of which packs have to be signed in this run; None where no signature is asked for."""
    context = click.get_current_context(silent=True)
    found: tuple[PublicKey, ...] | None = context.meta.get(_TRUSTED) if context else None
    return found


def packs_option(command: F) -> F:
    """`--pack`, repeatable, and `--require-signed-by`, which `load_packs` heeds."""
    signed = click.option(
        "--require-signed-by",
        multiple=True,
        expose_value=False,
        metavar="PUBLICKEY",
        type=click.Path(path_type=Path),
        envvar="DULY_TRUSTED_KEYS",
        callback=_trust,
        help="Use packs signed by this key only (a file); repeatable. Default: the files in DULY_TRUSTED_KEYS, if any.",
    )
    named = click.option(
        "--pack",
        "packs",
        multiple=True,
        metavar="NAME|FOLDER",
        help="Use this pack (installed name or folder) and what it requires; repeatable. Default: all installed.",
    )
    return named(signed(command))


def dates_options(command: F) -> F:
    """`--as-of` and `--known-on`."""
    known = click.option("--known-on", type=DayType(), help="The day on which the law is known. Default: today (UTC).")
    as_of = click.option("--as-of", type=MomentType(), help="The day or instant of the facts. Default: today (UTC).")
    return as_of(known(command))


def choices_options(command: Callable[..., None]) -> Callable[..., None]:
    """`--reading`, `--proposal` and `--parameter`, handed on together as `choices`."""

    @wraps(command)
    def with_choices(
        *args: Any,
        readings: tuple[tuple[str, str], ...],
        proposals: tuple[str, ...],
        parameters: tuple[tuple[str, str], ...],
        **kwargs: Any,
    ) -> None:
        for chosen in (readings, parameters):
            names = [name for name, _ in chosen]
            again = next((name for name in names if names.count(name) > 1), None)
            if again is not None:
                raise click.UsageError(f"`{again}` is chosen twice")
        command(*args, choices=Choices(readings, proposals, parameters), **kwargs)

    reading = _repeatable("--reading", "readings", NamedValueType(), "NAME=VALUE", "Read the law so, for this run")
    proposal = _repeatable("--proposal", "proposals", click.STRING, "NAME", "Count this proposal as law, for this run")
    parameter = _repeatable(
        "--parameter", "parameters", NamedValueType(), "NAME=VALUE", "Set a parameter, for this run"
    )
    return reading(proposal(parameter(with_choices)))


def _repeatable(
    option: str, name: str, kind: click.ParamType[Any], metavar: str, said: str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(option, name, multiple=True, type=kind, metavar=metavar, help=f"{said}; repeatable.")


def manifest_argument(command: F) -> F:
    """The manifest as an argument."""
    return click.argument("manifest", type=click.Path(path_type=Path), default=Path("duly.yaml"))(command)
