"""A fact is a part of the test, not its result.

Whether a system is high-risk is what rules conclude. An owner who is asked for the conclusion decides the law
without its conditions.

Bad:

```duly
extend kind ai_system
  fact is_high_risk: yes/no
    ask "Is the system high-risk?"
end kind
```

Good:

```duly
extend kind ai_system
  fact decides_on_loans: yes/no
    ask "Does the system decide who gets a loan?"
end kind
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules
from duly_dsl.lint.finding import finding

CODE = "L112"


def find(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Facts that are called like a term of the same kind."""
    terms = {(term.kind, term.name): term for term in corpus.terms.values()}
    for kind in pack.kinds:
        for fact in kind.facts:
            term = terms.get((kind.name, fact.name.removeprefix("is_")))
            if term is not None:
                message = f"the fact `{fact.name}` asks for what the term `{term.name}` concludes"
                yield finding(CODE, message, fact.name, fact.span)
