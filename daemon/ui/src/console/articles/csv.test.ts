import { expect, test } from "vitest";
import { csvOf, guess, readCsv } from "./csv";

test("a file with semicolons, quotes and a decimal comma becomes what the appliance takes", () => {
  const file = readCsv('\ufeffArtikelnummer;Bezeichnung;Preis;Lager\r\nA1;"Tee ""grün""; lose";3,49;x\r\n\r\n');
  expect(file?.head).toEqual(["Artikelnummer", "Bezeichnung", "Preis", "Lager"]);
  if (file === null) throw new Error("not read");
  expect(file.head.map(guess)).toEqual(["sku", "name", "price", ""]);
  expect(csvOf(file, file.head.map(guess))).toBe('sku,name,price\nA1,"Tee ""grün""; lose",3.49\n');
});

test("columns are guessed by their names in several languages, and never twice by chance", () => {
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
