"""The reference evaluator: docs/semantics.md to the letter, for one inventory.

Works on the checked rules and an inventory, both frozen. Must not know text, files, formats or reports. Everything is
a function of law, inventory and moment; what is computed is kept with what it read (decision 002).
"""
