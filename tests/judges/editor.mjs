// editor.mjs REPOSITORY: what an editor with yaml-language-server shows in a real record: findings, hover, completion.
// First by the record's own first line, then, without that line, by the settings in .vscode/settings.json.
// Prints a line for each judgement; ends with 1 where a sound record is blamed, or a damaged one is not.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const repository = process.argv[2];
const require = createRequire(import.meta.url);
const version = require("yaml-language-server/package.json").version;
const server = spawn(process.execPath, [require.resolve("yaml-language-server/bin/yaml-language-server"), "--stdio"], {
  stdio: ["pipe", "pipe", "ignore"],
});
const answers = new Map();
const diagnostics = new Map();
let rest = Buffer.alloc(0);
let last = 0;
let settings = {};
let told;

server.stdout.on("data", (chunk) => {
  rest = Buffer.concat([rest, chunk]);
  for (;;) {
    const head = rest.indexOf("\r\n\r\n");
    if (head < 0) return;
    const size = Number(/Content-Length: (\d+)/i.exec(rest.subarray(0, head).toString())[1]);
    if (rest.length < head + 4 + size) return;
    receive(JSON.parse(rest.subarray(head + 4, head + 4 + size).toString()));
    rest = rest.subarray(head + 4 + size);
  }
});

function receive(message) {
  timer.refresh();
  if (message.method === "textDocument/publishDiagnostics") {
    diagnostics.get(message.params.uri)?.(message.params.diagnostics);
  } else if (message.method && message.id !== undefined) {
    // the server asks for settings, section by section, and for schemas that are no files, of which there are none
    const asked = message.method === "workspace/configuration";
    const result = asked ? message.params.items.map(({ section }) => (section === "yaml" ? settings : {})) : null;
    send({ id: message.id, result });
    if (asked) told?.();
  } else if (message.id !== undefined) {
    answers.get(message.id)?.(message.result);
  }
}

