"""A fact says what is so, not what is not.

With a negative name, yes means no, and "not ... is no" is near.

Bad:

```duly
extend kind ai_system
  fact no_logs: yes/no
    ask "Does it keep no logs?"
end kind
```

Good:

```duly
extend kind ai_system
  fact keeps_logs: yes/no
    ask "Does it keep logs?"
end kind
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules, TypeName
from duly_dsl.lint.finding import finding

CODE = "L403"

NEGATIVE = ("no", "not", "non", "without", "lacks", "never")


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Yes/no facts whose name begins with a negation."""
    for kind in pack.kinds:
        for fact in kind.facts:
            if fact.type.name is TypeName.YES_NO and fact.name.split("_")[0] in NEGATIVE:
                yield finding(CODE, f"the name `{fact.name}` is a negation", fact.name, fact.span)
