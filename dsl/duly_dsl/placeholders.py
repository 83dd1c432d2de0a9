"""Placeholders in quoted duty texts: `{log_minimum}`."""

import re

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def placeholders(text: str) -> list[str]:
    """The names in braces, in order."""
    return [name.strip() for name in PLACEHOLDER.findall(text)]