function send(message) {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

const ask = (method, params) =>
  new Promise((resolve) => {
    last += 1;
    answers.set(last, resolve);
    send({ id: last, method, params });
  });

// since its last word: with the number of records grows how long it speaks, not how long it is silent
const timer = setTimeout(() => {
  console.log("yaml-language-server gave no answer in 60 seconds");
  server.kill();
  process.exit(1);
}, 60_000);

await ask("initialize", {
  processId: process.pid,
  rootUri: pathToFileURL(repository).href,
  capabilities: { textDocument: { hover: {}, completion: {}, publishDiagnostics: {} }, workspace: {} },
});
send({ method: "initialized", params: {} });
// schemaStore is off, so that nothing is asked of any other machine
const defaults = { validate: true, hover: true, completion: true, schemaStore: { enable: false } };
async function configure(yaml) {
  settings = { ...defaults, ...yaml };
  const asked = new Promise((resolve) => (told = resolve));
  send({ method: "workspace/didChangeConfiguration", params: { settings: {} } });
  await asked;
}
await configure({});

let opened = 0;
function open(path, text) {
  // another name in the same folder, so that the modeline's relative path still leads to the schema
  opened += 1;
  return openAs(path.replace(/\.yaml$/, `-${opened}.yaml`), text);
}

function openAs(path, text) {
  const uri = pathToFileURL(path).href;
  const found = new Promise((resolve) => diagnostics.set(uri, resolve));
  send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
  return { uri, found };
}

let wrong = 0;
function note(data, right, said) {
  if (!right) wrong += 1;
  console.log(`${"yaml-language-srv".padEnd(18)}${version.padEnd(10)}${data.padEnd(36)}${said.slice(0, 90)}${right ? "" : "  <- WRONG"}`);
}

let sound = 0;
const blamed = [];
const folders = readdirSync(join(repository, "claims/records")).map((topic) => join(repository, "claims/records", topic));
folders.push(join(repository, "claims/sources"), join(repository, "claims/terms"));
for (const folder of folders) {
  for (const file of readdirSync(folder)) {
    const path = join(folder, file);
    const found = await open(path, readFileSync(path, "utf8")).found;
    if (found.length) blamed.push(`${file}: ${found[0].message}`);
    else sound += 1;
  }
}
note("every record, source and term", sound > 20 && !blamed.length, blamed[0] ?? `${sound} without a finding`);

const path = join(folders[0], readdirSync(folders[0])[0]);
const text = readFileSync(path, "utf8");
const wrongDirection = (one) => one.replace(/^direction: .*$/m, "direction: upwards");
for (const [name, damaged] of [
  ["a direction that is none", wrongDirection(text)],
  ["an unknown field", text.replace(/^version: .*$/m, "$&\norgansim: x")],
  ["no statement", text.replace(/^statement: (>-\n(  .*\n)+|.*\n)/m, "")],
]) {
  const found = await open(path, damaged).found;
  note(name, found.length > 0, found[0]?.message.split("\n")[0] ?? "no finding");
}

async function hovered(uri, lines, start, character) {
  const line = lines.findIndex((one) => one.startsWith(start));
  const hover = await ask("textDocument/hover", { textDocument: { uri }, position: { line, character } });
  return JSON.stringify(hover?.contents ?? "");
}

async function completed(uri, line, character) {
  const completion = await ask("textDocument/completion", { textDocument: { uri }, position: { line, character } });
  return (completion?.items ?? completion ?? []).map((item) => item.label);
}

// (s): by the settings.
// What an author sees while typing: at the key of a field, at one of a line of evidence, behind a key, on a new line.
async function judgeTyping(content, how) {
  const { uri, found } = open(path, content);
  await found;
  const lines = content.split("\n");
  const direction = await hovered(uri, lines, "direction:", 3);
  note(`hover over direction${how}`, direction.includes("direction of the effect on the target"), direction);
  const stance = await hovered(uri, lines, "    stance:", 6);
  note(`hover over a line's stance${how}`, stance.includes("Direction of this evidence"), stance);
  const line = lines.findIndex((one) => one.startsWith("direction:"));
  const values = await completed(uri, line, "direction: ".length);
  note(`completion behind direction${how}`, values.includes("decreases"), values.join(", "));
  const more = [...lines.slice(0, line), "", ...lines.slice(line)].join("\n");
  const second = open(path, more);
  await second.found;
  const keys = await completed(second.uri, line, 0);
  // what stands in the record already is not offered again
  note(`keys on a new line${how}`, keys.includes("withdrawal") && !keys.includes("direction"), keys.join(", "));
}
await judgeTyping(text, "");

const bare = text.replace(/^# yaml-language-server:.*\n/, "");
const before = await open(path, wrongDirection(bare)).found;
note("no first line, no settings", bare !== text && !before.length, before[0]?.message ?? "no finding, as nothing is known");
const prefix = "yaml.";
const mine = {};
for (const [key, value] of Object.entries(JSON.parse(readFileSync(join(repository, ".vscode/settings.json"), "utf8")))) {
  if (!key.startsWith(prefix)) continue;
  const steps = key.slice(prefix.length).split(".");
  const name = steps.pop();
  steps.reduce((at, step) => (at[step] ??= {}), mine)[name] = value;
}
await configure(mine);
const after = await open(path, wrongDirection(bare)).found;
note("a direction, by the settings", after.length > 0, after[0]?.message.split("\n")[0] ?? "no finding");
let without = 0;
const refused = [];
const silent = [];
const data = join(repository, "claims");
for (const name of readdirSync(data, { recursive: true }).filter((one) => one.endsWith(".yaml"))) {
  const content = readFileSync(join(data, name), "utf8").replace(/^# yaml-language-server:.*\n/, "");
  // some are known by their whole name, so each is opened as if in another folder of the workspace
  const found = await openAs(join(repository, "sound/claims", name), content).found;
  if (found.length) refused.push(`${name}: ${found[0].message}`);
  else without += 1;
  // whatever the kind, a list where a mapping is due is blamed: so it has a schema at all
  if (!(await openAs(join(repository, "damaged/claims", name), "- x\n").found).length) silent.push(name);
}
note("every file, by the settings", without > 20 && !refused.length, refused[0] ?? `${without} without a finding`);
note("every file, damaged", !silent.length, silent[0] ?? `${without} with one`);
await judgeTyping(bare, " (s)");
clearTimeout(timer);
server.kill();
process.exit(wrong ? 1 : 0);
