import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { refusedAsOff } from "../../capabilities/capabilities";
import { showBanner, showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Page } from "../../design/Page";
import { ltr } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { onScan } from "../../scan/scans";
import { play } from "../../sound/sounds";
import { go } from "../../till/navigation";
import { ElsewhereLines } from "./ElsewhereLines";
import "./elsewhere.css";
import { type ForeignOrder, findByCode, findByNumber, foreign, looksSigned } from "./elsewhere_state";
import { FindReceipt } from "./FindReceipt";
import { OpenReturn } from "./OpenReturn";
import { ReturnLines } from "./ReturnLines";
import { looksLikeReceipt } from "./receipt_number";
import { begin, findReceipt, type Order, openOrder, receipt } from "./return_state";
import "./returns.css";
import { addArticle } from "./open_state";

type Mode = "find" | "lines" | "open" | "elsewhere";

/** Goods that come back. With `orderId` it begins with that receipt, as the journal asks for it. */
export function Returns({ orderId }: { orderId?: string }) {
  const [mode, setMode] = useState<Mode>(receipt.value ? "lines" : "find");
  const [missing, setMissing] = useState<string | null>(null);
  const [askable, setAskable] = useState<string | null>(null);
  const [stores, setStores] = useState<ForeignOrder[]>([]);

  const show = (order: Order) => {
    setMissing(null);
    begin(order);
    setMode("lines");
  };
  const find = async (typed: string): Promise<void> => {
    try {
      if (looksSigned(typed)) return await readCode(typed);
      const found = await findReceipt(typed);
      if ("order" in found) return show(found.order);
      play("unknown");
      setAskable("missing" in found ? found.missing : null);
      setMissing(
        "missing" in found ? t("returns.not_found", { number: ltr(found.missing) }) : t("returns.not_a_number"),
      );
    } catch (error) {
      showProblem(error, { what: "returns.act_find" });
    }
  };
  const showForeign = (order: ForeignOrder) => {
    setMissing(null);
    setAskable(null);
    setStores([]);
    begin(null);
    foreign.value = order;
    setMode("elsewhere");
  };
  const readCode = async (code: string): Promise<void> => {
    const found = await findByCode(code);
    if ("own" in found) return find(found.own);
    if ("orders" in found && found.orders[0]) return showForeign(found.orders[0]);
    play("unknown");
    setMissing(t(`elsewhere.state_${"state" in found ? found.state : "unreadable"}`));
  };
  /** The same number in the company's other stores; several may have it. */
  const askStores = async () => {
    if (askable === null || refusedAsOff("return.otherStore")) return;
    try {
      const orders = (await findByNumber(askable)).filter((order) => order.items.length > 0);
      if (orders.length === 1 && orders[0]) return showForeign(orders[0]);
      if (orders.length > 1) return setStores(orders);
      play("unknown");
      setMissing(t("elsewhere.not_found", { number: ltr(askable) }));
      setAskable(null);
    } catch (error) {
      showProblem(error, { what: "elsewhere.act_find" });
    }
  };
  const withoutReceipt = () => {
    if (refusedAsOff("return.unreceipted")) return;
    begin(null);
    setMode("open");
  };

  useEffect(() => {
    if (!orderId) return;
    if (receipt.value?.orderId === orderId) return setMode("lines");
    openOrder(orderId).then(show, (error: unknown) => showProblem(error, { what: "returns.act_find" }));
  }, [orderId]);

  useLayoutEffect(
    () =>
      onScan(({ code }) => {
        if (looksLikeReceipt(code) || looksSigned(code)) return void find(code);
        if (mode === "open") return void addArticle(code);
        play("unknown");
        showBanner({
          id: "returns-article",
          tone: "warning",
          title: t("returns.scanned_article", { code: ltr(code) }),
          actions: [
            {
              label: t("returns.without"),
              run: () => {
                withoutReceipt();
                void addArticle(code);
              },
            },
          ],
        });
      }),
    [mode],
  );

  const other = () => {
    begin(null);
    foreign.value = null;
    setMissing(null);
    setAskable(null);
    setStores([]);
    setMode("find");
  };
  return (
    <Page
      title={t("returns.title")}
      aside={
        mode !== "find" && (
          <Button icon="search" onClick={other}>
            {t("returns.other_receipt")}
          </Button>
        )
      }
    >
      <div class="returns">
        {mode === "find" && (
          <FindReceipt
            missing={missing}
            onFind={find}
            onOpen={show}
            onJournal={() => go("journal")}
            onWithout={withoutReceipt}
            onAskStores={askable === null ? null : () => void askStores()}
            stores={stores}
            onStore={showForeign}
          />
        )}
        {mode === "elsewhere" && foreign.value && <ElsewhereLines order={foreign.value} onDone={other} />}
        {mode === "lines" && receipt.value && <ReturnLines order={receipt.value} onDone={other} />}
        {mode === "open" && <OpenReturn onDone={other} />}
      </div>
    </Page>
  );
}
