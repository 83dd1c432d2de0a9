// Starts `duly lsp` for .duly files; everything else is the server's.
"use strict";

const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

/** The command of the settings, with the folder that is open in its place. */
function serverCommand() {
  const [first] = workspace.workspaceFolders ?? [];
  const folder = first ? first.uri.fsPath : "";
  const words = workspace.getConfiguration("duly").get("server.command", ["duly", "lsp"]);
  return words.map((word) => word.replace("${workspaceFolder}", folder));
}

async function start() {
  const [command, ...args] = serverCommand();
  client = new LanguageClient(
    "duly",
    "Duly",
    { command, args },
    { documentSelector: [{ language: "duly" }] },
  );
  try {
    await client.start();
  } catch (fault) {
    window.showErrorMessage(
      `The language server does not start: ${command} ${args.join(" ")} (${fault.message}). ` +
        'Install it with: pip install "duly[editor]", or name it in the setting duly.server.command.',
    );
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running?.isRunning()) {
    await running.stop();
  }
}

async function activate(context) {
  const restart = commands.registerCommand("duly.restart", async () => {
    await stop();
    await start();
  });
  context.subscriptions.push(restart);
  await start();
}

module.exports = { activate, deactivate: stop };
