import type { Catalogue } from "./text";

// One file per area in ar/; a new file needs no line here. The console's are its own (ar_console.ts).
const files = import.meta.glob<Catalogue[string]>(["./ar/*.json", "!./ar/console_*.json"], {
  eager: true,
  import: "default",
});
export default Object.fromEntries(
  Object.entries(files).map(([path, texts]) => [path.slice("./ar/".length, -".json".length), texts]),
) as Catalogue;
