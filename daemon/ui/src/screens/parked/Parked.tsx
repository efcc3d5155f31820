import { showBanner, showProblem } from "../../design/Banner";
import { Page } from "../../design/Page";
import { t } from "../../i18n/text";
import type { Cart } from "../../till/state";
import { moveFocus, useLive, useNow } from "../live";
import { askLabelForMine, askTakeOver, askVoid } from "./dialogs";
import { ParkedCard } from "./ParkedCard";
import "./parked.css";
import { parkMine, resumeHere, screenTaken, takeOverHere, voidParked } from "./parked_acts";
import { carts, elsewhere, load, waiting } from "./parked_state";

/** Sales that wait for anybody, and those other tills are working on. */
export function Parked() {
  const now = useNow();
  useLive("carts", load, "parked.act_list");
  const empty = carts.value !== null && waiting.value.length === 0 && elsewhere.value.length === 0;
  return (
    <Page title={t("parked.title")}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move among the buttons inside */}
      <div class="parked" onKeyDown={(event) => moveFocus(event, ".parked-main")}>
        <p class="quiet">{t("parked.intro")}</p>
        {carts.value === null && <p role="status">{t("core.loading")}</p>}
        {empty && (
          <div class="parked-empty">
            <p>{t("parked.none")}</p>
            <p class="quiet">{t("parked.none_hint")}</p>
          </div>
        )}
        <Group title={t("parked.waiting")} entries={waiting.value}>
          {(entry, first) => (
            <ParkedCard
              entry={entry}
              now={now}
              first={first}
              onMain={() => void resumeEntry(entry)}
              onVoid={() => void voidEntry(entry)}
            />
          )}
        </Group>
        <Group title={t("parked.elsewhere")} entries={elsewhere.value}>
          {(entry) => <ParkedCard entry={entry} now={now} active onMain={() => void takeOverEntry(entry)} />}
        </Group>
      </div>
    </Page>
  );
}

interface GroupProps {
  title: string;
  entries: readonly Cart[];
  children: (entry: Cart, first: boolean) => preact.ComponentChildren;
}
function Group({ title, entries, children }: GroupProps) {
  if (entries.length === 0) return null;
  return (
    <section class="parked-group" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {entries.map((entry, index) => (
          <li key={entry.cartId}>{children(entry, index === 0)}</li>
        ))}
      </ul>
    </section>
  );
}

/** Parks what is on the screen, if the cashier agrees; false when they would rather keep it. */
async function freeScreen(): Promise<boolean> {
  if (!screenTaken()) return true;
  const label = await askLabelForMine();
  if (label === undefined) return false;
  await parkMine(label);
  return true;
}

const told = (what: string) => (error: unknown) => showProblem(error, { what });
const gone = () => void showBanner({ id: "parked-gone", tone: "warning", title: t("parked.gone") });

function resumeEntry(entry: Cart): Promise<void> {
  const run = async () => {
    if ((await freeScreen()) && !(await resumeHere(entry))) gone();
  };
  return run().catch(told("parked.act_resume"));
}

function takeOverEntry(entry: Cart): Promise<void> {
  const run = async () => {
    if (!(await askTakeOver(entry)) || !(await freeScreen())) return;
    if ((await takeOverHere(entry)) === "gone") gone();
  };
  return run().catch(told("parked.act_resume"));
}

function voidEntry(entry: Cart): Promise<void> {
  const run = async () => {
    const reason = await askVoid(entry);
    if (reason !== undefined) await voidParked(entry, reason);
  };
  return run().catch(told("parked.act_void"));
}
