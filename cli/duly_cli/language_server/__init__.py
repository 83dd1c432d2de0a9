"""The language server, `duly lsp`: what an editor asks about rule files.

`server` speaks the protocol, and it alone; `workspace` knows what is open and what lies on disk. Everything else is
functions of a `Reading`, a pack as it stands in the editor beside the packs that it rests on.
"""
