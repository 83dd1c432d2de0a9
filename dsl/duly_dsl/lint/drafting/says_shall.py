"""A duty says must, and its text does not say shall.

The force of a duty is stated by the language (must, should, must not). A second verb of force in the text makes
readers ask which one counts.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then provider must "ensure that logs shall be kept"
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
  then provider must "see that logs are kept"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
```
"""

import re
from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules
from duly_dsl.lint.finding import finding, texts

CODE = "L106"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Texts with the word."""
    for name, text, span in texts(pack):
        if re.search(r"\bshall\b", text, re.IGNORECASE):
            yield finding(CODE, "the text says `shall`: say plainly what is so", name, span)
