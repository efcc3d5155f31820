// The console as a manager works it: paired by a code, signed on, from page to page.
import { Till } from "./till.mjs";

export class Office extends Till {
  /** Opens the console, pairs it and signs somebody on, at `#/page`. */
  static async enter(browser, store, { page = "", staff = store.staff.manager, ...options } = {}) {
    const office = await Office.open(browser, store.url, options);
    await office.page.addInitScript(([lang, theme]) => {
      if (!location.protocol.startsWith("http")) return;
      localStorage.setItem("holdfast.lang", lang);
      localStorage.setItem("holdfast.theme", theme);
    }, [office.lang, office.theme]);
    await office.page.goto(`${store.url}/console#code=${store.pairingCode}`);
    await office.signOnHere(staff);
    if (page !== "") await office.visit(page);
    return office;
  }
  async signOnHere({ code, pin }) {
    await this.field("sign_on.code").fill(code);
    await this.page.getByLabel(this.t("sign_on.pin")).fill(pin);
    await this.tap("sign_on.sign_on");
    await this.page.locator(".sheet h1").first().waitFor();
  }
  /** Another page of the console, without a reload. */
  async visit(place) {
    await this.page.evaluate((place) => void (location.hash = `#/${place}`), place);
    await this.page.locator(".sheet h1").first().waitFor();
    await this.settled();
  }
  /** Until nothing is on its way. */
  async settled() {
    await this.page.waitForLoadState("networkidle").catch(() => undefined);
    await this.drawn();
  }
  /** The pages that the person may open, in the order of the rail. */
  pages() {
    return this.page.evaluate(() => [...document.querySelectorAll(".rail a")].map((link) => link.getAttribute("href").slice(2)));
  }
  /** What sticks out of the window sideways. */
  stickingOut() {
    return this.page.evaluate(() => {
      const found = [];
      const held = (element) => {
        for (let at = element.parentElement; at !== null && at !== document.body; at = at.parentElement)
          if (!["visible", "clip"].includes(getComputedStyle(at).overflowX) && !at.classList.contains("frame-page")) return true;
        return false;
      };
      for (const element of document.querySelectorAll(".frame *")) {
        const { left, right, width, height } = element.getBoundingClientRect();
        if (width <= 1 || height <= 1 || (left >= -1 && right <= innerWidth + 1) || held(element) || element.closest(".sr-only")) continue;
        found.push(`${element.tagName.toLowerCase()}.${element.className} from ${Math.round(left)} to ${Math.round(right)}`);
      }
      return found.slice(0, 3);
    });
  }
}
