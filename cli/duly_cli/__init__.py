"""The command line: reads arguments and files, calls the engine, renders what it found.

The only place with a clock (today is the default of both dates), with colour and with exit codes. Must not decide
anything about law: statuses, counts and questions come from the engine as they are.
"""
