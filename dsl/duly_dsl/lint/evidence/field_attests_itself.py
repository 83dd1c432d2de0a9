"""A record states what was found, not that all is well.

An assertion is not evidence: a field `compliant: yes` proves that somebody wrote it.

Bad:

```duly
evidence kind review "review"
  with fields compliant: yes/no
end evidence kind
```

Good:

```duly
evidence kind review "review"
  with fields open_findings: number, reviewed_by
end evidence kind
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules, TypeName
from duly_dsl.lint.finding import finding

CODE = "L203"

WORDS = frozenset({"compliant", "complies", "complied", "conforms", "conformant", "ok", "lawful", "legal", "approved"})


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Fields to be answered yes or no that are called so."""
    for kind in pack.evidence_kinds:
        for each in kind.fields:
            if each.type.name is TypeName.YES_NO and WORDS & set(each.name.split("_")):
                message = f"`{each.name}` attests instead of stating what was found"
                yield finding(CODE, message, kind.name, each.span)
