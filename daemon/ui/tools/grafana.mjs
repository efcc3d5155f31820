// Checks packaging/grafana/holdfast.json against the types that Grafana publishes for its dashboards: Debian 12 has no
// Grafana that a test could load it into. Excess and misspelt members, wrong kinds and unknown values are faults.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const schema = fileURLToPath(new URL("node_modules/@grafana/schema/dist/types", import.meta.url));
const file = process.argv[2] ?? fileURLToPath(new URL("../../../packaging/grafana/holdfast.json", import.meta.url));
const dashboard = readFileSync(file, "utf8");

// A file holds an enumeration's values, not its names: "list" is what LegendDisplayMode.List stands for.
const asUnion = (_, name, body) =>
  `export type ${name} = ${[...body.matchAll(/= ([^,\n]+)/g)].map((value) => value[1].trim()).join(" | ")};`;

const work = mkdtempSync(join(tmpdir(), "grafana-"));
try {
  const types = join(work, "node_modules", "@grafana", "schema");
  cpSync(schema, types, { recursive: true });
  for (const name of readdirSync(types, { recursive: true })) {
    if (!name.endsWith(".d.ts")) continue;
    const text = readFileSync(join(types, name), "utf8");
    writeFileSync(join(types, name), text.replace(/export declare enum (\w+) \{([^}]*)\}/g, asUnion));
  }
  const main = join(work, "dashboard.ts");
  writeFileSync(
    main,
    `import type { Dashboard, DataSourceRef, FieldConfigSource, GraphFieldConfig, Panel } from "@grafana/schema";
import type { Options as Stat } from "@grafana/schema/raw/composable/stat/panelcfg/x/types.gen";
import type { Options as TimeSeries } from "@grafana/schema/raw/composable/timeseries/panelcfg/x/types.gen";
interface Query { refId: string; expr: string; datasource: DataSourceRef; legendFormat?: string; instant?: boolean; range?: boolean }
type Of<Type, Options, Custom> = Omit<Panel, "type" | "options" | "fieldConfig" | "targets"> & { type: Type; options: Partial<Options>; fieldConfig: FieldConfigSource<Custom>; targets: Query[] };
type Panels = Of<"stat", Stat, {}> | Of<"timeseries", TimeSeries, GraphFieldConfig>;
export const dashboard: Omit<Dashboard, "panels"> & { panels: Panels[] } = ${dashboard};
`,
  );
  const program = ts.createProgram([main], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ESNext,
  });
  const faults = ts.getPreEmitDiagnostics(program);
  const host = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => work, getNewLine: () => "\n" };
  console.log(
    faults.length === 0
      ? `${JSON.parse(dashboard).panels.length} panels are as Grafana describes them`
      : ts.formatDiagnostics(faults, host),
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true });
}
