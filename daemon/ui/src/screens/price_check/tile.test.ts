import { expect, it } from "vitest";
import { tileOf } from "./tile";

it.each([
  ["Organic bananas", "OB"],
  ["milk", "M"],
  ["« Café » crème", "CC"],
  ["حليب طازج", "حط"],
  ["", ""],
])("%j has the letters %s", (name, letters) => expect(tileOf(name).letters).toBe(letters));

it("gives an article the same colour every time", () => {
  expect(tileOf("Pineapple")).toEqual(tileOf("Pineapple"));
  expect(tileOf("Pineapple").colour).toBeLessThan(6);
});
