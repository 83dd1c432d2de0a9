"""A group of commands that imports a command when it is run: `duly check` does not pay for the others."""

import importlib
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import click


class LazyGroup(click.Group):
    """Commands by name with their one-line helps; each is `command` in a module of `package`, dashes as underscores."""

    def __init__(self, *args: Any, package: str, helps: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._package = package
        self._helps = helps

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click decides the signature
        """All commands, sorted."""
        return sorted(self._helps)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """The command of a name."""
        if cmd_name not in self._helps:
            return None
        module = importlib.import_module(f"{self._package}.{cmd_name.replace('-', '_')}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; of a name that is none, the nearest is suggested."""
        name = args[0]
        if name not in self._helps and not name.startswith("-"):
            near = get_close_matches(name, self._helps, n=1)
            hint = f"; did you mean `{near[0]}`?" if near else f"; there are: {', '.join(sorted(self._helps))}"
            ctx.fail(f"there is no command `{name}`{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(self._helps.items()))
