import { call, type Schemas } from "../../api/call";
import { isProblem } from "../../api/problem";
import { showProblem } from "../../design/Banner";
import { t } from "../../i18n/text";
import { act } from "../../till/act";

type Voucher = Schemas["Voucher"];
const tries = 24;
const between = 500;

/** Brings a voucher of another store here: the voucher, or what to tell the cashier. `wanted`: whether anybody waits. */
export async function fetchForeign(code: string, wanted: () => boolean): Promise<Voucher | string | undefined> {
  for (let i = 0; i < tries && wanted(); ++i) {
    try {
      const told = await act(
        "fetch_voucher",
        async (key) => (await call("fetchVoucher", { path: { code }, key })).data,
      );
      if ("balance" in told) return told;
    } catch (error) {
      if (isProblem(error, "not-found")) return t("gift.voucher_elsewhere_unknown");
      showProblem(error, { what: "tender.what_voucher" });
      return undefined;
    }
    await new Promise((done) => setTimeout(done, between));
  }
  return wanted() ? t("gift.voucher_elsewhere_late") : undefined;
}
