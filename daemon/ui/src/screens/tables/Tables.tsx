import { useEffect, useRef, useState } from "preact/hooks";
import { Amount } from "../../design/Amount";
import { askYes } from "../../design/ask";
import { showBanner, showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Page } from "../../design/Page";
import { Tabs } from "../../design/Tabs";
import { own } from "../../i18n/isolate";
import { lang, t } from "../../i18n/text";
import { go } from "../../till/navigation";
import { cart, currency } from "../../till/state";
import { useLive, useNow } from "../live";
import { ageText } from "../parked/age";
import { neighbour, type OpenCheck, type Plan, type Room, standingOf, type Table } from "./plan";
import { loadPlan, mergeInto, moveTo, openAt, putHere, takeUp } from "./table_acts";
import "./tables.css";

const told = (run: Promise<unknown>) => run.catch((error: unknown) => showProblem(error, { what: "floor.what" }));

/** The tables as they stand, with what is open on them. */
export function Tables() {
  const [plan, setPlan] = useState<Plan | null>(null);
  const [room, setRoom] = useState(0);
  const [chosen, setChosen] = useState<string | null>(null);
  const [moving, setMoving] = useState<{ check: OpenCheck; from: string } | null>(null);
  const load = async () => setPlan(await loadPlan());
  useLive("carts", load, "floor.what");
  const shown = plan?.rooms[room];
  const table = shown?.tables.find(({ code }) => code === chosen) ?? null;
  const choose = (next: Table) => {
    if (moving === null) return setChosen(next.code);
    void told(carry(moving, next).then((moved) => moved && setMoving(null)));
  };
  return (
    <Page title={t("floor.tables")}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape among the buttons inside ends a move */}
      <div
        class="tables"
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== "Escape" || moving === null) return;
          event.stopPropagation();
          setMoving(null);
        }}
      >
        {plan !== null && plan.rooms.length === 0 && (
          <p class="quiet">
            {t("floor.no_plan")} {t("floor.no_plan_hint")}
          </p>
        )}
        {plan !== null && plan.rooms.length > 1 && (
          <Tabs
            label={t("floor.rooms")}
            value={String(room)}
            options={plan.rooms.map(({ label }, at) => ({ value: String(at), label }))}
            onChange={(value) => setRoom(Number(value))}
          />
        )}
        {moving !== null && (
          <p class="tables-moving" role="status">
            {t("floor.moving")} <Button onClick={() => setMoving(null)}>{t("core.cancel")}</Button>
          </p>
        )}
        {plan !== null && shown !== undefined && <Floor plan={plan} room={shown} chosen={chosen} onChoose={choose} />}
        {table !== null && moving === null && (
          <Detail table={table} onMove={(check) => setMoving({ check, from: table.code })} />
        )}
        {plan !== null && plan.elsewhere.length > 0 && (
          <section class="tables-elsewhere">
            <h2>{t("floor.elsewhere")}</h2>
            {plan.elsewhere.map(({ code, checks }) => (
              <Checks key={code} code={code} checks={checks} onMove={(check) => setMoving({ check, from: code })} />
            ))}
          </section>
        )}
      </div>
    </Page>
  );
}

/** Moves it to a free table, or puts it together with what is there; false: somebody thought better of it. */
async function carry({ check, from }: { check: OpenCheck; from: string }, to: Table): Promise<boolean> {
  const [target] = to.checks.filter(({ cartId }) => cartId !== check.cartId);
  if (target === undefined) {
    await moveTo(check, to.code);
    return true;
  }
  const yes = await askYes({
    title: t("floor.merge_title", { from: own(from), to: own(to.code) }),
    text: t("floor.merge_text", { to: own(to.code) }),
    yes: t("floor.merge"),
  });
  if (yes !== true) return false;
  await mergeInto(check, target);
  return true;
}

