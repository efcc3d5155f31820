import { isProblem } from "../../api/problem";
import { lang, t } from "../../i18n/text";
import { forgetCode } from "../../shell/address_code";
import { hasStore, pairConsole, signOnConsole } from "../access";
import { connectStream } from "../connection";
import { allPermissions } from "../permissions";
import { goTo } from "../place";
import { claim, draft, makeStore, restoreStore } from "./claim";
import { documentOf } from "./draft";

/** Makes the store of the draft, pairs this browser as its first console and signs its manager on. */
export async function makeAndEnter(): Promise<void> {
  const { people } = draft.value;
  const words = {
    cash: t("console_setup.cash"),
    card: t("console_setup.card"),
    voucher: t("console_setup.voucher"),
    manager: t("console_setup.role_manager"),
    cashier: t("console_setup.role_cashier"),
    category: (code: string) => {
      const known = ["standard", "reduced", "zero"].includes(code) ? code : "other";
      return t(`console_setup.tax_${known}`) + (/\d$/.test(code) ? ` ${code.slice(-1)}` : "");
    },
  };
  await makeStore(documentOf(draft.value, words, lang.value, allPermissions));
  await enter(people[0]?.code ?? "", people[0]?.pin ?? "");
}

/** The same from a backup: its people sign on with the PINs they had. */
export async function restoreAndEnter(file: string, passphrase: string): Promise<void> {
  await restoreStore(file, passphrase);
  try {
    await pairHere();
  } catch (error) {
    if (!isProblem(error)) throw error;
  } finally {
    hasStore.value = true;
  }
}

async function pairHere(): Promise<void> {
  await pairConsole(claim.value ?? "", t("console_frame.title"));
  localStorage.removeItem("holdfast.console.claim");
  forgetCode();
  connectStream();
}

async function enter(staffCode: string, pin: string): Promise<void> {
  goTo("first_steps", [], {}, true);
  try {
    await pairHere();
    await signOnConsole(staffCode, pin);
  } catch (error) {
    // The store is there: pairing and signing on have pages of their own that say what is wrong.
    if (!isProblem(error)) throw error;
  } finally {
    hasStore.value = true;
  }
}
