// `./run --empty` itself, as somebody who has never seen it starts it: from that line to a first sale, in the browser alone.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { launch } from "./support/browser.mjs";
import { freePort, root } from "./support/store.mjs";
import { until } from "./support/until.mjs";
import { Wizard } from "./support/wizard.mjs";

const limit = 5 * 60_000; // ms, from the command to the first receipt
const bin = process.env.HOLDFAST_BIN ?? join(root, "build/bin");

/** What it says, line by line, until it says that it is ready. */
async function started(run) {
  const said = [];
  for await (const line of createInterface({ input: run.stdout })) {
    said.push(line);
    if (line.startsWith("READY ")) return { text: said.join("\n"), ready: JSON.parse(line.slice(6)) };
  }
  throw new Error(`it ended before it was ready:\n${said.join("\n")}`);
}

test("from ./run --empty to the first sale in less than five minutes", async () => {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-run-"));
  const port = await freePort();
  const begin = Date.now();
  const lap = (what) => console.log(`./run --empty: ${what} after ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  const run = spawn(join(root, "run"), ["--empty", "--port", String(port), "--data", join(folder, "data")], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, HOLDFAST_BIN: bin },
  });
  const gone = new Promise((resolve) => run.once("exit", resolve));
  const browser = await launch();
  let wizard, till;
  try {
    const { text, ready } = await started(run);
    lap("it is ready");
    const printer = /the printer is at ([\d.:]+)/.exec(text)[1];
    const { origin, pathname, hash } = new URL(/Set it up: +open (\S+)/.exec(text)[1]);
    assert.equal(origin, ready.api);
    wizard = await Wizard.at(browser, origin, pathname + hash);
    await wizard.answerStore();
    await wizard.answerStaff();
    await wizard.make();
    lap("the store is made");
    await wizard.importArticles(folder);
    const state = async () => (await fetch(`${ready.devices.printer}/printer`)).json();
    await wizard.printerAt(printer, () => until(async () => (await state()).cuts > 0, "the page comes out"));
    await wizard.tap("console_first.printer_works");
    await wizard.tap("console_first.stand_alone");
    till = await Wizard.at(browser, origin, await wizard.pairingPath());
    await till.sellTea();
    const taken = Date.now() - begin;
    console.log(`./run --empty: the first sale after ${(taken / 1000).toFixed(1)} s of ${limit / 1000} s`);
    assert.ok(taken < limit, `${taken} ms`);
    await until(async () => /Green tea/.test(await (await fetch(`${ready.devices.printer}/printer/roll`)).text()), "its receipt comes out");
  } catch (error) {
    for (const [name, screen] of Object.entries({ wizard, till })) await screen?.picture(`failed-run_empty-${name}`).catch(() => undefined);
    throw error;
  } finally {
    const complaints = [wizard, till].flatMap((each) => each?.errors ?? []);
    await browser.close();
    run.kill("SIGTERM");
    await gone;
    rmSync(folder, { recursive: true, force: true });
    assert.deepEqual(complaints, []);
  }
});
