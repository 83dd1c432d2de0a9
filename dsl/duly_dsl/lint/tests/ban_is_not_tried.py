"""Every ban has scenarios where it is breached and where it is observed.

Those are its two edges; a ban that only ever comes out one way has not been tried.

Bad:

```duly
rule LAW-9 "a ban"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then anyone must not "use it"
end rule
```

Good:

```duly
rule LAW-9 "a ban"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then anyone must not "use it"
end rule
scenario "impact"
  as of 1 March 2026
  given x is an ai_system with high_impact: yes end
  expect LAW-9 is a breach for x
end scenario
scenario "no impact"
  as of 1 March 2026
  given x is an ai_system with high_impact: no end
  expect LAW-9 is observed for x
end scenario
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import Forbids, PackRules
from duly_dsl.lint.finding import finding
from duly_dsl.lint.tried import expected, once

CODE = "L502"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Bans that no scenario shows so."""
    seen = expected(pack)
    for rule in once(r for r in pack.rules if isinstance(r.then, Forbids)):
        lacking = [status for status in ("breach", "observed") if status not in seen.get(rule.id, set())]
        if lacking:
            yield finding(CODE, f"no scenario shows `{rule.id}` as {' or as '.join(lacking)}", rule.id, rule.span)
