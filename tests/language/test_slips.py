"""Which words are taken for slips of listed ones."""

import pytest

from duly_dsl.slips import slip_of

LISTED = ("deployer", "provider", "shared", "a_6_2_8")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("deploeyr", "deployer"),
        ("Deployer", "deployer"),
        ("providers", "provider"),
        ("a_third_party", None),
        ("processor", None),
        ("share", "shared"),
        ("a_6_2_7", None),
        ("a_6_28", None),
    ],
)
def test_a_slip_reads_much_like_a_listed_word_and_has_its_numbers(word: str, meant: str | None) -> None:
    assert slip_of(word, LISTED) == meant
