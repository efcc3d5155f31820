// The operators' page of a running hub, as a person uses it while a release is on its way: look_at_releases.mjs URL NAME
// Says what it saw as JSON: what axe finds, errors of the page, texts; pauses the release and lets it go on. With a third word it
// looks at one that was taken back, and touches nothing.
import { launch, Screen } from "../e2e/support/browser.mjs";

const [url, name, takenBack] = process.argv.slice(2);
const browser = await launch();
const seen = { axe: [], errors: [] };
try {
  for (const [theme, width] of [["light", 1280], ["dark", 390]]) {
    const screen = await Screen.open(browser, url, { theme, viewport: { width, height: 1400 } });
    const { page } = screen;
    await page.goto(url);
    await (takenBack ? page.locator("#rollout h3").first().getByText("taken back") : page.getByRole("button", { name: "Pause" })).waitFor();
    await page.getByRole("button", { name: "Show the sites" }).click();
    await page.getByRole("button", { name: "Hide the sites" }).waitFor();
    seen.axe.push(...(await screen.axe()));
    await page.locator("#releases").scrollIntoViewIfNeeded();
    await screen.picture(`${name}-${theme}`);
    if (takenBack) seen.text = await page.locator("#rollout").innerText();
    else if (theme === "light") {
      seen.text = await page.locator("#rollout").innerText();
      await page.getByRole("button", { name: "Pause" }).click();
      seen.axe.push(...(await screen.axe()));
      await page.locator("#decide").getByLabel("Your name").fill("Imke");
      await page.locator("#decide").getByLabel("Why").fill("a look at the page");
      await page.getByRole("button", { name: "Do it" }).click();
      await page.getByText("a look at the page").first().waitFor();
      seen.paused = await page.locator("#rollout h3").first().innerText();
      await page.getByRole("button", { name: "Go on" }).click();
      await page.locator("#decide").getByLabel("Your name").fill("Imke");
      await page.getByRole("button", { name: "Do it" }).click();
      await page.getByRole("button", { name: "Pause" }).waitFor();
    }
    seen.errors.push(...screen.errors, ...screen.elsewhere);
    await screen.context.close();
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
