// An appliance that holds no store yet: a daemon on a folder of its own, killed and started again as the test likes.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, root } from "./store.mjs";

const bin = process.env.HOLDFAST_BIN ?? join(root, "build/bin");

export class EmptyBox {
  #process = null;
  static async make() {
    const box = new EmptyBox();
    box.folder = mkdtempSync(join(tmpdir(), "holdfast-box-"));
    box.data = join(box.folder, "data");
    box.port = await freePort();
    return box;
  }
  get url() {
    return `http://127.0.0.1:${this.port}`;
  }
  cli(...args) {
    return execFileSync(join(bin, "holdfast"), args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  }
  code() {
    return JSON.parse(this.cli("setup-code", "--data", this.data, "--json")).code;
  }
  /** `env`: beside what this process has. */
  async start({ ui = process.env.HOLDFAST_UI_DIR, env = {} } = {}) {
    const args = ["--data", this.data, "--listen", `127.0.0.1:${this.port}`, ...(ui ? ["--ui-dir", ui] : [])];
    const log = openSync(join(this.folder, "daemon.log"), "a");
    this.#process = spawn(join(bin, "holdfastd"), args, { stdio: ["ignore", log, log], env: { ...process.env, ...env } });
    for (let tries = 0; tries < 400; ++tries) {
      const answer = await fetch(`${this.url}/livez`).catch(() => null);
      if (answer?.ok) return this;
      if (this.#process.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`the daemon does not answer:\n${this.log().slice(-2000)}`);
  }
  log() {
    return readFileSync(join(this.folder, "daemon.log"), "utf8");
  }
  async kill() {
    const gone = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGKILL");
    await gone;
  }
  /** What was made verifies, and the daemon was one process all along. */
  async stop() {
    if (this.#process?.exitCode === null && this.#process.signalCode === null) {
      const gone = new Promise((resolve) => this.#process.once("exit", resolve));
      this.#process.kill("SIGTERM");
      await gone;
    }
    try {
      this.cli("verify", "--data", this.data);
    } finally {
      rmSync(this.folder, { recursive: true, force: true });
    }
  }
}
