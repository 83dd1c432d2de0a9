"""What must be done is a clause: small letter first, no stop at the end.

The text is read after "provider must". A capital or a stop breaks the sentence that reports and the policy book
make of it.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then provider must "Act."
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
from duly_dsl.ir import PackRules
from duly_dsl.lint.finding import duties_and_bans, finding, rewritten

CODE = "L105"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Texts of duties and bans that begin or end like a sentence."""
    for rule, then in duties_and_bans(pack):
        first = then.text[:1].lower() + then.text[1:] if then.text[1:2].islower() else then.text
        text = first.rstrip(".")
        if text != then.text:
            fix = rewritten(then.span, then.text, text, f"write `{text}`")
            yield finding(CODE, "the text does not go on from `must`", rule.id, then.span, fix)
