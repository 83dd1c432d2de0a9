"""Words that no declared name may be.

They are the keywords of the grammar, and `holder` and `roles`, which the language gives a meaning
where a name stands. A keyword beats a name wherever both may stand, so a choice member called
`none` would silently read as something else.
"""

_WORDS = """
a accept accepted after all allowed amendment among amount an and any anyone applicable applies
are as aside ask assessed assessment asset at be because before bound breach but by calendar
change checked choice cites claimed classification closed collected collection complete conflict contains
critical crosswalk date day days default detection does due duration each earlier end ended
enforcement engine every evidence example except excused expect expired expiry explanation extend
fact fields for force formerly fresh from gap given group high higher holder hour hours if in includes
incomplete inserted instant interpretation intersects inventory is judged kind known language
late later law least leaves less lies link lists low lower many means medium met missing month
months more most must no none not notwithstanding number observed of on one only open operate
operates optional or otherwise ours out owner pack parameter part penalty per period prevail prevails
proposal proven provisionally published question reached reading relies repealed replaced
requires restate role roles row rule satisfies scenario set severity should since some source stale
statement stating stayed table task term text than the then through title to treat under
undetermined unknown until up us version waived waiver was week weeks when where whether will
with within working wrong year years yes yet
"""

RESERVED: frozenset[str] = frozenset(_WORDS.split())
