"""The formatter: one layout for rule files, so that nobody argues about it and reviews show changes of meaning.

Knows trees and comments, and nothing of what rules mean. A text is cut into `words` with what stands around them;
`phrases`, `columns` and `items` make a `page` of them, which says where lines may end; `printing` ends them. Every
word and every comment is printed once and in its order: the text that comes out is read as what went in.
"""

from lark.exceptions import UnexpectedToken

from duly_dsl.diagnostics import Result
from duly_dsl.format.items import ITEMS
from duly_dsl.format.phrases import PHRASES, Setting
from duly_dsl.format.printing import printed
from duly_dsl.format.words import Words, whole_tree
from duly_dsl.grammar import NONE_TABLED
from duly_dsl.parse import parse
from duly_dsl.source import Source
from duly_dsl.syntax_errors import describe, odd_character

__all__ = ["format_text"]


def format_text(source: Source) -> Result[str]:
    """The text in its canonical layout; a text that cannot be read comes back as it is, with what is wrong.

    The tables that scenarios are read from do not matter: a layout is the same whatever stands in them.
    """
    odd = odd_character(source)
    if odd is not None:
        return Result(source.text, (odd,))
    try:
        tree = whole_tree(source)
    except UnexpectedToken as unexpected:
        elsewhere = [d for d in parse(source).diagnostics if not d.code.startswith("E08")]
        return Result(source.text, tuple(elsewhere) or (describe(source, unexpected, 0, NONE_TABLED),))
    setting = Setting(Words(source.text, tree), {**PHRASES, **ITEMS})
    return Result(printed(setting(tree)))
