import type { Catalogue } from "./text";

// One file per area in fr/; a new file needs no line here. The console's are its own (fr_console.ts).
const files = import.meta.glob<Catalogue[string]>(["./fr/*.json", "!./fr/console_*.json"], {
  eager: true,
  import: "default",
});
export default Object.fromEntries(
  Object.entries(files).map(([path, texts]) => [path.slice("./fr/".length, -".json".length), texts]),
) as Catalogue;
