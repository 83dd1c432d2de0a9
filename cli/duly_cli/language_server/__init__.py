"""The language server, `duly lsp`: what an editor asks about rule files.

`workspace` knows what is open and what lies on disk, and makes readings of it; everything else here is functions of a
`Reading`, a pack as it stands in the editor beside the packs that it rests on. They know no protocol: `protocol` does.
"""
