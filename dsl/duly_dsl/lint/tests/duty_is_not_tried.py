"""Every duty has scenarios where it is met, a gap, not applicable and undetermined.

A rule is understood when its edges are: what satisfies it, what does not, whom it does not concern, and what
nobody has said.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
scenario "no log"
  as of 1 March 2026
  given x is an ai_system with high_impact: yes  roles: { provider } end
  expect LAW-9 is a gap for x
end scenario
```

Good:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
scenario "no log"
  as of 1 March 2026
  given x is an ai_system with high_impact: yes  roles: { provider } end
  expect LAW-9 is a gap for x
end scenario
scenario "without impact"
  as of 1 March 2026
  given x is an ai_system with high_impact: no  roles: { provider } end
  expect LAW-9 is not applicable for x
end scenario
scenario "nobody said"
  as of 1 March 2026
  given x is an ai_system with high_impact: unknown  roles: { provider } end
  expect LAW-9 is undetermined for x
end scenario
scenario "a log"
  as of 1 March 2026
  given x is an ai_system with high_impact: yes  roles: { provider } end
  given evidence log_export for x collected on 1 February 2026 complete
  expect LAW-9 is met for x
end scenario
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import Obliges, PackRules
from duly_dsl.lint.finding import finding
from duly_dsl.lint.tried import expected, once

CODE = "L501"

WANTED = (
    ("met", {"met", "excused"}),
    ("a gap", {"gap"}),
    ("not applicable", {"not applicable", "set aside", "not yet applicable", "ended", "not ours"}),
    ("undetermined", {"undetermined"}),
)


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Duties that no scenario shows in one of these states."""
    seen = expected(pack)
    for rule in once(r for r in pack.rules if isinstance(r.then, Obliges) and r.evidence):
        lacking = [name for name, statuses in WANTED if not statuses & seen.get(rule.id, set())]
        if lacking:
            message = f"no scenario shows `{rule.id}` as {', '.join(lacking)}"
            yield finding(CODE, message, rule.id, rule.span)
