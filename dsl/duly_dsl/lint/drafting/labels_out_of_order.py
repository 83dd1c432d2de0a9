"""Labels of limbs follow each other.

Labels are cited. (a), (c), (b) sends the reader looking for a limb that stands elsewhere or was lost.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when all of:
    (b) system's high_impact is yes
    (a) system's areas is not none
  end
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
```

Good:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when all of:
    (a) system's high_impact is yes
    (b) system's areas is not none
  end
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import Block, PackRules
from duly_dsl.lint.finding import finding
from duly_dsl.nodes import walk

CODE = "L109"

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Blocks whose labels are letters or Roman numbers that fall."""
    for rule in pack.rules:
        for node in walk((rule.where, rule.when)):
            if isinstance(node, Block) and not _rises([limb.label for limb in node.limbs]):
                yield finding(CODE, "the labels of the limbs are out of order", rule.id, node.span)


def _rises(labels: list[str]) -> bool:
    if all(label in ROMAN for label in labels):
        numbers = [ROMAN.index(label) for label in labels]
        if numbers == sorted(numbers):
            return True
    return any(len(label) != 1 for label in labels) or labels == sorted(labels)
