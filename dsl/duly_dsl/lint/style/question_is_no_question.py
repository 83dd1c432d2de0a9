"""A question ends with a question mark.

Owners read it as it stands.

Bad:

```duly
extend kind ai_system
  fact loud: yes/no
    ask "Is the system loud"
end kind
```

Good:

```duly
extend kind ai_system
  fact loud: yes/no
    ask "Is the system loud?"
end kind
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules
from duly_dsl.lint.finding import finding, questions, rewritten

CODE = "L401"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Questions without a mark."""
    for name, question, span in questions(pack):
        if "?" not in question:
            text = question.rstrip(".") + "?"
            fix = rewritten(span, question, text, f"write `{text}`")
            yield finding(CODE, f"the question of `{name}` has no question mark", name, span, fix)
