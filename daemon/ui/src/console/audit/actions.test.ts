import { expect, it } from "vitest";
import names from "../../i18n/en/console_audit.json";

// The commands themselves, the routes and the command line, as they stand in the source: what they write into the trail has a
// name here.
const sources = import.meta.glob<string>(
  [
    "../../../../../pos-core/commands/*.cpp",
    "../../../../../daemon/routes/*.cpp",
    "../../../../../daemon/cli/*.cpp",
    "../../../../../daemon/backup/*.cpp",
  ],
  { query: "?raw", import: "default", eager: true },
);
const word = '"([a-z][a-z._]*[a-z])"';
const writers = [
  `\\baudit\\(\\w+, \\w+, (?:[^",;]*\\? )?${word}(?: : ${word})?`,
  `\\baudited\\(\\{${word}`,
  `\\bbegun\\(\\{${word}`,
  `\\b(?:tell|write)_trail\\([^{;]*\\{${word}`,
  `\\.action = ${word}`,
].map((pattern) => new RegExp(pattern, "gi"));

it("every action that is written into the trail has a name", () => {
  const written = Object.values(sources).flatMap((source) =>
    writers.flatMap((writer) => [...source.matchAll(writer)].flatMap(([, ...actions]) => actions.filter(Boolean))),
  );
  expect(written.length).toBeGreaterThan(80);
  for (const each of ["replication.resumed", "support_bundle", "backup_rehearsed", "books_exported", "store_restored"])
    expect(written).toContain(each);
  expect([...new Set(written)].filter((action) => !(action in names)).toSorted()).toEqual([]);
});
