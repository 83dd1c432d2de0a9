"""Colours for rule files wherever Pygments draws them: documents, terminals, reviews."""

from typing import ClassVar

from pygments.lexer import RegexLexer, bygroups, words
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, Punctuation, String, Text, Whitespace

from duly_dsl.phrase import MONTHS
from duly_dsl.reserved import RESERVED

DECLARING = (
    *("pack", "group", "kind", "fact", "link", "choice", "role", "evidence kind", "evidence", "calendar"),
    *(
        "parameter",
        "date",
        "period",
        "amount",
        "table",
        "reading",
        "term",
        "classification",
        "rule",
        "source",
        "amendment",
    ),
    "proposal",
)
CONSTANTS = ("yes", "no", "none", "unknown")
FORCES = ("must", "should", "not", "and", "or")
GIVEN = ("holder", "roles")
_ENDS = r"(?![\w-])"
_MONTH = "|".join(MONTHS)
_NAME = r"([a-z][a-z0-9_]*|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*(?:-[A-Za-z0-9]+)*)"
_PLACES = "art|recital|annex|clause|control|section|chapter|par|subpara|point|sentence"


class DulyLexer(RegexLexer):  # type: ignore[misc] # pygments says no types
    """The language of Duly's packs."""

    name = "Duly"
    aliases: ClassVar = ["duly"]
    filenames: ClassVar = ["*.duly"]
    mimetypes: ClassVar = ["text/x-duly"]
    url = "https://pypi.org/project/duly/"

    tokens: ClassVar = {
        "root": [
            (r"\s+", Whitespace),
            (r"#[^\n]*", Comment.Single),
            (r'"', String, "text"),
            (rf"yes/no{_ENDS}", Keyword.Type),
            (
                rf"({'|'.join(DECLARING)})(\s+){_NAME}{_ENDS}(?=\s*[\":]|\s+(?:version|of|within)\b)",
                bygroups(Keyword.Declaration, Whitespace, Name.Class),
            ),
            (rf"\d{{1,2}}\s+(?:{_MONTH})\s+\d{{4}}(?:\s+at\s+\d{{2}}:\d{{2}}\s+UTC)?{_ENDS}", Literal.Date),
            (rf"\d{{4}}-\d{{2}}-\d{{2}}{_ENDS}", Literal.Date),
            (rf"(?:{_PLACES})\.? +[A-Z0-9(][A-Za-z0-9():\-]*(?:\.[A-Za-z0-9():\-]+)*", Name.Attribute),
            (rf"\d+(?:\.\d+)?(?: (?:thousand|million|billion))? [A-Z]{{3}}{_ENDS}", Number),
            (r"\d+(?:\.\d+)*(?:\^\d+)?", Number),
            (r"\([a-z0-9]{1,5}\)", Name.Label),
            (r"<[a-z][a-z0-9_]*>", Name.Variable),
            (rf"[A-Z][A-Z0-9]*(?:-[A-Za-z0-9]+)+{_ENDS}", Name.Function),
            (rf"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*{_ENDS}", Name.Constant),
            (words(CONSTANTS, suffix=_ENDS), Keyword.Constant),
            (words(FORCES, suffix=_ENDS), Operator.Word),
            (words(sorted(RESERVED - {*CONSTANTS, *FORCES, *GIVEN}), suffix=_ENDS), Keyword),
            (words(GIVEN, suffix=_ENDS), Name.Builtin),
            (r"['\u2019]s\b", Punctuation),
            (r"[a-z][a-z0-9_]*", Name),
            (r"[{}():,%]", Punctuation),
            (r".", Text),
        ],
        "text": [
            (r"\{[^{}\"\n]*\}", String.Interpol),
            (r'"', String, "#pop"),
            (r"\n", Whitespace, "#pop"),
            (r"[^\"{\n]+|\{", String),
        ],
    }
