// The hub's page while the demo's fleet takes releases: look_at_fleet.mjs URL NAME ROLLOUTS
// Takes a picture and asks axe whenever a rollout begins, comes to another ring or ends, until so many have ended; says what it saw
// as JSON: each rollout's phases, what the page said of it, what axe finds, errors of the page.
import { launch, Screen } from "../e2e/support/browser.mjs";

const [url, name, rollouts] = process.argv.slice(2);
const [page_address, token] = [new URL(url), new URL(url).hash.replace("#token=", "")];
const ask = async (path) => (await fetch(new URL(path, page_address.origin), { headers: { Authorization: `Bearer ${token}` } })).json();
const ends = { done: "everywhere", goneBack: "taken back" };
const over = (phase) => phase in ends;
const seen = { axe: [], errors: [], rollouts: {} };
const browser = await launch();
try {
  const screens = [];
  for (const [kind, theme, width] of [["desktop", "light", 1280], ["phone", "dark", 390]]) {
    const screen = await Screen.open(browser, url, { theme, viewport: { width, height: 1500 } });
    await screen.page.goto(url);
    screens.push([kind, screen]);
  }
  for (const told = new Set(); ; ) {
    const { items } = await ask("/v1/rollouts");
    const newest = items[0];
    const state = newest && `${newest.release} ${newest.phase} ${newest.ring}`;
    if (newest && !told.has(state)) {
      told.add(state);
      const of = (seen.rollouts[newest.release] ??= { phases: [] });
      of.phases.push(`${newest.phase} ${newest.ring}`);
      for (const [kind, screen] of screens) {
        const shown = screen.page.locator("#rollout");
        // What the page shows by itself, without being loaded anew.
        await shown.getByRole("heading", { name: `Release ${newest.release}: ${ends[newest.phase] ?? ""}` }).waitFor();
        await screen.page.locator("#releases").scrollIntoViewIfNeeded();
        seen.axe.push(...(await screen.axe()));
        await screen.picture(`${name}-${newest.release}-${told.size}-${newest.phase}-${newest.ring}-${kind}`);
        of.text = `${of.text ?? ""}${await shown.innerText()}`;
      }
    }
    if (items.filter((each) => over(each.phase)).length >= Number(rollouts)) break;
    await new Promise((go) => setTimeout(go, 500));
  }
  for (const [, screen] of screens) seen.errors.push(...screen.errors, ...screen.elsewhere);
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