function Floor({
  plan,
  room,
  chosen,
  onChoose,
}: {
  plan: Plan;
  room: Room;
  chosen: string | null;
  onChoose: (table: Table) => void;
}) {
  const floor = useRef<HTMLUListElement>(null);
  const now = useNow();
  useEffect(() => floor.current?.querySelector("button")?.focus({ preventScroll: true }), [room.label]);
  const rows = Math.max(...room.tables.map((table) => table.row + table.rows), 4);
  const columns = Math.max(...room.tables.map((table) => table.column + table.columns), 8);
  const step = (event: KeyboardEvent, table: Table) => {
    const next = neighbour(room.tables, table, event.key);
    if (next === null) return;
    event.preventDefault();
    floor.current?.querySelector<HTMLElement>(`[data-code="${CSS.escape(next.code)}"]`)?.focus();
  };
  return (
    <ul class="floor" ref={floor} dir="ltr" style={{ "--columns": columns, "--rows": rows }} aria-label={room.label}>
      {room.tables.map((table) => {
        const { total, guests, since, staff, unfired } = standingOf(table.checks);
        const state = since === null ? "free" : unfired > 0 ? "waiting" : "taken";
        return (
          <li
            key={table.code}
            style={{
              gridColumn: `${table.column + 1} / span ${table.columns}`,
              gridRow: `${table.row + 1} / span ${table.rows}`,
            }}
          >
            <button
              type="button"
              data-code={table.code}
              class={`floor-table floor-${table.shape} floor-${state}`}
              aria-pressed={chosen === table.code}
              onClick={() => onChoose(table)}
              onKeyDown={(event) => step(event, table)}
            >
              <strong dir="auto">{table.code}</strong>
              {since === null ? (
                <span class="quiet" dir="auto">
                  {table.seats > 0 ? t("floor.seats", { n: table.seats }) : t("floor.free")}
                </span>
              ) : (
                <>
                  <Amount minor={total} currency={plan.currency} />
                  <span class="floor-since" dir="auto">
                    {t("floor.since", { age: ageText(since, now, lang.value), staff: own(staff) })}
                  </span>
                  <span class="sr-only">
                    {guests > 0 && t("floor.guests", { n: guests })} {unfired > 0 && t("floor.unfired", { n: unfired })}
                  </span>
                </>
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Detail({ table, onMove }: { table: Table; onMove: (check: OpenCheck) => void }) {
  const mine = cart.value?.data;
  const free = table.checks.length === 0;
  const canPut = mine !== undefined && mine.items.length > 0 && mine.table !== table.code;
  const begin = (run: Promise<unknown>) => void told(run.then(() => go("sale")));
  return (
    <section class="tables-detail" aria-label={t("floor.table", { code: table.code })}>
      <h2>{t("floor.table", { code: own(table.code) })}</h2>
      <Checks code={table.code} checks={table.checks} onMove={onMove} />
      <div class="tables-acts">
        <Button kind={free ? "primary" : "plain"} icon="plus" onClick={() => begin(openAt(table.code))}>
          {t("floor.open")}
        </Button>
        {canPut && <Button onClick={() => begin(putHere(table.code))}>{t("floor.put_here")}</Button>}
      </div>
    </section>
  );
}

function Checks({
  code,
  checks,
  onMove,
}: {
  code: string;
  checks: readonly OpenCheck[];
  onMove: (check: OpenCheck) => void;
}) {
  const now = useNow();
  const take = (check: OpenCheck, then: string) =>
    void told(
      takeUp(check).then(
        () => go(then),
        (error) => {
          showBanner({ id: "table-taken", tone: "warning", title: t("parked.gone") });
          throw error;
        },
      ),
    );
  return (
    <ul class="tables-checks">
      {checks.map((check) => (
        <li key={check.cartId}>
          <span>
            <bdi>{code}</bdi> · <Amount minor={check.total} currency={currency.value} />
          </span>
          <span class="quiet">
            {t("floor.since", { age: ageText(check.since, now, lang.value), staff: own(check.staff) })}
            {check.guests > 0 && ` · ${t("floor.guests", { n: check.guests })}`}
            {check.unfired > 0 && ` · ${t("floor.unfired", { n: check.unfired })}`}
            {` · ${check.terminalName ? t("floor.at_till", { till: own(check.terminalName) }) : t("floor.parked")}`}
          </span>
          <span class="tables-acts">
            <Button kind="primary" icon="resume" onClick={() => take(check, "sale")}>
              {t("floor.take_up")}
            </Button>
            <Button onClick={() => take(check, "check")}>{t("floor.more")}</Button>
            <Button onClick={() => onMove(check)}>{t("floor.move")}</Button>
          </span>
        </li>
      ))}
    </ul>
  );
}
