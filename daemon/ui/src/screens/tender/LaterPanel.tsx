import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { showProblem } from "../../design/Banner";
import { loadLaterTexts, t } from "../../i18n/text";
import { panel } from "./entry";
import type { Tender } from "./lines";

type Panel = ComponentType<{ tender: Tender }>;
const loads: Partial<Record<Tender["kind"], () => Promise<Panel>>> = {
  gift_card: async () => (await import("../gift/GiftCardPanel")).GiftCardPanel,
  points: async () => (await import("../gift/PointsPanel")).PointsPanel,
  voucher: async () => (await import("./VoucherPanel")).VoucherPanel,
};

/** The questions of a tender that few sales need: fetched when it is chosen. */
export function LaterPanel({ tender }: { tender: Tender }) {
  const [Found, setFound] = useState<Panel | null>(null);
  useEffect(() => {
    const load = loads[tender.kind];
    if (load === undefined) return;
    Promise.all([load(), loadLaterTexts()])
      .then(([found]) => setFound(() => found))
      .catch((error: unknown) => {
        panel.value = null;
        showProblem(error, { what: "tender.what_voucher" });
      });
  }, [tender.kind]);
  return Found ? <Found tender={tender} /> : <p class="quiet">{t("core.loading")}</p>;
}

export const comesLater = (tender: Tender) => loads[tender.kind] !== undefined;
