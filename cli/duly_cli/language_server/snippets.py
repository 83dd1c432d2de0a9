"""Whole blocks to fill in, where such a block may stand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Snippet:
    """What is offered under a word: a line about it, and the text with its places to fill in."""

    word: str
    about: str
    text: str


_ITEMS = (
    Snippet(
        "rule",
        "a duty with its evidence and task",
        """rule ${1:LAW-1} "${2:title}"
  cites ${3:LAW} ${4:art 1}
  for each ${5:ai_system} as ${6:system}
  when ${7:condition}
  then ${8:provider} must "${9:what has to be done}"
  if undetermined treat as ${10|applicable,not applicable|}
  evidence ${11:proof} "${12:what proves it}"
    accept ${13:kind}
  end evidence
  task "${14:what to do about a gap}"
    owner role ${15:compliance_officer}
    due ${16:30} days after detection
    severity ${17|low,medium,high,critical|}
  end task
end rule
""",
    ),
    Snippet(
        "scenario",
        "a test: facts given, answers expected",
        """scenario "${1:what is tried}"
  law as known on ${2:23 November 2026}
  as of ${3:1 March 2028}
  given ${4:subject} is an ${5:ai_system} with
    roles: { ${6:provider} }
    ${7:fact}: ${8:yes}
  end
  expect ${9:LAW-1} is ${10:a gap} for ${4:subject}
end scenario
""",
    ),
    Snippet(
        "term",
        "a term of law that rules conclude",
        """term ${1:name} of ${2:ai_system} "${3:text}"
  cites ${4:LAW} ${5:art 1}
  default no
end term
""",
    ),
    Snippet(
        "classification",
        "the classes of a kind, each a term",
        """classification ${1:name} of ${2:ai_system} "${3:text}"
  cites ${4:LAW} ${5:art 1}
  is ${6:term}
  otherwise ${7:minimal} "${8:no class of its own}"
end classification
""",
    ),
    Snippet(
        "evidence kind",
        "a sort of record with its fields",
        """evidence kind ${1:name} "${2:text}"
  with fields ${3:field}
end evidence kind
""",
    ),
    Snippet(
        "date",
        "a day that law sets",
        """date ${1:name} "${2:text}"
  is ${3:2 December 2027} under ${4:LAW}
end date
""",
    ),
    Snippet(
        "table",
        "the members of a choice that law lists",
        """table ${1:name} "${2:text}" of ${3:choice}
  lists ${4:member} under ${5:LAW}
end table
""",
    ),
)
_BLOCKS = (
    Snippet(
        "evidence",
        "what proves that the duty is met",
        """evidence ${1:name} "${2:text}"
  accept ${3:kind}
  fresh for ${4:12} months after collection
end evidence
""",
    ),
    Snippet(
        "task",
        "the remedy of a gap",
        """task "${1:what to do}"
  owner role ${2:compliance_officer}
  due ${3:30} days after detection
  severity ${4|low,medium,high,critical|}
end task
""",
    ),
)
_CONDITIONS = tuple(
    Snippet(
        f"{words} of",
        f"a block of limbs: {meaning}",
        f"{words} of:\n  (a) ${{1:condition}}\n  (b) ${{2:condition}}\nend",
    )
    for words, meaning in (("all", "every one holds"), ("any", "one holds"), ("none", "no one holds"))
)


def snippets(terminals: frozenset[str]) -> tuple[Snippet, ...]:
    """The blocks that may stand where these terminals may."""
    if {"RULE", "SCENARIO"} <= terminals:
        return _ITEMS
    if {"TASK", "THEN"} <= terminals:
        return _BLOCKS
    return _CONDITIONS if {"SOME", "ALL", "ANY"} <= terminals else ()
