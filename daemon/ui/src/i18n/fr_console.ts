import type { Catalogue } from "./text";

// What the console says beside the till's words: a file is an area, known by its name (fr/console_frame.json: `console_frame.…`).
const files = import.meta.glob<Catalogue[string]>("./fr/console_*.json", { eager: true, import: "default" });
export default Object.fromEntries(
  Object.entries(files).map(([path, texts]) => [path.slice("./fr/".length, -".json".length), texts]),
) as Catalogue;
