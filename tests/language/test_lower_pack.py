"""A pack from its files."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from duly_dsl.ir import (
    Bound,
    BoundOf,
    Crosswalk,
    FactPath,
    FactType,
    FixedSum,
    Instrument,
    InstrumentRole,
    LeftOut,
    LegalValue,
    Money,
    OptionalTerm,
    Overlap,
    ReadingChoice,
    Requires,
    ShareOf,
    TypeName,
)
from duly_dsl.read import read_pack, read_sources
from duly_dsl.source import Source
from language.lowering import codes, pack

HEADER = "pack sample version 0.1.0 end pack\n"
RULE = 'rule R-1 "t" cites LAW art 1 in group own for each thing as x then x is t end rule\n'


def _write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.duly"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_the_header() -> None:
    header = pack(
        """pack sample version 2.0.1
        title "a sample" engine language 1
        requires base version 2.0.0 to before 3.0.0 optional term high_risk from pack other
        source LAW "law" published 1 January 2020 in force from 1 February 2020
        amendment AMD "amendment" to LAW published 1 June 2024 in force from 20 June 2024 text at "https://x.org/a_(b)?c#d"
        proposal PROP "proposal" to LAW published 1 September 2025
        law checked to 1 March 2027
        end pack"""
    ).header
    assert (header.name, header.version, header.title) == ("sample", "2.0.1", "a sample")
    assert header.language == 1
    assert header.requires == (Requires("base", "2.0.0", "3.0.0"),)
    assert header.optional_terms == (OptionalTerm("high_risk", "other"),)
    assert header.law_checked_to == date(2027, 3, 1)
    law, amendment, proposal = header.instruments
    assert law == Instrument("LAW", "law", InstrumentRole.SOURCE, date(2020, 1, 1), date(2020, 2, 1), pack="sample")
    assert (amendment.role, amendment.amends) == (InstrumentRole.AMENDMENT, "LAW")
    assert [each.url for each in header.instruments] == ["", "https://x.org/a_(b)?c#d", ""]
    assert (proposal.in_force, proposal.published) == (None, date(2025, 9, 1))


def test_the_files_of_a_folder_are_one_pack(tmp_path: Path) -> None:
    _write(
        tmp_path,
        b=f"part of pack sample in group act, own\n{RULE}",
        a__z=f"part of pack sample\n{RULE.replace('R-1', 'R-0')}",
        pack=HEADER + 'group act "act"\n',
    )
    read = read_pack(tmp_path)
    assert read.diagnostics == ()
    assert read.value is not None
    assert [(r.id, r.groups, r.pack) for r in read.value.rules] == [
        ("R-0", ("own",), "sample"),
        ("R-1", ("act", "own"), "sample"),
    ]
    assert read.value.groups[0].pack == "sample"


def test_files_are_shown_by_the_name_that_is_asked_for(tmp_path: Path) -> None:
    _write(tmp_path, pack=HEADER + "oops\n")
    (found,) = read_pack(tmp_path, shown_as="sample").diagnostics
    assert str(found.span) == "sample/pack.duly 2:1"


def test_files_that_do_not_belong_together(tmp_path: Path) -> None:
    _write(
        tmp_path,
        pack=HEADER,
        two="pack sample version 0.2.0 end pack",
        lost=RULE,
        other="part of pack another",
        twice="part of pack sample part of pack sample",
    )
    read = read_pack(tmp_path, shown_as="p")
    assert [(d.code, d.span.source.name) for d in read.diagnostics] == [
        ("E0204", "p/lost.duly"),
        ("E0205", "p/other.duly"),
        ("E0203", "p/twice.duly"),
        ("E0202", "p/two.duly"),
    ]


def test_a_pack_needs_a_header_and_a_folder_needs_files(tmp_path: Path) -> None:
    assert [d.code for d in read_pack(tmp_path).diagnostics] == ["E0208"]
    _write(tmp_path, only=RULE)
    read = read_pack(tmp_path)
    assert (read.value, [d.code for d in read.diagnostics]) == (None, ["E0201"])


def test_bytes_that_are_no_utf_8_are_one_error_at_their_place(tmp_path: Path) -> None:
    (tmp_path / "pack.duly").write_bytes(HEADER.encode() + b"# caf\xe9\n")
    read = read_pack(tmp_path, shown_as="p")
    assert [(d.code, str(d.span)) for d in read.diagnostics] == [("E0209", "p/pack.duly 2:6")]
    (tmp_path / "pack.duly").write_bytes(b"\xef\xbb\xbf" + HEADER.replace("\n", "\r\n").encode())
    assert read_pack(tmp_path).diagnostics == ()


def test_another_language_is_one_error_whatever_else_stands_there() -> None:
    newer = "pack sample version 0.1.0\n  engine language 2\n  sing a song\nend pack\n"
    read = read_sources([Source("a", RULE), Source("b", newer)])
    assert (read.value, [d.code for d in read.diagnostics]) == (None, ["E0206"])
    assert str(read.diagnostics[0].span) == "b 2:19"


def test_an_empty_range_of_versions() -> None:
    text = "pack p version 1.0.0 requires q version 2.10.0 to before {} end pack"
    assert codes(text.format("2.9.0")) == ["E0207"]
    assert codes(text.format("2.11.0")) == []


def test_vocabulary() -> None:
    found = pack(
        """kind thing "thing"
          fact p: yes/no per version ask "p?" cites LAW art 4 restate every 12 months
          fact custody: one of who per asset
          fact areas: many of who example "Alpha." restate every 2 years explanation "Who they are." ask "Who?"
          fact at_time: instant
          link parts: many thing
          link system: one other
        end kind
        extend kind other fact q: duration end kind
        choice who "who" open is alpha, beta end choice
        choice why "why" is alpha "because of the first", beta, gamma "" end choice
        role keeper of thing, other "keeper" cites LAW art 3
        role officer within us "officer"
        evidence kind filing "filing" with fields who_signed, kept: duration end evidence kind
        evidence kind note "note" end evidence kind
        calendar office "office" closed on 25 December 2026, 2026-12-28
        calendar always "no closed days"
        parameter interval "interval" is 12 months"""
    )
    thing, other = found.kinds
    p, custody, areas, at_time = thing.facts
    assert (p.question, p.per_version, str(p.citation)) == ("p?", True, "LAW art 4")
    assert p.restate is not None
    assert custody.type == FactType(TypeName.ONE_OF, "who")
    assert areas.type == FactType(TypeName.MANY_OF, "who")
    assert (at_time.type, custody.per_version) == (FactType(TypeName.INSTANT), False)
    assert [(x.name, x.target, x.many) for x in thing.links] == [
        ("parts", "thing", True),
        ("system", "other", False),
    ]
    assert (other.extends, other.text, thing.extends) == (True, "", False)
    assert (found.choices[0].members, found.choices[0].is_open) == (("alpha", "beta"), True)
    assert found.choices[0].texts == ()
    assert found.choices[1].members == ("alpha", "beta", "gamma")
    assert [found.choices[1].text_of(m) for m in ("alpha", "beta", "gamma", "delta")] == [
        "because of the first",
        *("", "", ""),
    ]
    assert (areas.question, areas.explanation, areas.example) == ("Who?", "Who they are.", "Alpha.")
    assert (p.explanation, p.example) == ("", "")
    assert (found.roles[0].kinds, str(found.roles[0].citation)) == (("thing", "other"), "LAW art 3")
    assert found.staff_roles[0].text == "officer"
    assert [(f.name, f.type.name) for f in found.evidence_kinds[0].fields] == [
        ("who_signed", TypeName.TEXT),
        ("kept", TypeName.DURATION),
    ]
    assert found.evidence_kinds[1].fields == ()
    assert found.calendars[0].closed == (date(2026, 12, 25), date(2026, 12, 28))
    assert found.calendars[1].closed == ()
    assert str(found.parameters[0].value) == "12 months"


def test_legal_values() -> None:
    found = pack(
        """date start "start" is 1 January 2025 under LAW
          is 1 January 2026 under AMD when reading r is v end date
        period floor "floor" is 6 months under LAW end period
        amount fine "fine" is the higher of (10 million EUR, 2.5 % of holder's turnover),
          but the lower of (10 million EUR, 2 % of holder's turnover) where holder's small is yes
          under LAW is 5 EUR under AMD end amount
        reading r "r" is v "one" is w "two" default w end reading
        group g "g"
        leaves out LAW art 57 because "not for us"
        crosswalk LAW art 3 lies within AMD annex VIII section B point 7"""
    )
    assert [v.under for v in found.dates[0].versions] == ["LAW", "AMD"]
    assert found.dates[0].versions[1].reading == ReadingChoice("r", "v")
    assert str(found.periods[0].versions[0].value) == "6 months"
    first, second = found.amounts[0].versions
    ten = FixedSum(Money(Decimal(10_000_000), "EUR"))
    turnover = FactPath("holder", ("turnover",))
    assert first.sum == BoundOf(Bound.HIGHER, ten, ShareOf(Decimal("2.5"), turnover))
    assert first.cases[0].sum == BoundOf(Bound.LOWER, ten, ShareOf(Decimal(2), turnover))
    assert (second.sum, second.cases) == (FixedSum(Money(Decimal(5), "EUR")), ())
    assert ([v.name for v in found.readings[0].values], found.readings[0].default) == (
        ["v", "w"],
        "w",
    )
    assert found.left_out == (LeftOut(found.left_out[0].citation, "not for us"),)
    (crosswalk,) = found.crosswalks
    assert crosswalk == Crosswalk(crosswalk.first, Overlap.LIES_WITHIN, crosswalk.second)
    assert str(crosswalk.second) == "AMD annex VIII section B point 7"


def test_provisions_that_set_a_value() -> None:
    found = pack(
        """date start "start" cites LAW art 113  subpara 3 cites AMD art 1 is 1 January 2025 under LAW end date
        period floor "floor" cites LAW art 19 is 6 months under LAW end period
        period free "free" is 6 months under LAW end period
        amount fine "fine" cites LAW art 99 par 3 is 5 EUR under LAW end amount
        choice country "country" is japan end choice
        table safe "safe" of country cites LAW art 45 lists japan under LAW end table"""
    )
    values: tuple[LegalValue, ...] = (*found.dates, *found.periods, *found.amounts, *found.tables)
    assert [[str(cited) for cited in value.citations] for value in values] == [
        ["LAW art 113 subpara 3", "AMD art 1"],
        ["LAW art 19"],
        [],
        ["LAW art 99 par 3"],
        ["LAW art 45"],
    ]
    assert [len(found.dates[0].versions), len(found.tables[0].rows)] == [1, 1]
