"""A day does not lie before the instrument that sets it.

A start before publication is possible and rare; mostly it is a slip of a year, or the wrong instrument.

Bad:

```duly
date act_start "start of the act" is 1 January 2020 under LAW end date
```

Good:

```duly
date act_start "start of the act" is 1 January 2026 under LAW end date
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules
from duly_dsl.lint.finding import finding

CODE = "L303"


def find(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Versions of dates that lie before the publication of their instrument."""
    for dated in pack.dates:
        for version in dated.versions:
            instrument = corpus.instrument(pack.name, version.under)
            if instrument is not None and version.value < instrument.published:
                message = f"`{dated.name}` lies before `{instrument.name}` was published"
                yield finding(CODE, message, dated.name, version.span)
