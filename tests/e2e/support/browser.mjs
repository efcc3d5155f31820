// Debian's Chromium, as a cashier's screen: scans as a keyboard wedge sends them, keys, pictures, axe.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "./store.mjs";

const require = createRequire(join(root, "daemon/ui/package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
export const pictures = process.env.HOLDFAST_PICTURES ?? join(root, "build/pictures");
/** Milliseconds until something that should appear counts as missing; a machine shared with builds is slow. */
export const patience = Number(process.env.HOLDFAST_E2E_PATIENCE ?? 15_000);

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/**
 * Keys as a scanner sends them, `gap` milliseconds apart by their own time stamps: whether a burst is a scan is decided
 * by those, so a busy machine that delivers late changes nothing. Answers the keys that the page let through.
 */
function burst({ keys, gap }) {
  const codeOf = (key) => (/^\d$/.test(key) ? `Digit${key}` : /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key);
  const passed = [];
  const end = performance.now();
  keys.forEach((name, at) => {
    const [, ctrl, key] = /^(Ctrl\+)?(.+)$/s.exec(name);
    const target = document.activeElement ?? document.body;
    const details = { key, code: codeOf(key), ctrlKey: ctrl !== undefined, bubbles: true, cancelable: true };
    const event = new KeyboardEvent("keydown", details);
    Object.defineProperty(event, "timeStamp", { value: end - (keys.length - 1 - at) * gap });
    if (target.dispatchEvent(event)) {
      passed.push(key);
      if (key.length === 1 && !ctrl && target instanceof HTMLInputElement) {
        target.setRangeText(key, target.selectionStart ?? target.value.length, target.selectionEnd ?? target.value.length, "end");
        target.dispatchEvent(new InputEvent("input", { bubbles: true, data: key, inputType: "insertText" }));
      }
    }
    target.dispatchEvent(new KeyboardEvent("keyup", details));
  });
  return passed;
}

/**
 * A page in a window of its own, as one till has it; what it complains of is kept in `errors`. `trusting`: whoever sits there
 * waves a warning of the certificate away.
 */
export class Screen {
  static async open(browser, url, options = {}) {
    const screen = new this();
    await screen.begin(browser, url, options);
    return screen;
  }
  async begin(browser, url, { lang = "en", theme = "light", viewport = { width: 1280, height: 800 }, workers = "block", trusting = false } = {}) {
    Object.assign(this, { url, lang, theme, viewport, errors: [], elsewhere: [] });
    const options = { viewport, colorScheme: theme, locale: lang, reducedMotion: "reduce", serviceWorkers: workers, ignoreHTTPSErrors: trusting };
    this.context = await browser.newContext({ ...options, deviceScaleFactor: 1 });
    this.context.setDefaultTimeout(patience);
    this.page = await this.context.newPage();
    this.page.on("pageerror", (error) => this.errors.push(String(error)));
    this.page.on("console", (message) => {
      if (message.type() === "error" && /Content Security Policy|Uncaught/.test(message.text())) this.errors.push(message.text());
    });
    this.page.on("request", (request) => {
      const { host, protocol } = new URL(request.url());
      if (/^(http|ws)s?:$/.test(protocol) && host !== new URL(url).host) this.elsewhere.push(request.url());
    });
  }
  /** One scan; Enter ends it unless another suffix is given. */
  scan(code, { gap = 8, prefix = "", suffix = ["Enter"] } = {}) {
    return this.page.evaluate(burst, { keys: [...prefix, ...code, ...suffix], gap });
  }
  /** Any stream of keys, such as `["]", "E", "0", "4", …]`. */
  keys(keys, gap = 8) {
    return this.page.evaluate(burst, { keys, gap });
  }
  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }
  /** Types as a person does, too slowly for a scanner. */
  type(text) {
    return this.page.keyboard.type(text, { delay: 60 });
  }
  async picture(name) {
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `${name}.png`) });
  }
  /** What axe finds wrong on the screen, as text; empty when clean. */
  async axe() {
    await this.page.evaluate(axe);
    const found = await this.page.evaluate(() =>
      window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] }),
    );
    if (found.passes.length === 0) return ["axe looked at nothing"];
    return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
  }
  close() {
    return this.context.close();
  }
}
