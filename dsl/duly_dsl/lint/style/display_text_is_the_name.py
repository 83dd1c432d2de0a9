"""A display text is for readers.

Where the text repeats the identifier, reports show underscores to lawyers.

Bad:

```duly
choice loud_thing "loud_thing" is horn, bell end choice
```

Good:

```duly
choice loud_thing "thing that makes noise" is horn, bell end choice
```
"""

from collections.abc import Iterator

from duly_dsl.corpus import Corpus
from duly_dsl.diagnostics import Diagnostic
from duly_dsl.ir import PackRules
from duly_dsl.lint.finding import display_texts, finding

CODE = "L404"


def find(pack: PackRules, _corpus: Corpus) -> Iterator[Diagnostic]:
    """Texts that are empty or the identifier itself."""
    for name, text, span in display_texts(pack):
        if not text.strip() or (text == name and "_" in name):
            yield finding(CODE, f"`{name}` has no text that people can read", name, span)
