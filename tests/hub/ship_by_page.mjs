// The operators' page as somebody ships a release by it, with a token of their own: ship_by_page.mjs URL NAME BUNDLE
// Ships it, holds it up, lets it go on, begins the next ring and takes it back, and looks at what is noted of that. Says what it saw as JSON.
import { launch, Screen } from "../e2e/support/browser.mjs";

const [url, name, bundle] = process.argv.slice(2);
const browser = await launch();
const seen = { axe: [], errors: [], rings: [] };
try {
  const open = async (theme, width) => {
    const screen = await Screen.open(browser, url, { theme, viewport: { width, height: 1400 } });
    await screen.page.goto(url);
    await screen.page.getByText("You are imke.").waitFor();
    return screen;
  };
  const look = async (screen, what) => {
    seen.axe.push(...(await screen.axe()));
    await screen.picture(`${name}-${what}`);
  };
  const screen = await open("light", 1280);
  const { page } = screen;
  const heading = (words) => page.locator("#rollout h3").first().filter({ hasText: words });
  const decide = async (button, reason) => {
    await page.getByRole("button", { name: button, exact: true }).first().click();
    await page.locator("#decide").waitFor();
    if (reason !== undefined) await page.locator("#decide").getByLabel("Why").fill(reason);
    if (await page.locator("#decide").getByLabel("Your name").isVisible()) throw new Error("who has a token of their own is asked for a name");
    await page.getByRole("button", { name: "Do it" }).click();
  };
  await page.locator("#ship").waitFor();
  await page.locator("#ship-bundle").selectOption(bundle);
  await page.getByLabel("The next ring begins by itself").uncheck();
  await look(screen, "offer");
  await page.getByRole("button", { name: "Ship to the first ring" }).click();
  await heading("on its way, ring").waitFor();
  // Rings that hold no site are passed by themselves; the first one that holds some stays.
  const ring = async () => /ring (.*)$/.exec(await heading("on its way, ring").innerText())[1];
  const held = page.locator("#rollout tr").filter({ has: page.locator("small", { hasText: "now" }) }).filter({ hasNotText: "0 of 0" });
  await held.waitFor();
  seen.rings.push(await ring());
  await look(screen, "on-its-way");
  await decide("Pause", "Black Friday");
  await heading("paused").waitFor();
  seen.paused = await heading("paused").innerText();
  await decide("Go on");
  await heading("on its way, ring").waitFor();
  await decide("Begin the next ring");
  await page.locator("#rollout h3").first().filter({ hasText: "on its way, ring" }).filter({ hasNotText: `ring ${seen.rings[0]}` }).waitFor();
  seen.rings.push(await ring());
  await decide("Take it back", "the till is too slow");
  await heading(/going back|taken back/).waitFor();
  const audit = page.locator("#audit");
  await audit.getByText("rollout.rollback").waitFor();
  await audit.getByRole("button", { name: "Check the chain" }).click();
  await audit.getByText("The chain holds").waitFor();
  seen.chain = await audit.locator("#audit-news").innerText();
  await look(screen, "taken-back");
  await audit.scrollIntoViewIfNeeded();
  await screen.picture(`${name}-audit`);
  const phone = await open("dark", 390);
  await phone.page.locator("#audit").getByText("rollout.create").waitFor();
  await look(phone, "phone");
  await phone.page.locator("#audit").scrollIntoViewIfNeeded();
  await phone.picture(`${name}-audit-phone`);
  for (const each of [screen, phone]) seen.errors.push(...each.errors, ...each.elsewhere);
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
