// The virtual devices of a counter: real protocols, and faults on command.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./store.mjs";
import { until } from "./until.mjs";

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
    const written = () => {
      const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
      return lines.length > 1 && lines;
    };
    const [page, printer, ...others] = await until(written, "holdfast-devices starts");
    counter.#control = `http://127.0.0.1:${page}`;
    counter.addresses = Object.fromEntries([["printer", `tcp://127.0.0.1:${printer}`], ...others.map((line) => line.split(" "))]);
    return counter;
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
    const look = () => office.get(`/devices/${id}`);
    const there = async () => ((device) => device.state === state && device)(await look());
    return until(there, async () => `device ${id} becomes ${state}: ${JSON.stringify(await look())}`);
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
    const there = async () => ((now) => wanted(now) && now)(await this.get(name));
    return until(there, async () => `${name}: ${JSON.stringify(await this.get(name))}`);
  }
  close() {
    this.#process?.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
