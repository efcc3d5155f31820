import { expect, test } from "vitest";
import { chosenOf, csvOf, guess, guesses, readCsv, textOf } from "./csv";

test("a file with semicolons, quotes and a decimal comma becomes what the appliance takes", () => {
  const file = readCsv('\ufeffArtikelnummer;Bezeichnung;Preis;Lager\r\nA1;"Tee ""grün""; lose";3,49;x\r\n\r\n');
  expect(file?.head).toEqual(["Artikelnummer", "Bezeichnung", "Preis", "Lager"]);
  if (file === null) throw new Error("not read");
  expect(file.head.map(guess)).toEqual(["sku", "name", "price", ""]);
  expect(csvOf(file, file.head.map(guess))).toBe('sku,name,price\nA1,"Tee ""grün""; lose",3.49\n');
});

test("columns are guessed by their names in several languages, and never twice", () => {
  expect(guesses(["EAN", "Code", "Preis", "x", "price", "y"])).toEqual(["barcode", "", "price", "", "", ""]);
  expect(["SKU", "EAN", "Tax category", "Catégorie", "min-age", "whatever"].map(guess)).toEqual([
    "sku",
    "barcode",
    "taxCategory",
    "category",
    "minAge",
    "",
  ]);
});

test("a line break inside quotes belongs to the cell, and a text without columns is no file", () => {
  expect(readCsv('sku,name\nA,"two\nlines"')?.rows).toEqual([["A", "two\nlines"]]);
  expect(readCsv("hello")).toBeNull();
  expect(readCsv("")).toBeNull();
});

test("a spreadsheet's own letters are read, whatever it wrote them in", () => {
  const utf8 = new TextEncoder().encode("\ufeffsku,name\nA,Käse");
  const latin = Uint8Array.from([..."sku,name\nA,K\u00e4se"].map((sign) => sign.charCodeAt(0)));
  const utf16 = Uint8Array.from(
    [..."\ufeffsku,name\nA,Käse"].flatMap((sign) => [sign.charCodeAt(0) & 255, sign.charCodeAt(0) >> 8]),
  );
  for (const bytes of [utf8, latin, utf16]) expect(readCsv(textOf(bytes))?.rows).toEqual([["A", "Käse"]]);
});

test("what is shown of a file before it is taken is what is sent", () => {
  const file = readCsv("Preis;Nr;Lager\n3,49;A1;x");
  if (file === null) throw new Error("not read");
  expect(chosenOf(file, ["price", "sku", ""])).toEqual({ head: ["price", "sku"], rows: [["3.49", "A1"]] });
});
