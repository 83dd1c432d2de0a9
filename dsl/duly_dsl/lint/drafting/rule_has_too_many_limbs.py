"""A rule that nobody can hold in mind is several rules, or a term.

Beyond sixteen tests in one rule, readers, scenarios and sign-off lose hold of it. Name a part of it with a term.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when any of:
    (a) system's high_impact is yes
    (b) system's high_impact is yes
    (c) system's high_impact is yes
    (d) system's high_impact is yes
    (e) system's high_impact is yes
    (f) system's high_impact is yes
    (g) system's high_impact is yes
    (h) system's high_impact is yes
    (i) system's high_impact is yes
    (j) system's high_impact is yes
    (k) system's high_impact is yes
    (l) system's high_impact is yes
    (m) system's high_impact is yes
    (n) system's high_impact is yes
    (o) system's high_impact is yes
    (p) system's high_impact is yes
    (q) system's high_impact is yes
  end
  then provider must "act"
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
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import Comparison, HasTerm, HoldsRole, PackRules, Quantified
from duly_dsl.lint.finding import finding
from duly_dsl.nodes import walk

CODE = "L111"

MOST = 16


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Rules with more tests than that."""
    for rule in pack.rules:
        tests = sum(isinstance(n, Comparison | HasTerm | HoldsRole | Quantified) for n in walk((rule.where, rule.when)))
        if tests > MOST:
            yield finding(CODE, f"`{rule.id}` tests {tests} things at once; {MOST} are plenty", rule.id, rule.span)
