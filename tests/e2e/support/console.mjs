// The manager's console in any language and at any size, signed on as a person of the store.
import { Till } from "./till.mjs";

export class Console extends Till {
  /** Pairs behind the page and signs on, then opens the page at `place` (`today`, `orders/…`). */
  async enter(store, place = "today", person = store.staff.manager) {
    const post = async (path, body, token) => {
      const headers = { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
      return (await fetch(`${store.url}/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) })).json();
    };
    const paired = await post("/pairings", { code: store.pairingCode, name: `Console of ${person.name}` });
    const session = await post("/sessions", { staffCode: person.code, pin: person.pin }, paired.token);
    await this.page.addInitScript(
      ([lang, theme, terminal, signedOn]) => {
        if (!location.protocol.startsWith("http")) return;
        localStorage.setItem("holdfast.lang", lang);
        localStorage.setItem("holdfast.theme", theme);
        localStorage.setItem("holdfast.console.terminal", terminal);
        sessionStorage.setItem("holdfast.console.session", signedOn);
      },
      [this.lang, this.theme, JSON.stringify({ ...paired, name: "Console", registerId: null }), JSON.stringify(session)],
    );
    await this.at(place);
    return this;
  }
  /** Another place of the console. */
  async at(place) {
    await this.page.goto(`${this.url}/console#/${place}`);
    await this.page.locator(".sheet h1").waitFor();
    await this.drawn();
  }
  /** Until the page's lists are here. */
  async loaded() {
    await this.page.locator(".sheet [role=status]", { hasText: this.t("core.loading") }).first().waitFor({ state: "detached" });
    await this.drawn();
  }
}
