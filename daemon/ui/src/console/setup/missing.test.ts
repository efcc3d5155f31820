import { expect, it } from "vitest";
import { emptyDraft, inCountry } from "./draft";
import { missingIn } from "./missing";

const person = { name: "Ann", code: "9001", role: "manager" as const, pin: "1234" };

it("a store needs a name and a place", () => {
  expect(Object.keys(missingIn("store", emptyDraft()))).toEqual(["name", "country", "currency", "zone"]);
  expect(missingIn("store", { ...inCountry(emptyDraft(), "FR"), name: "Coin" })).toEqual({});
});
it("rates are percentages, each once", () => {
  expect(missingIn("tax", { ...emptyDraft(), rates: ["20", "x", "20.0"] })).toEqual({
    rate1: "console_setup.wrong_rate",
    rate2: "console_setup.same_rate",
  });
});
it("people need a name, a code of their own and a PIN", () => {
  const people = [person, { ...person, name: "" }, { ...person, code: "12", pin: "" }];
  expect(missingIn("staff", { ...emptyDraft(), people })).toEqual({
    name1: "core.needed",
    code1: "console_setup.same_code",
    pin2: "console_setup.wrong_pin",
  });
});
it("a PIN that a reload lost is missed before the store is made", () => {
  expect(missingIn("review", { ...emptyDraft(), people: [{ ...person, pin: "" }] })).toEqual({
    pin0: "console_setup.wrong_pin",
  });
});
