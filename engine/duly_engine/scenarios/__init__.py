"""Running the scenarios of packs: facts given, statuses expected, and what came out instead.

Knows how a scenario becomes an inventory and how each expectation is held against an evaluation. Knows no files and no
terminal: failures are data.
"""

from duly_engine.scenarios.changes import Change
from duly_engine.scenarios.examine import Examined, as_written, examine, would_be
from duly_engine.scenarios.run import Failure, Outcome, Structures, hold, run, run_all

__all__ = [
    "Change",
    "Examined",
    "Failure",
    "Outcome",
    "Structures",
    "as_written",
    "examine",
    "hold",
    "run",
    "run_all",
    "would_be",
]
