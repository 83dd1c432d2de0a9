"""Parameters as a manifest sets them: of the type that the pack gives them, and nothing else."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from duly_dsl.corpus import Corpus
from duly_dsl.ir import Duration, Money, Unit, Value
from duly_dsl.read import read_text
from duly_dsl.source import Source
from duly_engine.facts import manifest_from_text

PACK = """pack house version 0.1.0 end pack
parameter interval "interval" is 3 months
parameter notice "time for a notice" is 3 working days
parameter start "start" is 1 March 2026
parameter moment "moment" is 1 March 2026 at 10:00 UTC
parameter ceiling "ceiling" is 1 million EUR
parameter share "share" is 2.5
parameter strict "strict" is yes
parameter label "label" is "a"
"""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    pack = read_text(Source("house", PACK)).value
    assert pack is not None
    return Corpus((pack,))


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("interval", "90 days", Duration(90, Unit.DAYS)),
        ("house.interval", "1 year", Duration(1, Unit.YEARS)),
        ("notice", "5 working days", Duration(5, Unit.WORKING_DAYS)),
        ("start", "2026-06-01", date(2026, 6, 1)),
        ("moment", "2026-06-01T10:00Z", datetime(2026, 6, 1, 10, tzinfo=UTC)),
        ("ceiling", "2 million EUR", Money(Decimal(2_000_000), "EUR")),
        ("share", "3", Decimal(3)),
        ("strict", "no", False),
        ("label", "none of it", "none of it"),
    ],
)
def test_a_parameter_is_read_by_the_type_of_its_pack(corpus: Corpus, name: str, written: str, value: Value) -> None:
    result = manifest_from_text(Source("duly.yaml", f"duly: 1\nparameters: {{ {name}: {written} }}\n"), None, corpus)
    assert result.diagnostics == ()
    assert result.value is not None
    assert result.value.settings.parameters == {f"house.{name.removeprefix('house.')}": value}


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("interval", "none", "`interval` is a length of time such as 6 months"),
        ("interval", "unknown", "`interval` is a length of time such as 6 months"),
        ("interval", "5 working days", "`interval` is a length of time not in working days"),
        ("notice", "5 days", "`notice` is a length of time in working days"),
        ("start", "3 months", "`start` is a date such as 2026-08-03 or 3 August 2026"),
        ("ceiling", "2 million", "`ceiling` is an amount such as 35 million EUR"),
        ("interval", "[1 month]", "`interval` is a length of time such as 6 months"),
    ],
)
def test_another_value_is_refused(corpus: Corpus, name: str, written: str, said: str) -> None:
    result = manifest_from_text(Source("duly.yaml", f"duly: 1\nparameters: {{ {name}: {written} }}\n"), None, corpus)
    assert [(d.code, d.message) for d in result.diagnostics] == [("E1008", said)]
