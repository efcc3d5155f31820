// Every screen and dialog: accessible in each language and theme, nothing cut off on a handset or at 200 % zoom, and a
// picture of each in build/pictures for people to look at.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launch } from "./support/browser.mjs";
import { end } from "./support/end.mjs";
import { Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";
import { around, beforeSelling, besides, paying, selling } from "./support/tour.mjs";

const all = process.env.HOLDFAST_E2E === "all";
const wide = { width: 1280, height: 800 };
const small = { handset: { width: 390, height: 844 }, zoomed: { width: 640, height: 400 } };
const tours = all
  ? [["en", ["light", "dark"], "Till 1"], ["fr", ["light", "dark"], "Till 2"], ["ar", ["light", "dark"], "Café"]]
  : [["en", ["light"], "Till 1"]];

/** What sticks out of the screen sideways, unless it is inside something that scrolls. */
function stickingOut() {
  const found = [];
  const held = (element) => {
    for (let at = element.parentElement; at !== null && at !== document.body; at = at.parentElement)
      if (getComputedStyle(at).overflowX !== "visible") return true;
    return false;
  };
  for (const element of document.body.querySelectorAll("*")) {
    const { left, right, width, height } = element.getBoundingClientRect();
    if (width <= 1 || height <= 1 || (left >= -1 && right <= innerWidth + 1) || held(element)) continue;
    if (element.closest(".sr-only") || getComputedStyle(element).visibility === "hidden") continue;
    found.push(`${element.tagName.toLowerCase()}.${element.className} from ${Math.round(left)} to ${Math.round(right)}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.unshift(`the page scrolls to ${document.documentElement.scrollWidth}`);
  return found.slice(0, 4);
}

/** On a handset the sale's other panes are a tap away. */
async function handsetPanes(till, wrong) {
  for (const pane of ["find", "act", "cart"]) {
    await till.page.getByRole("navigation", { name: till.t("sale.panes") }).getByRole("button", { name: till.t(`sale.pane_${pane}`), exact: true }).click();
    await till.drawn();
    await till.picture(`sale_${pane}-${till.lang}-handset`);
    for (const what of await till.page.evaluate(stickingOut)) wrong.push(`sale_${pane}-${till.lang} at 390: ${what}`);
    for (const violation of await till.axe()) wrong.push(`sale_${pane}-${till.lang} at 390: ${violation}`);
  }
}

for (const [lang, themes, register] of tours)
  test(`every screen: ${lang}, ${themes.join(" and ")}`, async () => {
    const store = await (await Store.make()).start();
    const browser = await launch();
    const till = await Till.open(browser, store.url, { lang, viewport: wide });
    const wrong = [];
    let seen = 0;
    const look = async (name) => {
      ++seen;
      await till.page.setViewportSize(wide);
      // What is long scrolls inside its page; head and foot stay.
      const below = await till.page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      if (below > 0) wrong.push(`${name}-${lang}: the whole page scrolls by ${below}`);
      for (const theme of themes) {
        await till.page.evaluate((theme) => void (document.documentElement.dataset.theme = theme), theme);
        await till.drawn();
        await till.picture(`${name}-${lang}-${theme}`);
        for (const violation of await till.axe()) wrong.push(`${name}-${lang}-${theme}: ${violation}`);
      }
      for (const [size, viewport] of Object.entries(small)) {
        await till.page.setViewportSize(viewport);
        await till.drawn();
        for (const what of await till.page.evaluate(stickingOut)) wrong.push(`${name}-${lang} at ${viewport.width}: ${what}`);
        if (size !== "handset") continue;
        await till.picture(`${name}-${lang}-${size}`);
        if (name === "sale") await handsetPanes(till, wrong);
      }
      await till.page.setViewportSize(wide);
      await till.drawn();
    };
    try {
      const office = await store.manager();
      await beforeSelling(till, { store, register }, look);
      await selling(till, { office }, look);
      const number = await paying(till, look);
      await besides(till, { number }, look);
      await around(till, { store }, look);
    } catch (error) {
      await till.picture(`failed-looks-${lang}`).catch(() => undefined);
      throw error;
    } finally {
      console.log(`looks ${lang}: ${seen} screens, ${wrong.length} findings`);
      for (const each of wrong) console.log(`looks ${each}`);
      await end({ browser, store, tills: [till] });
    }
    assert.deepEqual(wrong, []);
  });
