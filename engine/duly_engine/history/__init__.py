"""States of packs: the one installed, the one in a folder, the one of a git revision, each beside what it requires.

Knows files and git. Must not know what a difference means: that is the language's (`duly_dsl.diff`).
"""

from duly_engine.history.states import State, state

__all__ = ["State", "state"]
