import type { Catalogue } from "./text";

// What selling needs. The other areas come with the screens that have them (en_later.ts).
const files = import.meta.glob<Catalogue[string]>(
  [
    "./en/*.json",
    "!./en/approval_phone.json",
    "!./en/check.json",
    "!./en/console_*.json",
    "!./en/customer.json",
    "!./en/elsewhere.json",
    "!./en/explain.json",
    "!./en/floor.json",
    "!./en/gift.json",
    "!./en/kitchen.json",
    "!./en/price.json",
    "!./en/returns.json",
    "!./en/runway.json",
    "!./en/settings.json",
  ],
  { eager: true, import: "default" },
);
export default Object.fromEntries(
  Object.entries(files).map(([path, texts]) => [path.slice("./en/".length, -".json".length), texts]),
) as Catalogue;
