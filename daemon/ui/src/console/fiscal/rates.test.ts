import { expect, it } from "vitest";
import type { Schemas } from "../../api/call";
import { taxesToName } from "./rates";

const tax = (code: string, rate: string, more: object = {}) => ({ code, name: code, kind: "percent", rate, ...more });

it("names the taxes that the regulation does not know by their percentage", () => {
  const categories = [
    {
      code: "a",
      name: "A",
      rates: [tax("VAT20", "20"), tax("VAT23", "23"), tax("OLD", "21", { to: "2020-01-01T00:00:00Z" })],
    },
    { code: "b", name: "B", rates: [tax("VAT13", "13.0"), tax("VAT13.5", "13.5"), tax("VAT23", "23")] },
    { code: "c", name: "C", rates: [{ code: "DEPOSIT", name: "Deposit", kind: "fixed_per_unit", amount: 25 }] },
  ] as unknown as Schemas["TaxCategory"][];
  expect(taxesToName(categories, Date.parse("2026-11-22T00:00:00Z")).map(({ code }) => code)).toEqual([
    "VAT13.5",
    "VAT23",
  ]);
});
