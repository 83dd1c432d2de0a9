"""What stands above scenarios and rules in the editor, and the command behind it."""

from lsprotocol import types

from duly_cli.language_server.protocol.session import Session
from duly_cli.language_server.protocol.wire import path_of
from duly_cli.language_server.tries import asked_about, said, try_scenario, written_title
from duly_dsl.ir import Rule, Scenario
from duly_dsl.source import Span

RUN = "duly.runScenario"


def code_lens(session: Session, params: types.CodeLensParams) -> list[types.CodeLens]:
    """Above a scenario, to run it; above a rule, how many scenarios ask about it."""
    path = path_of(params.text_document.uri)
    reading = session.packs.reading(path)
    file = reading.own.file(path)
    if file is None:
        return []
    asked = asked_about(reading)
    found: list[types.CodeLens] = []
    for item in {item.span: item for item in file.content.items}.values():
        match item:
            case Scenario(span=span):
                title = written_title(item)
                arguments = [params.text_document.uri, title]
                command = types.Command(_run_title(session, path, title), RUN, arguments=arguments)
                found.append(_lens(session, span, command))
            case Rule(id=rule_id, span=span):
                found.append(_lens(session, span, types.Command(_asked(asked.get(rule_id, 0)), "")))
    return found


def _asked(number: int) -> str:
    return {0: "no scenario asks about it", 1: "1 scenario asks about it"}.get(
        number, f"{number} scenarios ask about it"
    )


def _lens(session: Session, span: Span, command: types.Command) -> types.CodeLens:
    head = Span(span.source, span.line, span.column, span.line, span.column)
    return types.CodeLens(session.wire.range(head), command)


def _run_title(session: Session, path: str, title: str) -> str:
    tried = session.tried(path, title)
    if not tried:
        return "run"
    return "passed: run again" if all(outcome.passed for outcome in tried) else "failed: run again"


def run_scenario(session: Session, uri: str, title: str) -> bool | None:
    """Run a scenario: a message says what came out, and what did not come out is shown where it is expected."""
    path = path_of(uri)
    tried = try_scenario(session.packs.reading(path), path, title)
    if isinstance(tried, str):
        session.window_show_message(types.ShowMessageParams(types.MessageType.Warning, tried))
        return None
    session.keep(path, title, tried)
    session.publish()
    passed = all(outcome.passed for outcome in tried)
    kind = types.MessageType.Info if passed else types.MessageType.Error
    for outcome in tried:
        session.window_show_message(types.ShowMessageParams(kind, said(outcome)))
    workspace = session.client_capabilities.workspace
    if workspace is not None and workspace.code_lens is not None and workspace.code_lens.refresh_support:
        session.workspace_code_lens_refresh(None)
    return passed
