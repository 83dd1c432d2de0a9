"""The numbers of an id are those of the citation.

Ids are public: in manifests, waivers and reports they are the only thing that is shown. Who reads AIA-26-6 looks
up Art. 26(6).

Bad:

```duly
rule LAW-7-2 "the duty"
  cites LAW art 9 par 2
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
rule LAW-9-2 "the duty"
  cites LAW art 9 par 2
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

CODE = "L104"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Ids whose first number no citation has."""
    for rule in pack.rules:
        first = re.search(r"\d+", rule.id)
        cited = {n for c in rule.citations for n in re.findall(r"\d+", c.provision)}
        if first is not None and cited and first[0] not in cited:
            message = f"`{rule.id}` has the number {first[0]}, which its citation {rule.citations[0]} has not"
            yield finding(CODE, message, rule.id, rule.span)
