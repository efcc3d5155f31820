import { standing } from "../../capabilities/capabilities";
import { askYes } from "../../design/ask";
import { showBanner, showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { removeItem } from "../../till/cart";
import type { Cart } from "../../till/state";
import { ageToCheck, bornBy, confirmAge } from "./age";

let asking = false;

/** Once a sale: is the customer old enough? No takes the articles out again. */
export async function checkAge(cart: Cart): Promise<void> {
  const years = ageToCheck(cart);
  if (years === 0 || asking) return;
  asking = true;
  const yes = await isOldEnough(cart, years).finally(() => (asking = false));
  if (yes) return confirmAge(cart.cartId, years);
  try {
    let now = cart;
    for (const item of cart.items) if ((item.minAge ?? 0) >= years) now = await removeItem(item.itemId);
    showBanner({ id: "age", tone: "warning", title: t("sale.age_removed", { years }) });
    if (ageToCheck(now) > 0) await checkAge(now);
  } catch (error) {
    showProblem(error, { what: "sale.remove_failed" });
  }
}

/** By looking at the customer, by a date of birth, or by the customer's wallet; what came to nothing is asked again. */
async function isOldEnough(cart: Cart, years: number): Promise<boolean> {
  const today = localDay();
  for (;;) {
    const way = await askWay(years, today);
    if (way === "looks" || way === "no") return way === "looks";
    const said =
      way === "birth"
        ? await import("./AgeByBirth").then(({ proveByBirth }) => proveByBirth(cart, years, today))
        : (await import("./AgeByWallet").then(({ proveByWallet }) => proveByWallet(cart.cartId, years))) || undefined;
    if (said !== undefined) return said;
  }
}

type Way = "looks" | "birth" | "wallet" | "no";
async function askWay(years: number, today: string): Promise<Way> {
  let way: Way = "looks";
  const wallet = standing("identity.check")?.state === "allowed";
  const yes = await askYes({
    title: t("sale.age_title", { years }),
    text: t("sale.age_text", { born: dateTime(`${bornBy(today, years)}T12:00:00`, "date") }),
    about: (
      <div class="choices">
        <Button type="submit" onClick={() => (way = "birth")}>
          {t("sale.age_birth")}
        </Button>
        {wallet && (
          <Button type="submit" onClick={() => (way = "wallet")}>
            {t("sale.age_wallet")}
          </Button>
        )}
      </div>
    ),
    yes: t("sale.age_yes"),
    no: t("sale.age_no"),
  });
  return yes === true ? way : "no";
}

function localDay(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
