"""A pack has a title.

Reports and the policy book are headed by it.

Bad:

```duly
pack bare version 1.0.0
  law checked to 1 March 2024
end pack
kind thing "thing" end kind
```

Good:

```duly
pack bare version 1.0.0
  title "Bare"
  law checked to 1 March 2024
end pack
kind thing "thing" end kind
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules
from duly_dsl.lint.finding import finding

CODE = "L407"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Headers without one."""
    if not pack.header.title.strip():
        yield finding(CODE, "the pack has no title", pack.name, pack.header.span)
