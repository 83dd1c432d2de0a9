"""Texts are in British spelling.

The laws of the European Union are; one spelling throughout makes texts findable.

Bad:

```duly
rule LAW-9 "the duty"
  cites LAW art 9
  for each ai_system as system
  when system's high_impact is yes
  then provider must "authorize the organization"
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
  then provider must "authorise the organisation"
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
from duly_dsl.lint.finding import finding, rewritten, texts

CODE = "L406"

STEMS = {
    "organiz": "organis",
    "authoriz": "authoris",
    "recogniz": "recognis",
    "minimiz": "minimis",
    "categoriz": "categoris",
    "behavior": "behaviour",
    "labeled": "labelled",
    "license ": "licence ",
    "artifact": "artefact",
}
_AMERICAN = re.compile("|".join(STEMS), re.IGNORECASE)


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Texts with a word in another spelling."""
    for name, text, span in texts(pack):
        british = _AMERICAN.sub(_british, text)
        if british != text:
            fix = rewritten(span, text, british, f"write `{british}`")
            yield finding(CODE, "the text has American spelling", name, span, fix)


def _british(found: re.Match[str]) -> str:
    word = STEMS[found[0].lower()]
    return word.capitalize() if found[0][0].isupper() else word
