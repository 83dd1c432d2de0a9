"""A pack says to which day its authors read the law.

Without `law checked to` nobody can tell whether silence about an amendment is a finding or an oversight.

Bad:

```duly
pack bare version 1.0.0
  source LAW "the act" published 1 January 2024 in force from 1 February 2024
end pack
kind ai_system "AI system" fact loud: yes/no end kind
term noisy of ai_system "noisy" default no end term
rule LAW-9 "Loud is noisy"
  cites LAW art 9
  for each ai_system as system
  when system's loud is yes
  then system is noisy
end rule
```

Good:

```duly
pack bare version 1.0.0
  source LAW "the act" published 1 January 2024 in force from 1 February 2024
  law checked to 1 March 2024
end pack
kind ai_system "AI system" fact loud: yes/no end kind
term noisy of ai_system "noisy" default no end term
rule LAW-9 "Loud is noisy"
  cites LAW art 9
  for each ai_system as system
  when system's loud is yes
  then system is noisy
end rule
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules
from duly_dsl.lint.finding import finding

CODE = "L302"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Headers of packs with rules that do not say so."""
    if pack.rules and pack.header.law_checked_to is None:
        yield finding(CODE, "the pack does not say to which day the law was checked", pack.name, pack.header.span)
