// The virtual devices of a counter: real protocols, and faults on command.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./store.mjs";

const bin = process.env.HOLDFAST_BIN ?? join(root, "build/bin");
/** What serves each of them, by the name that the control API has for it. */
const options = {
  terminal: () => ["--zvt", "127.0.0.1:0"],
  scale: (folder) => ["--scale", join(folder, "scale")],
  scanner: (folder) => ["--scanner", join(folder, "scanner")],
  display: (folder) => ["--display", join(folder, "display")],
};
const kinds = {
  printer: { kind: "receipt_printer", profile: "epson-tm-t88vi" },
  terminal: { kind: "card_terminal", profile: "zvt", secret: "000000" },
  scale: { kind: "scale", profile: "toledo_8217" },
  scanner: { kind: "scanner", profile: "serial" },
  display: { kind: "customer_display", profile: "esc_pos" },
};

export class Counter {
  #process;
  #control;
  addresses = {};
  /** Starts those named, and the printer with its drawer. */
  static async start(...names) {
    const counter = new Counter();
    counter.folder = mkdtempSync(join(tmpdir(), "holdfast-devices-"));
    const file = join(counter.folder, "ports");
    const args = names.flatMap((name) => options[name](counter.folder));
    counter.#process = spawn(join(bin, "holdfast-devices"), ["--port-file", file, ...args], { stdio: "ignore" });
    for (let tries = 0; tries < 400; ++tries) {
      try {
        const [page, printer, ...others] = readFileSync(file, "utf8").trim().split("\n");
        counter.#control = `http://127.0.0.1:${page}`;
        counter.addresses = Object.fromEntries([["printer", `tcp://127.0.0.1:${printer}`], ...others.map((line) => line.split(" "))]);
        return counter;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    }
    throw new Error("holdfast-devices does not start");
  }
  /** Sets a device up for the first register, and waits until it is ready. */
  async connect(office, name, more = {}) {
    const { items: registers } = await office.get("/registers");
    const here = registers.find(({ number }) => number === 1).id;
    const { id } = await office.post("/devices", { name, address: this.addresses[name], registers: [here], ...kinds[name], ...more });
    if (id === undefined) throw new Error(`${name} was not set up`);
    return this.state(office, id, "online");
  }
  /** Waits until the appliance says so of the device. */
  async state(office, id, state) {
    for (let tries = 0; tries < 600; ++tries) {
      const device = await office.get(`/devices/${id}`);
      if (device.state === state) return device;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`device ${id} does not become ${state}: ${JSON.stringify(await office.get(`/devices/${id}`))}`);
  }
  async get(name) {
    return (await fetch(`${this.#control}/${name}`)).json();
  }
  /** What is on the printer's paper, as text. */
  async roll() {
    return (await fetch(`${this.#control}/printer/roll`)).text();
  }
  async set(name, body) {
    await this.#send("PATCH", `/${name}`, body);
  }
  async act(name, action, body) {
    await this.#send("POST", `/${name}/${action}`, body);
  }
  async #send(method, path, body) {
    const answer = await fetch(this.#control + path, { method, ...(body ? { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } } : {}) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  }
  /** Waits until a look at the device shows what is wanted. */
  async until(name, wanted) {
    for (let tries = 0; tries < 400; ++tries) {
      const now = await this.get(name);
      if (wanted(now)) return now;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`${name}: ${JSON.stringify(await this.get(name))}`);
  }
  close() {
    this.#process?.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
