"""An interpretation is two or three sentences.

It stands in reports beside the status. Longer reasoning belongs to the notes of the pack, and an open question is
a reading.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then provider must "act"
  if undetermined treat as applicable
  interpretation "One could read it so. One could read it so. One could read it so. One could read it so. One could read it so. One could read it so. One could read it so. One could read it so. One could read it so. One could read it so. One could read it so. One could read it so. One could read it so. One could read it so. One could read it so. One could read it so. One could read it so. One could read it so. One could read it so. One could read it so. One could read it so. One could read it so. "
end rule
```

Good:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then provider must "act"
  if undetermined treat as applicable
  interpretation "A log is what the system writes by itself."
end rule
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules
from duly_dsl.lint.finding import finding

CODE = "L113"

MOST = 400


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Interpretations over four hundred characters."""
    for rule in pack.rules:
        for text in rule.interpretations:
            if len(text) > MOST:
                message = f"an interpretation of {len(text)} characters; {MOST} are enough beside a status"
                yield finding(CODE, message, rule.id, rule.span)
