"""A new pack, whole and small: `template/` is a pack that works, and writing one puts other names into it."""

from duly_cli.new_pack.names import NewPack, better_name, is_title, title_of, why_not
from duly_cli.new_pack.write import write_distribution, write_pack

__all__ = ["NewPack", "better_name", "is_title", "title_of", "why_not", "write_distribution", "write_pack"]
