"""What is known of the world: inventories, and the manifest that states one in a file.

Knows the vocabulary of the loaded packs. Must not know rules, statuses or reports. A manifest is read by a validator
that the vocabulary drives, over nodes that keep their places: every fault is a diagnostic with file, line and column.
"""

from duly_engine.facts.entries import Vocabulary
from duly_engine.facts.inventory import Inventory
from duly_engine.facts.manifest import manifest_from_text, read_manifest

__all__ = ["Inventory", "Vocabulary", "manifest_from_text", "read_manifest"]
