"""`duly schema`: JSON Schemas for editors and readers of reports."""

import click

from duly_cli.options import packs_option
from duly_cli.output import as_json, write
from duly_cli.session import load_packs


@click.command("schema")
@packs_option
@click.option("--report", is_flag=True, help="The schema of `duly check --format json` instead.")
@click.pass_context
def command(ctx: click.Context, packs: tuple[str, ...], report: bool) -> None:  # noqa: FBT001 - click passes flags so
    """The JSON Schema of manifests under the loaded packs, so that editors complete and check them.

    \b
    Examples:
      duly schema > duly.schema.json
      duly schema --pack gdpr
      duly schema --report

    In the manifest: # yaml-language-server: $schema=duly.schema.json

    Exit codes: 0 printed, 3 a pack is invalid.
    """
    if report:
        from duly_engine.reports.models import Report, schema_of  # noqa: PLC0415 - pydantic is heavy

        write(as_json(schema_of(Report)), None)
        return
    from duly_engine.facts.schema import manifest_schema  # noqa: PLC0415 - not needed for the other

    session = load_packs(packs)
    write(as_json(manifest_schema(session.duly.corpus)), None)
    ctx.exit(session.code)
