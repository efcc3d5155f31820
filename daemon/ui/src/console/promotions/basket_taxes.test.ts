import { expect, it } from "vitest";
import type { Schemas } from "../../api/call";
import { ratesAt, taxesOf } from "./basket_taxes";

const categories = [
  {
    code: "standard",
    name: "Standard",
    rates: [
      { code: "VAT21", name: "VAT", rate: "21", included: true, to: "2026-01-01T00:00:00Z" },
      { code: "VAT23", name: "VAT", rate: "23", included: true, from: "2026-01-01T00:00:00Z" },
      { code: "DEPOSIT", name: "Deposit", kind: "fixed_per_unit", amount: 25 },
    ],
  },
  { code: "zero", name: "Zero", rates: [{ code: "VAT0", name: "VAT", rate: "0", included: true }] },
] as Schemas["TaxCategory"][];
const decimal = (minor: number) => (minor / 100).toFixed(2);

it("a rate holds from its first moment to before its last", () => {
  const codes = (at: string) => ratesAt(categories[0], Date.parse(at)).map(({ code }) => code);
  expect(codes("2025-12-31T23:59:59Z")).toEqual(["VAT21", "DEPOSIT"]);
  expect(codes("2026-01-01T00:00:00Z")).toEqual(["VAT23", "DEPOSIT"]);
  expect(ratesAt(undefined, 0)).toEqual([]);
});

it("only what the basket's articles bear is told", () => {
  expect(taxesOf(["standard"], categories, Date.parse("2026-06-01T00:00:00Z"), decimal)).toEqual({
    VAT23: { name: "VAT", type: "percent", rate: "23", included: true },
    DEPOSIT: { name: "Deposit", type: "fixed_per_unit", amount: "0.25", included: false },
  });
});
