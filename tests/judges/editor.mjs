// editor.mjs REPOSITORY: what an editor with yaml-language-server shows in a real record: findings, hover, completion.
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
  if (message.method === "textDocument/publishDiagnostics") {
    diagnostics.get(message.params.uri)?.(message.params.diagnostics);
  } else if (message.method && message.id !== undefined) {
    // the server asks for settings and for schemas that are no files; it gets defaults, and nothing from elsewhere
    const result = message.method === "workspace/configuration" ? message.params.items.map(() => ({})) : null;
    send({ id: message.id, result });
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
send({
  method: "workspace/didChangeConfiguration",
  params: { settings: { yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false } } } },
});

let opened = 0;
function open(path, text) {
  // another name in the same folder, so that the modeline's relative path still leads to the schema
  opened += 1;
  const uri = pathToFileURL(path.replace(/\.yaml$/, `-${opened}.yaml`)).href;
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
for (const [name, old, put] of [
  ["a direction that is none", /^direction: .*$/m, "direction: upwards"],
  ["an unknown field", /^version: .*$/m, "$&\norgansim: x"],
  ["no statement", /^statement: (>-\n(  .*\n)+|.*\n)/m, ""],
]) {
  const found = await open(path, text.replace(old, put)).found;
  note(name, found.length > 0, found[0]?.message.split("\n")[0] ?? "no finding");
}

const { uri, found } = open(path, text);
await found;
const lines = text.split("\n");
const line = lines.findIndex((one) => one.startsWith("direction:"));
const hover = await ask("textDocument/hover", { textDocument: { uri }, position: { line, character: 3 } });
const shown = JSON.stringify(hover?.contents ?? "");
note("hover over direction", shown.includes("direction of the effect on the target"), shown);
const completion = await ask("textDocument/completion", {
  textDocument: { uri },
  position: { line, character: "direction: ".length },
});
const offered = (completion?.items ?? completion ?? []).map((item) => item.label);
note("completion behind direction", offered.includes("decreases"), offered.join(", "));
clearTimeout(timer);
server.kill();
process.exit(wrong ? 1 : 0);
