"""Uses in a rule over versions lead to what is declared: the facts and the kind of the asset."""

from duly_dsl.corpus import Corpus
from duly_dsl.meaning import Meanings
from duly_dsl.read import read_text
from duly_dsl.source import Source
from duly_dsl.uses import Reference, Sort, uses_of

PACK = """
pack house version 1.0.0
  source HOUSE "House rules" published 1 March 2026 in force from 1 April 2026
end pack
kind ai_system "AI system" fact accuracy: number per version fact on_line: yes/no end kind
role provider of ai_system "provider"
rule HOUSE-1 "Each version is tested"
  cites HOUSE section 1
  for each version of ai_system as system
  when version's accuracy is less than 0.9 and version's asset's on_line is yes
  then provider must "test it"
end rule
"""


def test_what_a_rule_over_versions_refers_to() -> None:
    pack = read_text(Source("pack.duly", PACK)).value
    assert pack is not None
    corpus = Corpus((pack,))
    found = {use.of for use in uses_of(pack.rules[0], pack, corpus)}
    assert found == {
        Reference(Sort.KIND, "ai_system"),
        Reference(Sort.FACT, "accuracy", "ai_system"),
        Reference(Sort.FACT, "on_line", "ai_system"),
        Reference(Sort.ROLE, "provider"),
        Reference(Sort.INSTRUMENT, "HOUSE", "house"),
    }
    assert "fact accuracy of ai_system" in Meanings(corpus).of("HOUSE-1").parts
