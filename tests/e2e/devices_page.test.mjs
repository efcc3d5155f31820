// The page of the virtual devices: every device is there, can be worked, and is readable for everybody in both themes.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, Screen } from "./support/browser.mjs";
import { root } from "./support/store.mjs";

const bin = process.env.HOLDFAST_BIN ?? join(root, "build/bin");
let folder, devices, control, browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-devices-"));
  const file = join(folder, "ports");
  const wishes = { zvt: "127.0.0.1:0", nexo: "127.0.0.1:0", scale: join(folder, "scale"), scanner: join(folder, "scanner") };
  const options = Object.entries({ ...wishes, display: join(folder, "display"), "port-file": file }).flatMap(([name, value]) => [`--${name}`, value]);
  devices = spawn(join(bin, "holdfast-devices"), options, { stdio: "ignore" });
  for (let tries = 0; tries < 400 && !control; ++tries) {
    try {
      control = `http://127.0.0.1:${readFileSync(file, "utf8").split("\n")[0]}`;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  browser = await launch();
});
after(async () => {
  await browser?.close();
  devices?.kill();
  rmSync(folder, { recursive: true, force: true });
});
const device = async (name) => (await fetch(`${control}/${name}`)).json();
const change = (name, body) => fetch(`${control}/${name}`, { method: "PATCH", body: JSON.stringify(body) });

test("every device is on the page, and the page is accessible in both themes", async () => {
  for (const theme of ["light", "dark"]) {
    const screen = await Screen.open(browser, control, { theme, viewport: { width: 1280, height: 1000 } });
    await screen.page.goto(control);
    await screen.page.waitForFunction(() => document.querySelectorAll("section").length === 6);
    await screen.page.locator("details").evaluateAll((all) => all.forEach((each) => each.setAttribute("open", "")));
    assert.deepEqual(await screen.axe(), [], theme);
    assert.deepEqual(screen.errors, []);
    assert.deepEqual(screen.elsewhere, []);
    await screen.picture(`devices-${theme}`);
    await screen.close();
  }
});

test("goods are laid on, the plug is pulled, customers and faults are chosen by hand", async () => {
  const screen = await Screen.open(browser, control);
  const page = screen.page;
  await page.goto(control);
  const card = (title) => page.locator("section", { has: page.getByRole("heading", { name: title }) });
  const scale = card("Scale");
  await scale.getByRole("textbox").fill("1.25");
  await scale.getByRole("button", { name: "Lay on" }).click();
  await scale.getByText("1.250 kg").waitFor();
  assert.equal((await device("scale")).goods, "1.25");
  await scale.getByRole("button", { name: "Too heavy" }).click();
  await scale.getByText("-OL-").waitFor();
  await scale.getByRole("button", { name: "Pull the plug" }).click();
  await scale.getByText("no power").waitFor();
  assert.equal((await device("scale")).powered, false);
  await scale.getByRole("button", { name: "Plug it in" }).click();

  const terminal = card("Card terminal: ZVT");
  await terminal.getByText("READY").waitFor();
  await terminal.getByRole("button", { name: "Is declined" }).click();
  await terminal.getByText("Next: declined").waitFor();
  await terminal.getByLabel("Tip").fill("1.50");
  await terminal.getByRole("button", { name: "Adds a tip" }).click();
  await terminal.getByText("1.50 with the next sale").waitFor();
  assert.equal((await device("terminal")).tip, 150);
  await terminal.getByLabel("Customers pay by themselves").click();
  await page.waitForFunction(async () => (await (await fetch("/terminal")).json()).mode === "wait");
  await terminal.getByText("Faults of the line").click();
  await terminal.getByLabel(/^Silent/).check();
  await page.waitForFunction(async () => (await (await fetch("/terminal")).json()).faults.silent);
  await terminal.getByRole("button", { name: "half", exact: true }).click();
  await page.waitForFunction(async () => (await (await fetch("/terminal")).json()).faults.half === 1);
  assert.equal((await device("terminal")).faults.silent, true);
  await change("terminal", { faults: {}, next: [], mode: "auto" });
  assert.deepEqual(screen.errors, []);
  await screen.close();
});
