"""`us` is an organisation, whatever the packs declare."""

from duly_dsl.corpus import Corpus
from duly_dsl.source import Source
from duly_engine import manifest_from_text


def test_we_are_an_organisation_where_no_pack_says_what_that_is() -> None:
    read = manifest_from_text(Source("duly.yaml", "duly: 1\nus: {name: Acme}\n"), None, Corpus(()))
    assert read.value is not None
    assert read.value.subjects["us"].kind == "organisation"
