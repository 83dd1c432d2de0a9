"""Files of other tools, read into subjects with facts: what was said, by which file, at which place in it.

Knows the formats. Must not know rules, the record or the command line. Takes over only what a file states in a field
that says exactly that; infers no purpose and no category. What a file asserts of itself is a fact with an origin,
never evidence.
"""

from duly_engine.connectors.document import UnreadableFileError
from duly_engine.connectors.found import Found, together
from duly_engine.connectors.read import read_file

__all__ = ["Found", "UnreadableFileError", "read_file", "together"]
