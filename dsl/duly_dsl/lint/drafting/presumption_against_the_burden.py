"""Whoever relies on an exception shows it.

A duty, and what takes an exception away, counts where it cannot be determined; an exception does not. A rule that
presumes otherwise needs a reason: exempt it with one.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then LAW-1 is set aside
  if undetermined treat as applicable
end rule
```

Good:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then LAW-1 is set aside
  if undetermined treat as not applicable
end rule
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.edges import targets
from duly_dsl.ir import Forbids, Force, Obliges, PackRules, Presumption, Rule, SetsAside
from duly_dsl.lint.finding import finding

CODE = "L108"


def find(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Binding duties presumed away, and exceptions of duties and bans presumed to hold."""
    for rule in pack.rules:
        usual = _usual(rule, corpus)
        if usual is not None and rule.presumption not in {None, usual}:
            message = f"`{rule.id}` is treated as {rule.presumption} where it cannot be determined; usual is {usual}"
            yield finding(CODE, message, rule.id, rule.span)


def _usual(rule: Rule, corpus: Corpus) -> Presumption | None:
    if isinstance(rule.then, Obliges) and rule.then.force is Force.MUST:
        return Presumption.APPLICABLE
    defeated = [version for name in targets(rule, corpus) for version in corpus.rules[name]]
    if isinstance(rule.then, SetsAside) and defeated and all(isinstance(r.then, Obliges | Forbids) for r in defeated):
        return Presumption.NOT_APPLICABLE
    return None
