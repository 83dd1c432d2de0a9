"""The HTML report: inert, self-contained, accessible."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

import duly_engine.reports.html as module
from duly_engine.findings import Status
from duly_engine.reports.html import html_report
from duly_engine.reports.words import called

from .conftest import AssessCase

CASES = ("hostile", "house", "nothing")
VOID = frozenset({"meta", "br"})
KNOWN = VOID | {
    *("html", "head", "title", "style", "body", "header", "nav", "main", "footer", "section", "article", "div"),
    *("h1", "h2", "h3", "h4", "p", "strong", "em", "span", "a", "pre", "details", "summary"),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
CSS = Path(module.__file__).parent / "templates" / "style.css"


@dataclass
class Page(HTMLParser):
    """What a reader of the page meets: tags with their attributes, nested as they should be, and text."""

    opened: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.opened and self.opened[-1] != "style":
            self.text.append(data)


def page(text: str) -> Page:
    read = Page()
    read.feed(text)
    read.close()
    assert read.opened == []
    return read


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_inert_and_loads_nothing(case: str, assessed: AssessCase) -> None:
    text = html_report(assessed(case), "0.0.0")
    found = page(text)
    assert {tag for tag, _ in found.tags} <= KNOWN
    for _, attributes in found.tags:
        assert not [name for name in attributes if name.startswith("on") or name in {"src", "style", "srcset"}]
        assert (attributes.get("href") or "#").startswith("#")
    assert not re.search(r"url\(|@import", text)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "default-src 'none'" in text


@pytest.mark.parametrize("case", CASES)
def test_a_page_can_be_walked_through(case: str, assessed: AssessCase) -> None:
    found = page(html_report(assessed(case), "0.0.0"))
    ids = [a["id"] for _, a in found.tags if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in found.tags:
        wanted = [attributes.get("aria-labelledby"), (attributes.get("href") or "").removeprefix("#")]
        assert {w for w in wanted if w} <= set(ids)
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    names = [tag for tag, _ in found.tags]
    for landmark in ("header", "nav", "main", "footer"):
        assert names.count(landmark) == 1
    assert names.count("table") == names.count("caption") == names.count("tbody")
    assert all(a.get("scope") in {"row", "col"} for tag, a in found.tags if tag == "th")
    assert names.count("details") == names.count("summary")
    assert dict(found.tags)["html"]["lang"] == "en"


def test_foreign_text_is_shown_as_it_is(assessed: AssessCase) -> None:
    shown = "".join(page(html_report(assessed("hostile"), "0.0.0")).text)
    for text in (
        "<script>alert('us')</script>\ufffd[2J",
        '"><img src=x onerror=alert(1)>',
        "{{ 1 + 1 }}",
        "{% raw %}",
        "<script>alert('asked')</script>",
        "<keeper>",
    ):
        assert text in shown


def test_each_finding_has_its_explanation_and_is_linked(assessed: AssessCase) -> None:
    assessment = assessed("house")
    text = html_report(assessment, "0.0.0")
    shown = {Status.BREACH, Status.CONFLICT, Status.GAP, Status.DUE}
    told = [o for o in assessment.ours() if o.effective in shown]
    assert len(re.findall(r'<div class="finding" id="finding-\d+">', text)) == len(told)
    assert len(re.findall(r'<a href="#finding-\d+">', text)) == len(told)
    for each in told:
        assert f'Explanation<span class="hidden"> of {each.rule} for {called(each.about, assessment)}</span>' in text


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_promised(case: str, assessed: AssessCase) -> None:
    said = " ".join("".join(page(html_report(assessed(case), "0.0.0")).text).split())
    assert "complian" not in said.lower()
    assert not re.search(r"\d\s*%(?! raw)", said)
    assert "what evidence supports" in said
    assert "not legal advice" in said
    if case == "nothing":
        assert "not evaluated" in said


def _palettes() -> list[dict[str, str]]:
    """The colours of light, dark and paper."""
    rooms = re.findall(r":root \{(.*?)\}", CSS.read_text(encoding="utf-8"), re.DOTALL)
    return [dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", room)) for room in rooms]


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_stands_out_from_its_ground_in_light_dark_and_print() -> None:
    palettes = _palettes()
    assert len(palettes) == 3
    for palette in palettes:
        for ground in ("page", "card"):
            for ink in palette.keys() - {"page", "card", "line"}:
                high, low = sorted((_luminance(palette[ink]), _luminance(palette[ground])), reverse=True)
                assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, ground)


def test_every_status_has_a_look_or_the_plain_one() -> None:
    css = CSS.read_text(encoding="utf-8")
    plain = {Status.ENDED, Status.NOT_APPLICABLE, Status.NOT_OURS, Status.NOT_LAW_YET}
    for status in set(Status) - plain:
        assert f".s-{status.replace(' ', '-')}" in css
