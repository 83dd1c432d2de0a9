"""A title says what the rule does, not where it stands.

The citation is shown beside the title everywhere. A title that repeats it leaves no room for what the provision
says.

Bad:

```duly
rule LAW-9 "Art. 9: logging"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
```

Good:

```duly
rule LAW-9 "Providers keep logs"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then provider must "act"
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
from duly_dsl.lint.finding import finding

CODE = "L102"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Titles that begin with a citation or with the rule's own id."""
    for rule in pack.rules:
        if _CITES.match(rule.title) or rule.title.startswith(rule.id):
            yield finding(CODE, "the title repeats the citation", rule.id, rule.span)


_CITES = re.compile(r"(art(icle|\.)?|recital|annex|clause|section|control) ?\d", re.IGNORECASE)
