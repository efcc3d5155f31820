// A real hub beside a store: its operators' API and page, and the store's place in it.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./store.mjs";
import { until } from "./until.mjs";

const bin = process.env.HOLDFAST_BIN ?? join(root, "build/bin");

export class Hub {
  #process;
  /** In the store's own folder; `stores` is where stores go, `api` where its operators do. */
  static async start(folder) {
    const hub = new Hub();
    hub.data = join(folder, "hub");
    const ports = join(folder, "hub-ports");
    const log = openSync(join(folder, "hub.log"), "a");
    const listen = ["--listen", "127.0.0.1:0", "--operator-listen", "127.0.0.1:0", "--port-file", ports];
    hub.#process = spawn(join(bin, "holdfast-hub"), ["--data", hub.data, ...listen], { stdio: ["ignore", log, log] });
    const numbers = await until(() => existsSync(ports) && /^(\d+)\s+(\d+)/.exec(readFileSync(ports, "utf8")), "the hub listens");
    hub.token = readFileSync(join(hub.data, "hub-token"), "utf8").trim();
    hub.api = `http://127.0.0.1:${numbers[2]}`;
    hub.stores = `https://127.0.0.1:${numbers[1]}`;
    return hub;
  }
  async get(path) {
    return (await fetch(this.api + path, { headers: { Authorization: `Bearer ${this.token}` } })).json();
  }
  /** What lets one store in, once. */
  enrolmentToken() {
    const made = execFileSync(join(bin, "holdfast-hub"), ["token", "create", "--data", this.data, "--channel", "shops", "--json"], { encoding: "utf8" });
    return JSON.parse(made).token;
  }
  /** Makes a store that is served already one of its own. */
  enrol(store) {
    execFileSync(join(bin, "holdfast"), ["enrol", this.enrolmentToken(), "--hub", this.stores, "--data", store.data]);
  }
  stop() {
    this.#process?.kill("SIGTERM");
  }
}
