// A demo store of its own for each test file: the real programs, a real data folder, a free port.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../..", import.meta.url));
const bin = process.env.HOLDFAST_BIN ?? join(root, "build/bin");
const demo = join(root, "packaging/demo");
const people = JSON.parse(readFileSync(join(demo, "store.json"), "utf8")).staff;

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export class Store {
  #process = null;
  /** Makes the demo store; start() serves it. */
  static async make() {
    const store = new this();
    store.folder = mkdtempSync(join(tmpdir(), "holdfast-e2e-"));
    store.data = join(store.folder, "data");
    store.port = await freePort();
    store.#cli("init", "--data", store.data, "--from", join(demo, "store.json"));
    store.#cli("catalog", "import", join(demo, "catalogue.csv"), "--data", store.data);
    store.#cli("layout", "put", join(demo, "layout.json"), "--data", store.data);
    store.pairingCode = JSON.parse(store.#cli("pair", "--data", store.data, "--uses", "100", "--json")).code;
    return store;
  }
  get url() {
    return `http://127.0.0.1:${this.port}`;
  }
  /** The first person of each role. */
  get staff() {
    return Object.fromEntries(people.toReversed().map((person) => [person.role, person]));
  }
  staffOf(code) {
    return people.find((person) => person.code === code);
  }
  #cli(...args) {
    return execFileSync(join(bin, "holdfast"), args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  }
  /** What serves it, with these options of the daemon's. */
  command(options) {
    return [join(bin, "holdfastd"), options];
  }
  /** Serves it; `ui` is a folder of a built page to serve instead of the one in the binary, `more` are options of the daemon's. */
  async start({ ui = process.env.HOLDFAST_UI_DIR, more = [] } = {}) {
    const args = ["--data", this.data, "--listen", `127.0.0.1:${this.port}`, ...(ui ? ["--ui-dir", ui] : []), ...more];
    const log = openSync(join(this.folder, "daemon.log"), "a");
    this.#process = spawn(...this.command(args), { stdio: ["ignore", log, log] });
    for (let tries = 0; tries < 400; ++tries) {
      const answer = await fetch(`${this.url}/readyz`).catch(() => null);
      if (answer?.ok) return this;
      if (this.#process.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`the daemon does not answer:\n${readFileSync(join(this.folder, "daemon.log"), "utf8").slice(-2000)}`);
  }
  /** As a power cut would: no word to the process. */
  async kill() {
    const gone = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGKILL");
    await gone;
  }
  /** Everything the store says of itself after the test; a store that does not verify fails it. */
  async stop() {
    if (this.#process?.exitCode === null && this.#process.signalCode === null) {
      const gone = new Promise((resolve) => this.#process.once("exit", resolve));
      this.#process.kill("SIGTERM");
      await gone;
    }
    try {
      this.#cli("verify", "--data", this.data);
    } finally {
      rmSync(this.folder, { recursive: true, force: true });
    }
  }
  /** A manager's session by the API, to look behind the page. */
  async manager() {
    const { code, pin } = this.staff.manager;
    const post = async (path, body, token) => {
      const headers = { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
      const answer = await fetch(`${this.url}/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
      return answer.json();
    };
    const terminal = await post("/pairings", { code: this.pairingCode, name: "behind the page" });
    const session = await post("/sessions", { staffCode: code, pin }, terminal.token);
    return {
      get: async (path) => (await fetch(`${this.url}/v1${path}`, { headers: { Authorization: `Bearer ${session.token}` } })).json(),
      post: (path, body) => post(path, body, session.token),
      send: (method, path, body) => {
        const headers = { "Content-Type": "application/json", Authorization: `Bearer ${session.token}` };
        return fetch(`${this.url}/v1${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
      },
    };
  }
}
