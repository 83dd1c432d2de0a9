"""Checked packs kept as data between runs, so that packs that did not change are not read and checked again.

Knows the IR, its plain form and a folder. Must not keep anything that runs: what is read back is built from declared
types only, and an entry that is damaged, foreign or of another version counts as absent.
"""

from duly_dsl.cache.keeping import kept, key_of
from duly_dsl.cache.store import Store

__all__ = ["Store", "kept", "key_of"]
