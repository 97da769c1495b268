// judge.mjs RELEASE RECORDS: programs of the npm registry over a release and over records as JSON, sound and damaged.
// Prints a line for each judgement; ends with 1 where a sound one was refused or a damaged one accepted.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import jsonld from "jsonld";

const [release, records] = process.argv.slice(2);
const version = (name) => createRequire(import.meta.url)(`${name}/package.json`).version;
const read = (...path) => readFileSync(join(...path), "utf8");
let wrong = 0;

function note(judge, data, sound, accepted, said) {
  if (sound !== accepted) wrong += 1;
  const verdict = sound === accepted ? "" : "  <- WRONG";
  console.log(`${judge.padEnd(18)}${version(judge).padEnd(10)}${data.padEnd(36)}${said.slice(0, 90)}${verdict}`);
}

// jsonld.js in safe mode refuses what other processors drop in silence.
const documentLoader = (address) => {
  throw new Error(`asked for ${address}`);
};
const options = { algorithm: "RDFC-1.0", format: "application/n-quads", safe: true, documentLoader };

async function canonical(document) {
  return jsonld.canonize(document, options);
}

const graph = () => JSON.parse(read(release, "claims.jsonld"));
const quads = read(release, "claims.nq");
const canon = await canonical(graph());
note("jsonld", "the release", true, canon === quads, `${canon.split("\n").length - 1} statements, as we wrote them`);
const damages = {
  "a name without meaning": (d) => delete d["@context"].direction,
  "a context from elsewhere": (d) => (d["@context"] = "https://example.org/context.jsonld"),
  "a relative address": (d) => (d["@graph"][1]["@id"] = "claim"),
  "a type without meaning": (d) => (d["@graph"][1]["@type"] = ["Claims"]),
  "a key that is none": (d) => (d["@graph"][1].organsim = "x"),
};
for (const [name, damage] of Object.entries(damages)) {
  const document = graph();
  damage(document);
  try {
    const found = await canonical(document);
    note("jsonld", name, false, found === quads, found === quads ? "accepted" : "other statements");
  } catch (error) {
    note("jsonld", name, false, false, String(error.message).split("\n")[0]);
  }
}

// ajv: the published JSON Schemas themselves, then every record of the dataset, then damaged ones.
const ajv = addFormats(new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }));
const compiled = {};
for (const file of readdirSync(join(release, "schema")).filter((name) => name.endsWith(".schema.json"))) {
  compiled[file.split(".")[0]] = ajv.compile(JSON.parse(read(release, "schema", file)));
}
let accepted = 0;
let refused = [];
for (const kind of readdirSync(records)) {
  for (const file of readdirSync(join(records, kind))) {
    if (compiled[kind](JSON.parse(read(records, kind, file)))) accepted += 1;
    else refused.push(`${file}: ${ajv.errorsText(compiled[kind].errors)}`);
  }
}
note("ajv", "every file of the dataset", true, accepted > 20 && !refused.length, refused[0] ?? `${accepted} valid`);
const claim = () => JSON.parse(read(records, "claim", readdirSync(join(records, "claim"))[0]));
const edits = {
  "a direction that is none": (c) => (c.direction = "upwards"),
  "an unknown field": (c) => (c.organsim = "x"),
  "no statement": (c) => delete c.statement,
  "a line feed behind an id": (c) => (c.id += "\n"),
  "digits of another script": (c) => (c.curation.created = "٢٠٢٦-01-01"),
  "a null": (c) => (c.notes = null),
  "a formula": (c) => (c.statement = "=1+1"),
};
for (const [name, edit] of Object.entries(edits)) {
  const record = claim();
  edit(record);
  const valid = compiled.claim(record);
  note("ajv", name, false, valid, valid ? "valid" : ajv.errorsText(compiled.claim.errors));
}
process.exit(wrong ? 1 : 0);
