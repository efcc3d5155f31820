// Changes to the plan of the tables before it is saved. Pure: squares of a room, 24 by 16 (schema LayoutTable).
import type { Schemas } from "../../api/call";

export const roomColumns = 24;
export const roomRows = 16;

export type Table = Required<Schemas["LayoutTable"]>;
export interface Room {
  label: string;
  tables: Table[];
}

/** As the appliance answers it, with what it leaves unsaid. */
export function roomsOf(rooms: readonly Schemas["LayoutRoom"][]): Room[] {
  return rooms.map(({ label, tables }) => ({
    label,
    tables: tables.map((table) => ({ shape: "square", seats: 0, columns: 2, rows: 2, ...table })),
  }));
}

const overlap = (a: Table, b: Table) =>
  a.column < b.column + b.columns &&
  b.column < a.column + a.columns &&
  a.row < b.row + b.rows &&
  b.row < a.row + a.rows;

/** Whether the table may stand there: inside the room, apart from the others. */
export function fits(room: Room, at: number, table: Table): boolean {
  const inside =
    table.column >= 0 &&
    table.row >= 0 &&
    table.column + table.columns <= roomColumns &&
    table.row + table.rows <= roomRows;
  return inside && room.tables.every((other, index) => index === at || !overlap(other, table));
}

/** The room with that table changed; the same room when it cannot be so. */
export function change(room: Room, at: number, members: Partial<Table>): Room {
  const before = room.tables[at];
  if (before === undefined) return room;
  const table = { ...before, ...members };
  if (!fits(room, at, table)) return room;
  return { ...room, tables: room.tables.map((other, index) => (index === at ? table : other)) };
}

/** The next code of the house's own kind: after `T9` comes `T10`. */
export function nextCode(rooms: readonly Room[]): string {
  const codes = new Set(rooms.flatMap((room) => room.tables.map(({ code }) => code)));
  const last = rooms.flatMap((room) => room.tables).at(-1)?.code ?? "0";
  const [, letters = "", digits = "0"] = /^(.*?)(\d*)$/.exec(last) ?? [];
  let number = Number(digits === "" ? "0" : digits);
  do number += 1;
  while (codes.has(letters + number));
  return letters + number;
}

/** One more table, in the first place where it may stand; null: the room is full. */
export function add(rooms: readonly Room[], room: Room): Room | null {
  const table: Table = { code: nextCode(rooms), shape: "square", seats: 4, column: 0, row: 0, columns: 2, rows: 2 };
  for (table.row = 0; table.row <= roomRows - 2; table.row += 1)
    for (table.column = 0; table.column <= roomColumns - 2; table.column += 1) {
      const apart = { ...table, column: table.column - 1, row: table.row - 1, columns: 4, rows: 4 };
      if (fits(room, -1, table) && !room.tables.some((other) => overlap(other, apart)))
        return { ...room, tables: [...room.tables, { ...table }] };
    }
  for (table.row = 0; table.row <= roomRows - 2; table.row += 1)
    for (table.column = 0; table.column <= roomColumns - 2; table.column += 1)
      if (fits(room, -1, table)) return { ...room, tables: [...room.tables, { ...table }] };
  return null;
}

export const remove = (room: Room, at: number): Room => ({
  ...room,
  tables: room.tables.filter((_, index) => index !== at),
});

/** Codes that are there twice, or empty: the plan is not saved with them. */
export function wrongCodes(rooms: readonly Room[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const wrong = new Set<string>();
  for (const { code } of rooms.flatMap((room) => room.tables)) {
    if (code.trim() === "" || seen.has(code)) wrong.add(code);
    seen.add(code);
  }
  return wrong;
}
