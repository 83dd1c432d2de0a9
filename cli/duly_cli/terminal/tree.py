"""An explanation as a tree."""

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from duly_cli.terminal.console import printed, styled
from duly_engine.explain import Explanation

VALUES = {"yes": "green", "operates": "green", "proven": "green", "unknown": "yellow", "undetermined": "yellow"}


def tree_text(explanation: Explanation, console: Console) -> str:
    """The whole tree."""
    tree = Tree(_label(explanation), guide_style="dim")
    _grow(tree, explanation)
    console.print(tree)
    return printed(console)


def _grow(tree: Tree, explanation: Explanation) -> None:
    for note in explanation.notes:
        tree.add(styled(note, "italic dim"))
    for child in explanation.children:
        _grow(tree.add(_label(child)), child)


def _label(explanation: Explanation) -> Text:
    label = styled(explanation.text)
    if explanation.value:
        label.append_text(styled(f"  {explanation.value}", VALUES.get(explanation.value, "bold")))
    if explanation.citation:
        label.append_text(styled(f"  [{explanation.citation}]", "dim"))
    if explanation.span is not None:
        label.append_text(styled(f"  {explanation.span}", "dim"))
    return label
