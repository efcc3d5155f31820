import { describe, expect, it } from "vitest";
import english from "./en";

// The drivers' own table: whatever key they send has a text here.
const sources = import.meta.glob<string>(["../../../../hardware/eft/texts.cpp", "../../../../hardware/eft/codes.cpp"], {
  eager: true,
  query: "?raw",
  import: "default",
});

describe("the words of card terminals", () => {
  it("are all in the till's catalogue", () => {
    const keys = Object.values(sources).flatMap((source) => source.match(/"eft\.[a-z_.]+"/g) ?? []);
    expect(keys.length).toBeGreaterThan(100);
    const known = english["eft"] ?? {};
    const lacking = keys.map((key) => key.slice(5, -1)).filter((key) => !(key in known));
    expect([...new Set(lacking)]).toEqual([]);
  });
});
