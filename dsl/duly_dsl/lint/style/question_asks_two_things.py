"""A question asks one thing.

Whoever may answer yes to one half and no to the other answers wrongly or not at all.

Bad:

```duly
extend kind ai_system
  fact loud: yes/no
    ask "Is it loud? Does it smell?"
end kind
```

Good:

```duly
extend kind ai_system
  fact loud: yes/no
    ask "Is it loud?"
end kind
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules
from duly_dsl.lint.finding import finding, questions

CODE = "L402"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Questions with two marks, or with and/or."""
    for name, question, span in questions(pack):
        if question.count("?") > 1 or "and/or" in question:
            yield finding(CODE, f"the question of `{name}` asks two things at once", name, span)
