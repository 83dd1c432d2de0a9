"""A kind of evidence states something.

A record without stated fields is a file that exists. Fields are what rules test and what a reviewer looks for.

Bad:

```duly
evidence kind photograph "photograph" end evidence kind
```

Good:

```duly
evidence kind photograph "photograph"
  with fields shows, taken_on: date
end evidence kind
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules
from duly_dsl.lint.finding import finding

CODE = "L202"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Kinds without fields."""
    for kind in pack.evidence_kinds:
        if not kind.fields:
            yield finding(CODE, f"records of `{kind.name}` state nothing", kind.name, kind.span)
