// Writes src/api/schema.gen.d.ts and src/api/operations.gen.ts from schema/openapi.yaml; with --check it only compares
// and fails when the committed files are not what the description says.
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";
import { parse } from "yaml";

const description = new URL("../../../schema/openapi.yaml", import.meta.url);
const target = new URL("../src/api/", import.meta.url);
const notice = "// Made from schema/openapi.yaml by `npm run gen`; do not edit.\n";
const methods = ["get", "post", "put", "patch", "delete"];

const source = await readFile(description, "utf8");
// A member with a default may be left out of what is sent.
const types = notice + astToString(await openapiTS(source, { defaultNonNullable: false }));

let table = `${notice}// operationId: method, path, whose token it takes.\nexport const operations = {\n`;
for (const [path, item] of Object.entries(parse(source).paths)) {
  for (const method of methods) {
    const operation = item[method];
    if (operation === undefined) continue;
    table += `  ${operation.operationId}: ["${method.toUpperCase()}", "${path}", "${tokenOf(operation)}"],\n`;
  }
}
table += "} as const;\n";

/** Whose token the call takes: the terminal's, the session's, or none. */
function tokenOf(operation) {
  const [scheme] = operation.security ?? [{ sessionToken: [] }];
  if (scheme === undefined) return "none";
  return "terminalToken" in scheme ? "terminal" : "session";
}

let drifted = false;
for (const [name, text] of [
  ["schema.gen.d.ts", types],
  ["operations.gen.ts", table],
]) {
  const file = new URL(name, target);
  const old = await readFile(file, "utf8").catch(() => "");
  if (old === text) continue;
  drifted = true;
  if (process.argv.includes("--check")) console.error(`${name} is not what schema/openapi.yaml says: npm run gen`);
  else await writeFile(file, text);
}
if (drifted && process.argv.includes("--check")) process.exit(1);
