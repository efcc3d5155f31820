// A file of articles as people have it: any order of columns, comma, semicolon or tab. Pure.

export interface CsvFile {
  head: string[];
  rows: string[][];
}

/** What the appliance takes (queries/export_catalogue.h writes the same). */
export const fields = [
  "sku",
  "name",
  "price",
  "barcode",
  "category",
  "taxCategory",
  "unit",
  "currency",
  "product",
  "variant",
  "minAge",
  "priceKind",
  "minPrice",
  "maxPrice",
  "tracksStock",
  "stock",
  "description",
  "imageUrl",
] as const;

const words: Record<string, string> = {
  article: "sku",
  articlenumber: "sku",
  itemnumber: "sku",
  artikelnummer: "sku",
  reference: "sku",
  title: "name",
  designation: "name",
  bezeichnung: "name",
  ean: "barcode",
  gtin: "barcode",
  upc: "barcode",
  code: "barcode",
  prix: "price",
  preis: "price",
  amount: "price",
  categorie: "category",
  group: "category",
  tax: "taxCategory",
  vat: "taxCategory",
  tva: "taxCategory",
  quantity: "stock",
  qty: "stock",
  image: "imageUrl",
};

/** The field that a column of that name probably holds; empty when nobody can tell. */
export function guess(head: string): string {
  const plain = head
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z]/g, "");
  return fields.find((field) => field.toLowerCase() === plain) ?? words[plain] ?? "";
}

/** The same for a whole heading: no field is held by two columns, the first that looks like it has it. */
export function guesses(head: readonly string[]): string[] {
  const found = head.map(guess);
  return found.map((field, at) => (found.indexOf(field) === at ? field : ""));
}

/** A file's text: UTF-8 or, with its mark, UTF-16; else what Western spreadsheets write when nobody asks them. */
export function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Null when it has no heading with two columns. Quotes as in RFC 4180; the mark is the one the heading has most of. */
export function readCsv(text: string): CsvFile | null {
  const plain = text.replace(/^\ufeff/, "");
  const heading = plain.split(/\r?\n/, 1)[0] ?? "";
  const mark = [",", ";", "\t"].reduce((best, each) => (count(heading, each) > count(heading, best) ? each : best));
  const [head, ...rows] = records(plain, mark);
  if (head === undefined || head.length < 2) return null;
  return { head: head.map((cell) => cell.trim()), rows: rows.filter((row) => row.some((cell) => cell.trim() !== "")) };
}
const count = (text: string, mark: string) => text.split(mark).length;

function records(text: string, mark: string): string[][] {
  const found: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; ++at) {
    const sign = text[at];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === mark) {
      row.push(cell);
      cell = "";
    } else if (sign === "\n") {
      found.push([...row, cell.replace(/\r$/, "")]);
      row = [];
      cell = "";
    } else cell += sign;
  }
  if (cell !== "" || row.length > 0) found.push([...row, cell]);
  return found;
}

/** The chosen columns under the appliance's names. A decimal comma in a price becomes a point. */
export function chosenOf(file: CsvFile, columns: readonly string[]): CsvFile {
  const used = columns.map((field, at) => ({ field, at })).filter(({ field }) => field !== "");
  const rows = file.rows.map((row) => used.map(({ field, at }) => clean(field, row[at] ?? "")));
  return { head: used.map(({ field }) => field), rows };
}
/** The file as the appliance takes it. */
export function csvOf(file: CsvFile, columns: readonly string[]): string {
  const { head, rows } = chosenOf(file, columns);
  return `${[head, ...rows.map((row) => row.map(quote))].map((row) => row.join(",")).join("\n")}\n`;
}
function clean(field: string, cell: string): string {
  const money = field === "price" || field === "minPrice" || field === "maxPrice";
  return money && /^\s*\d+,\d{1,3}\s*$/.test(cell) ? cell.trim().replace(",", ".") : cell;
}
const quote = (cell: string) => (/[",\n\r]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
