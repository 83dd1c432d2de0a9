"""The pages of coverage: inert, self-contained, accessible."""

import re
from itertools import pairwise

import pytest

from duly_engine.reports.coverage import law_html, scenarios_html
from reports.test_html import KNOWN, page

from .test_golden import law, reach

PAGES = {
    "law": lambda: law_html([law()], ["failing"], "0.0.0"),
    "scenarios": lambda: scenarios_html(reach()[0], "0.0.0"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_inert_and_can_be_walked_through(name: str) -> None:
    text = PAGES[name]()
    found = page(text)
    assert {tag for tag, _ in found.tags} <= KNOWN
    ids = [a["id"] for _, a in found.tags if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in found.tags:
        assert not [key for key in attributes if key.startswith("on") or key in {"src", "style", "srcset"}]
        wanted = [attributes.get("aria-labelledby"), (attributes.get("href") or "#main").removeprefix("#")]
        assert {w for w in wanted if w} <= set(ids)
    assert not re.search(r"url\(|@import", text)
    assert "default-src 'none'" in text
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(following <= level + 1 for level, following in pairwise(levels))
    tables = [tag for tag, _ in found.tags if tag == "table"]
    assert len(tables) == len([tag for tag, _ in found.tags if tag == "caption"]) > 0
    assert all("scope" in attributes for tag, attributes in found.tags if tag == "th")
