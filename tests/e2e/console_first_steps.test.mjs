// The first steps of a new store that need somebody else: a printer that announces itself, a stick that is plugged in, a hub.
import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { Counter } from "./support/devices.mjs";
import { EmptyBox } from "./support/empty_box.mjs";
import { Hub } from "./support/hub.mjs";
import { AnnouncedPrinter } from "./support/mdns.mjs";
import { until } from "./support/until.mjs";
import { manager, Wizard } from "./support/wizard.mjs";

let box, counter, printer, hub, browser, page, stick;

/** What the kernel shows of a stick: mounted, and its disk behind USB. */
function plugIn(folder, mountPoint) {
  const disk = join(folder, "sys/devices/pci0000:00/usb1/1-1/block/sdb");
  mkdirSync(join(disk, "sdb1"), { recursive: true });
  mkdirSync(join(disk, "device"));
  mkdirSync(join(folder, "sys/dev/block"), { recursive: true });
  mkdirSync(join(folder, "proc/self"), { recursive: true });
  writeFileSync(join(disk, "removable"), "1\n");
  writeFileSync(join(disk, "device/model"), "DataTraveler 3.0\n");
  writeFileSync(join(disk, "sdb1/partition"), "1\n");
  symlinkSync(join(disk, "sdb1"), join(folder, "sys/dev/block/8:17"));
  writeFileSync(join(folder, "proc/self/mountinfo"), `36 22 8:17 / ${mountPoint} rw,nosuid - vfat /dev/sdb1 rw\n`);
}

before(async () => {
  box = await EmptyBox.make();
  counter = await Counter.start();
  printer = await AnnouncedPrinter.start(Number(counter.addresses.printer.split(":").at(-1)), "EPSON TM-T88", { usb_MDL: "TM-T88VI", usb_MFG: "EPSON" });
  stick = join(box.folder, "media/KINGSTON");
  mkdirSync(stick, { recursive: true });
  const system = join(box.folder, "system");
  plugIn(system, stick);
  await box.start({ env: { HOLDFAST_MDNS: printer.address, HOLDFAST_SYSTEM_ROOT: system } });
  hub = await Hub.start(box.folder);
  browser = await launch();
  page = await Wizard.at(browser, box.url, `/console#code=${box.code()}`);
  await page.answerStore("Harbour");
  await page.answerStaff();
  await page.make();
});
after(async () => {
  const complaints = page?.errors ?? [];
  await browser?.close();
  printer?.close();
  counter?.close();
  hub?.stop();
  await box?.stop();
  assert.deepEqual(complaints, []);
});

const open = (step) => page.page.locator(".first-step-head").filter({ hasText: page.t(`console_first.${step}`) }).first();
async function show(step) {
  const head = open(step);
  if ((await head.getAttribute("aria-expanded")) !== "true") await head.click();
}
/** By the API, as the manager on a terminal of the test's own. */
const ask = (() => {
  let token;
  const call = async (path, body) => {
    const headers = { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    return (await fetch(`${box.url}/v1${path}`, { headers, ...(body ? { method: "POST", body: JSON.stringify(body) } : {}) })).json();
  };
  return async (path) => {
    if (token === undefined) {
      const { code } = JSON.parse(box.cli("pair", "--data", box.data, "--json"));
      ({ token } = await call("/pairings", { code, name: "behind the page" }));
      ({ token } = await call("/sessions", { staffCode: manager.code, pin: manager.pin }));
    }
    return call(path);
  };
})();

test("a printer that announces itself is found with its model, taken by a tap and tried with a page", async () => {
  await show("printer");
  const found = page.page.locator(".found li").filter({ hasText: counter.addresses.printer.replace("tcp://", "") });
  await found.waitFor({ timeout: 30_000 });
  await page.picture("console_first-printer_found");
  assert.deepEqual(await page.axe(), []);
  await found.getByRole("button", { name: page.t("console_first.take"), exact: true }).click();
  await page.tap("console_first.test");
  await counter.until("printer", ({ cuts }) => cuts > 0);
  await page.tap("console_first.printer_works");
  const [device] = (await ask("/devices")).items;
  assert.deepEqual([device.kind, device.address, device.profile], ["receipt_printer", counter.addresses.printer, "epson-tm-t88vi"]);
});

test("the stick that is plugged in is offered for backups, and another folder can be typed all the same", async () => {
  await show("backup");
  const folder = page.field("console_backups.folder");
  await folder.fill("/somewhere/else");
  const offered = page.page.getByRole("group", { name: page.t("console_backups.media") }).getByRole("button", { name: /KINGSTON.*DataTraveler/ });
  await offered.click();
  assert.equal(await folder.inputValue(), join(stick, "holdfast-backups"));
  assert.equal(await offered.getAttribute("aria-pressed"), "true");
  await page.page.getByLabel(page.t("console_backups.passphrase")).fill("a long enough passphrase");
  await page.picture("console_first-stick");
  assert.deepEqual(await page.axe(), []);
  await page.tap("core.save");
  await until(async () => (await ask("/backups/schedule")).folder === join(stick, "holdfast-backups"), "it is kept");
});

test("a wrong token of the hub says so, and the right one makes the store the hub's", async () => {
  await show("hub");
  await page.field("console_first.hub_address").fill(hub.stores);
  const token = hub.enrolmentToken();
  await page.field("console_first.hub_token").fill("HF1.nonsense");
  await page.tap("console_first.enrol");
  await page.page.locator("[aria-invalid=true], .banner").first().waitFor();
  await page.picture("console_first-hub_refused");
  await page.field("console_first.hub_token").fill(token);
  await page.tap("console_first.enrol");
  await until(async () => (await ask("/setup/steps")).items.find(({ step }) => step === "hub").state === "done", "the step is done", { limit: 60_000 });
  await until(async () => (await ask("/replication")).up.link === "up", "the line is there", { limit: 60_000 });
  const { siteId } = await ask("/health");
  assert.deepEqual((await hub.get("/v1/sites")).items.map((each) => each.siteId), [siteId]);
  await page.picture("console_first-hub_done");
  assert.deepEqual(await page.axe(), []);
});
