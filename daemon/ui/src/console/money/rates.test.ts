import { expect, it } from "vitest";
import { newRates } from "./rates";

const category = {
  code: "standard",
  name: "Standard",
  rates: [{ code: "VAT20", name: "VAT 20 %", kind: "percent" as const, rate: "20" }],
};

it("a new rate holds at once, or from a day on with the old one ending then", () => {
  expect(newRates(undefined, "7", "")).toMatchObject([{ code: "VAT7", rate: "7" }]);
  expect(newRates(category, "21", "")).toMatchObject([{ code: "VAT21", rate: "21" }]);
  const both = newRates(category, "21", "2027-01-01");
  expect(both).toHaveLength(2);
  expect(both[0]).toMatchObject({ code: "VAT20", to: both[1]?.from });
  expect(both[1]).toMatchObject({ code: "VAT21", to: null });
});
it("a rate that was planned for later gives way to the one that is set now", () => {
  const planned = newRates(category, "21", "2027-06-01");
  expect(newRates({ ...category, rates: planned }, "22", "2027-01-01").map(({ rate }) => rate)).toEqual(["20", "22"]);
});
