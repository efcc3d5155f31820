import { useRef } from "preact/hooks";
import { own } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { change, type Room, roomColumns, roomRows, type Table } from "./plan_edit";

interface PlanGridProps {
  room: Room;
  chosen: number | null;
  wrong: ReadonlySet<string>;
  choose: (at: number) => void;
  set: (room: Room) => void;
}
const steps: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The room as it is seen from above: tables are dragged, or moved a square by the arrow keys. It is the same in every
 *  language: what stands left in the room stands left here. */
export function PlanGrid({ room, chosen, wrong, choose, set }: PlanGridProps) {
  const grid = useRef<HTMLUListElement>(null);
  const held = useRef<{ at: number; x: number; y: number; table: Table } | null>(null);
  const drag = (event: PointerEvent) => {
    const hold = held.current;
    const box = grid.current?.getBoundingClientRect();
    if (hold === null || box === undefined) return;
    const column = hold.table.column + Math.round(((event.clientX - hold.x) / box.width) * roomColumns);
    const row = hold.table.row + Math.round(((event.clientY - hold.y) / box.height) * roomRows);
    const now = room.tables[hold.at];
    if (now !== undefined && (now.column !== column || now.row !== row)) set(change(room, hold.at, { column, row }));
  };
  const take = (event: PointerEvent, at: number, table: Table) => {
    choose(at);
    held.current = { at, x: event.clientX, y: event.clientY, table };
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
  };
  const letGo = () => {
    held.current = null;
  };
  const key = (event: KeyboardEvent, at: number, table: Table) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    choose(at);
    set(change(room, at, { column: table.column + step[0], row: table.row + step[1] }));
  };
  return (
    <ul
      ref={grid}
      class="plan-grid"
      dir="ltr"
      aria-label={t("console_floor.room_plan", { name: own(room.label) })}
      style={{ "--columns": String(roomColumns), "--rows": String(roomRows) }}
    >
      {room.tables.map((table, at) => (
        <li
          key={at}
          style={{
            gridColumn: `${table.column + 1} / span ${table.columns}`,
            gridRow: `${table.row + 1} / span ${table.rows}`,
          }}
        >
          <button
            type="button"
            class={`plan-table plan-${table.shape} ${wrong.has(table.code) ? "plan-wrong" : ""}`}
            aria-pressed={chosen === at}
            aria-label={t("console_floor.table_at", {
              code: own(table.code),
              column: table.column + 1,
              row: table.row + 1,
            })}
            onClick={() => choose(at)}
            onPointerDown={(event: PointerEvent) => take(event, at, table)}
            onPointerMove={drag}
            onPointerUp={letGo}
            onPointerCancel={letGo}
            onKeyDown={(event: KeyboardEvent) => key(event, at, table)}
          >
            <strong>
              <bdi>{table.code}</bdi>
            </strong>
            {table.seats > 0 && <small>{table.seats}</small>}
          </button>
        </li>
      ))}
    </ul>
  );
}
