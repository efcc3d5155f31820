// The receipt on the register's own printer: what the screen says of it, and the way out when it is not well.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { article } from "./support/catalogue.mjs";
import { end } from "./support/end.mjs";
import { root, Store } from "./support/store.mjs";
import { Till } from "./support/till.mjs";

const mango = article("MANGO");
const bin = process.env.HOLDFAST_BIN ?? join(root, "build/bin");
let folder, devices, control, store, browser, till, device, office;

async function virtualPrinter() {
  folder = mkdtempSync(join(tmpdir(), "holdfast-devices-"));
  const file = join(folder, "ports");
  devices = spawn(join(bin, "holdfast-devices"), ["--port-file", file], { stdio: "ignore" });
  for (let tries = 0; tries < 400; ++tries) {
    try {
      const [page, printer] = readFileSync(file, "utf8").trim().split("\n");
      return { control: `http://127.0.0.1:${page}`, address: `tcp://127.0.0.1:${printer}` };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  throw new Error("holdfast-devices does not start");
}
const printer = (method, path, body) => fetch(control + path, { method, body: body && JSON.stringify(body) });
const roll = async () => (await printer("GET", "/printer/roll")).text();

before(async () => {
  const virtual = await virtualPrinter();
  control = virtual.control;
  store = await (await Store.make()).start();
  office = await store.manager();
  const { items: registers } = await office.get("/registers");
  device = await office.post("/devices", {
    kind: "receipt_printer",
    name: "Printer",
    address: virtual.address,
    profile: "epson-tm-t88vi",
    registers: [registers.find(({ number }) => number === 1).id],
  });
  browser = await launch();
  till = await Till.open(browser, store.url);
  await till.ready(store);
});
after(async () => {
  devices?.kill();
  await end({ browser, store, tills: [till] });
  rmSync(folder, { recursive: true, force: true });
});

async function sell() {
  await till.scanTo(mango.code, mango.price);
  return till.payExact();
}

test("a sale prints its receipt, and the screen says that it is printed", async () => {
  const number = await sell();
  await till.sees("printing.printed");
  assert.match(await roll(), new RegExp(`Receipt ${number}`));
  await till.tap("receipt.gift");
  await till.sees("printing.printed");
  await till.nextSale();
});

test("without paper the screen says what to do, and the receipt comes by itself once there is some", async () => {
  await printer("PATCH", "/printer", { paper: "out" });
  const number = await sell();
  await till.sees("printing.trouble");
  await till.sees("printing.load_paper");
  assert.ok(!(await roll()).includes(number));
  await printer("PATCH", "/printer", { paper: "present" });
  await till.sees("printing.printed");
  assert.equal((await roll()).split(`Receipt ${number}`).length, 2, "once");
  await till.nextSale();
});

test("when nobody knows whether it printed, the way out is a marked copy", async () => {
  await printer("PATCH", "/printer", { bytesPerSecond: 50 });
  await sell();
  await till.sees("printing.printing");
  await printer("POST", "/printer/power-cycle");
  await till.sees("printing.unknown");
  await printer("PATCH", "/printer", { bytesPerSecond: 0 });
  await till.tap("printing.unknown_way");
  await till.sees("printing.printed");
  assert.match(await roll(), /COPY 1/);
  await till.nextSale();
});
