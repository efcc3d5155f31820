import { expect, it } from "vitest";
import names from "../../i18n/en/console_audit.json";

// The commands themselves, as they stand in the source: what they write into the trail has a name here.
const sources = import.meta.glob<string>("../../../../../pos-core/commands/*.cpp", {
  query: "?raw",
  import: "default",
  eager: true,
});

it("every action that a command writes into the trail has a name", () => {
  const written = Object.values(sources).flatMap((source) =>
    [...source.matchAll(/\baudit\(\w+, \w+, "([a-z][a-z._]*[a-z])"/gi)].map(([, action]) => action as string),
  );
  expect(written.length).toBeGreaterThan(40);
  expect([...new Set(written)].filter((action) => !(action in names)).toSorted()).toEqual([]);
});
