"""Foreign text that cannot move a cursor, reorder a line or hide anything, wherever it is shown."""

import unicodedata

SHOWN_AS = "\ufffd"
_SPACES = str.maketrans({"\r": " ", "\n": " ", "\t": " ", "\u2028": " ", "\u2029": " "})
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
# Joiners have no direction and are letters' business in Persian, Hindi and others.
_JOINERS = frozenset("\u200c\u200d")


def inert(text: str) -> str:
    """The text on one line, with what is not to be seen shown as a replacement character."""
    if text.isascii() and text.isprintable():
        return text
    flat = text.replace("\r\n", " ").translate(_SPACES)
    return "".join(SHOWN_AS if unicodedata.category(c) in _UNSEEN and c not in _JOINERS else c for c in flat)
