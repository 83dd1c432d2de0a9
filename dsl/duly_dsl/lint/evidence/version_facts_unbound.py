"""What rests on facts of a version is proven for that version.

A retrained model is another risk under the same name. If a condition reads facts that lapse with the version,
proof about an earlier one proves nothing.

Bad:

```duly
extend kind ai_system fact retrained: yes/no per version ask "Was it retrained?" end kind
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's retrained is yes
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export fresh for 12 months after collection end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
```

Good:

```duly
extend kind ai_system fact retrained: yes/no per version ask "Was it retrained?" end kind
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's retrained is yes
  then provider must "act"
  if undetermined treat as applicable
  evidence e "log" accept log_export bound to version of system end evidence
  task "Act" owner role officer due 30 days after detection severity low end task
end rule
```
"""

from collections.abc import Iterator

from duly_dsl.check.place import Place, kind_at
from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import FactPath, PackRules, Rule
from duly_dsl.lint.finding import finding
from duly_dsl.nodes import walk

CODE = "L205"


def find(pack: PackRules, corpus: Corpus) -> Iterator[Diagnostic]:
    """Duties on facts per version none of whose evidence is bound to a version or ends with a change."""
    for rule in pack.rules:
        bound = any(each.bound_to or each.fresh_until_change_of for each in rule.evidence)
        if rule.evidence and not bound and (names := sorted(_of_versions(rule, pack, corpus))):
            message = f"`{rule.id}` reads {', '.join(names)} of a version, and its evidence is about no version"
            yield finding(CODE, message, rule.id, rule.evidence[0].span)


def _of_versions(rule: Rule, pack: PackRules, corpus: Corpus) -> Iterator[str]:
    place = Place.of_rule(rule, pack, corpus)
    for node in walk((rule.where, rule.when)):
        if isinstance(node, FactPath) and node.steps:
            view = place.view(kind_at(place, node))
            fact = view.facts.get(node.steps[-1]) if view else None
            if fact is not None and fact.per_version:
                yield fact.name
