// The plan of the tables: what one sees of a table, and which is next to which. Pure.
import type { Schemas } from "../../api/call";

export type Plan = Schemas["TablePlan"];
export type Room = Plan["rooms"][number];
export type Table = Room["tables"][number];
export type OpenCheck = Schemas["OpenCheck"];

export interface Standing {
  total: number;
  guests: number;
  unfired: number;
  /** When the first of its checks was begun; null: it is free. */
  since: string | null;
  staff: string;
}
export function standingOf(checks: readonly OpenCheck[]): Standing {
  const since = checks.reduce<string | null>(
    (first, { since }) => (first === null || since < first ? since : first),
    null,
  );
  return {
    total: checks.reduce((sum, { total }) => sum + total, 0),
    guests: checks.reduce((sum, { guests }) => sum + guests, 0),
    unfired: checks.reduce((sum, { unfired }) => sum + unfired, 0),
    since,
    staff: [...new Set(checks.map(({ staff }) => staff))].join(", "),
  };
}

const middle = (table: Table) => ({ x: table.column + table.columns / 2, y: table.row + table.rows / 2 });

/** The table one comes to from another by an arrow key: the nearest on that side, what lies straight ahead first. */
export function neighbour(tables: readonly Table[], from: Table, key: string): Table | null {
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  if (step === undefined) return null;
  const [dx = 0, dy = 0] = step;
  const at = middle(from);
  let best: Table | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const table of tables) {
    const { x, y } = middle(table);
    const ahead = (x - at.x) * dx + (y - at.y) * dy;
    if (table.code === from.code || ahead <= 0) continue;
    const aside = Math.abs((x - at.x) * dy) + Math.abs((y - at.y) * dx);
    const far = ahead + 3 * aside;
    if (far < least) {
      least = far;
      best = table;
    }
  }
  return best;
}
