// The grammar on real text: `npm install && npm test`.
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { loadWASM, createOnigScanner, createOnigString } = require("vscode-oniguruma");
const { INITIAL, Registry, parseRawGrammar } = require("vscode-textmate");

const here = path.dirname(__dirname);
const wasm = fs.readFileSync(path.join(path.dirname(require.resolve("vscode-oniguruma")), "onig.wasm"));

/** Each line, with the innermost scope that is expected of some of its words. */
const EXPECTED = [
  ["# when nothing", { "# when nothing": "comment.line.number-sign.duly" }],
  ['rule AIA-6-3 "Derogation"', { rule: "storage.type.duly", "AIA-6-3": "entity.name.type.duly" }],
  ["  cites AIA art 6 par 3", { cites: "keyword.control.duly", AIA: "constant.other.instrument.duly" }],
  ["    (a) system's risk is no", { "(a)": "entity.name.label.duly", "'s": "punctuation.accessor.duly", risk: "variable.other.duly", no: "constant.language.duly" }],
  ["  fact risk: yes/no per version", { fact: "storage.type.duly", "yes/no": "support.type.duly", per: "keyword.control.duly" }],
  ['  then deployer must "keep {floor}"', { must: "keyword.operator.duly", "{floor}": "constant.other.placeholder.duly" }],
  ["  is 2 December 2027 under AIA", { "2 December 2027": "constant.other.date.duly" }],
  ["  is the higher of (35 million EUR, 7 % of holder's turnover)", { "35 million EUR": "constant.numeric.money.duly", holder: "variable.language.duly" }],
  ["  expect AIA-6-4 is a gap for sorter because missing", { "AIA-6-4": "entity.name.function.duly", gap: "support.constant.duly", missing: "support.constant.duly" }],
  ['table adequate "found adequate" of country', { table: "storage.type.duly", adequate: "entity.name.type.duly" }],
  ["  lists united_kingdom under ADEQ_UK", { lists: "keyword.control.duly", ADEQ_UK: "constant.other.instrument.duly" }],
  ["    due 10 working days after detection", { "10 working days": "constant.numeric.duration.duly" }],
];

async function main() {
  await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const file = path.join(here, "syntaxes", "duly.tmLanguage.json");
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async () => parseRawGrammar(fs.readFileSync(file, "utf8"), file),
  });
  const grammar = await registry.loadGrammar("source.duly");
  for (const [line, words] of EXPECTED) {
    const found = Object.fromEntries(
      grammar.tokenizeLine(line, INITIAL).tokens.map((t) => [line.slice(t.startIndex, t.endIndex), t.scopes.at(-1)]),
    );
    for (const [word, scope] of Object.entries(words)) {
      assert.strictEqual(found[word], scope, `${word} in: ${line}`);
    }
  }
  const packs = path.resolve(here, "..", "..", "..", "packs");
  for (const name of fs.readdirSync(packs, { recursive: true }).filter((each) => each.endsWith(".duly"))) {
    let state = INITIAL;
    for (const line of fs.readFileSync(path.join(packs, name), "utf8").split("\n")) {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      const bare = tokens.filter((t) => t.scopes.length === 1 && /\w/.test(line.slice(t.startIndex, t.endIndex)));
      assert.deepStrictEqual(bare.map((t) => line.slice(t.startIndex, t.endIndex)), [], `${name}: ${line}`);
    }
  }
  console.log(`${EXPECTED.length} lines have their scopes, and no word of the shipped packs is without one`);
}

main();
