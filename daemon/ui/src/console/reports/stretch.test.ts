import { expect, it } from "vitest";
import type { Schemas } from "../../api/call";
import { change, csvOf, stretchOf } from "./stretch";

it.each([
  ["today", "2026-11-22", "2026-11-22"],
  ["yesterday", "2026-11-21", "2026-11-21"],
  ["week", "2026-11-16", "2026-11-22"],
  ["month", "2026-11-01", "2026-11-22"],
  ["last_month", "2026-10-01", "2026-10-31"],
  ["year", "2026-01-01", "2026-11-22"],
] as const)("%s on a Sunday goes from %s to %s", (preset, from, to) =>
  expect(stretchOf(preset, "2026-11-22")).toEqual({ from, to }),
);
it("months and years begin anew where a day before them is asked for", () => {
  expect(stretchOf("yesterday", "2026-01-01")).toEqual({ from: "2025-12-31", to: "2025-12-31" });
  expect(stretchOf("last_month", "2026-01-31")).toEqual({ from: "2025-12-01", to: "2025-12-31" });
  expect(stretchOf("last_month", "2024-03-31")).toEqual({ from: "2024-02-01", to: "2024-02-29" });
});

it("a change is measured only by something that was taken", () => {
  expect([change(110, 100), change(50, 100), change(50, 0), change(50, null), change(0, -10)]).toEqual([
    10,
    -50,
    null,
    null,
    null,
  ]);
});

it("a name with a comma or quote stays one field", () => {
  const row = { receipts: 1, quantity: "2", discount: 0, net: 100, tax: 23, amount: 123, before: null };
  const report = { by: "article", currency: "EUR", rows: [{ key: "A", label: 'Tea, "green"', ...row }] };
  expect(csvOf(report as unknown as Schemas["SalesReport"]).split("\r\n")[1]).toBe(
    'A,"Tea, ""green""",1,2,0,100,23,123,,EUR',
  );
});
