"""This pack's place in the world: where its rules lie. Data only; see the rule files beside this one."""

from pathlib import Path

from duly_engine.packs import Pack, hookimpl


@hookimpl
def duly_pack() -> Pack:
    """Name, version and language from the header of `pack.duly`."""
    return Pack.in_folder(Path(__file__).parent)
