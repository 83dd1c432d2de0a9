"""Texts have single spaces, and none at the ends.

Double spaces come from pasting; they stay in every report.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then provider must "act  at once "
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
  when system's high_impact is yes
  then provider must "act at once"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules
from duly_dsl.lint.finding import finding, rewritten, texts

CODE = "L405"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Texts with others."""
    for name, text, span in texts(pack):
        tidy = " ".join(text.split())
        if tidy != text:
            yield finding(
                CODE, "the text has spaces too many", name, span, rewritten(span, text, tidy, "take them out")
            )
