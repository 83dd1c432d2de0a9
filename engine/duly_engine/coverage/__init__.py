"""What the scenarios of a pack reach of its rules, and what its rules reach of the law.

Knows rules, evaluations and lists of provisions. Must not know files, formats or reports. A scenario reaches something
when its evaluation gives that value, whatever the scenario expects.
"""
