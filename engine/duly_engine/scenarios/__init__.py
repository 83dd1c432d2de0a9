"""Running the scenarios of packs: facts given, statuses expected, and what came out instead.

Knows how a scenario becomes an inventory and how each expectation is held against an evaluation. Knows no files and no
terminal: failures are data.
"""

from duly_engine.scenarios.run import Failure, Outcome, run, run_all

__all__ = ["Failure", "Outcome", "run", "run_all"]
