// Releases and an appliance that takes them: the built daemon behind a line of shell, signed and published by keys of the
// test's own, run by the real launcher.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { root, Store } from "./store.mjs";

const bin = resolve(process.env.HOLDFAST_BIN ?? join(root, "build/bin"));
const run = (program, ...args) => execFileSync(join(bin, program), args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
const holdfast = (...args) => run("holdfast", ...args);

export class Publisher {
  constructor(folder) {
    this.folder = folder;
    this.repository = join(folder, "repository");
    this.root = join(folder, "root.json");
    mkdirSync(folder);
    const at = (name) => join(folder, name);
    for (const name of ["first", "second", "targets", "online"]) holdfast("bundle", "key", at(name));
    holdfast("bundle", "root", this.root, "--root-key", at("first.pub"), "--root-key", at("second.pub"), "--root-threshold", "2", "--targets-key", at("targets.pub"), "--online-key", at("online.pub"));
    for (const name of ["first", "second"]) holdfast("bundle", "sign", this.root, "--key", at(name));
  }
  /** Release `0.{counter}.0`; `later`: `-next` or `-after`, the programs that bring migrations of their own (tests/later). */
  build(counter, later = "") {
    const programs = join(this.folder, `programs-${counter}`);
    mkdirSync(programs);
    writeFileSync(join(programs, "holdfastd"), `#!/bin/sh\nexec ${join(bin, `holdfastd${later}`)} "$@"\n`);
    chmodSync(join(programs, "holdfastd"), 0o755);
    const bundle = join(this.folder, `r${counter}.hfb`);
    run(`holdfast${later}`, "bundle", "build", bundle, "--release", `0.${counter}.0`, "--counter", String(counter), "--programs", programs);
    return bundle;
  }
  /** A folder as a stick has it, with that release in it. */
  stick(bundle, folder) {
    holdfast("bundle", "publish", this.repository, bundle, "--root", this.root, "--targets-key", join(this.folder, "targets"), "--online-key", join(this.folder, "online"));
    cpSync(this.repository, join(folder, "holdfast-update"), { recursive: true });
    return folder;
  }
}

/** A store under the launcher, which puts other releases in the running one's place. */
export class ManagedStore extends Store {
  static async managed(publisherOf) {
    const store = await this.make();
    store.releases = join(store.folder, "releases");
    store.packaged = join(store.folder, "packaged");
    store.publisher = publisherOf(store.folder);
    holdfast("bundle", "unpack", store.publisher.build(1), store.packaged);
    holdfast("update", "trust", store.publisher.root, "--releases", store.releases);
    return store;
  }
  command(options) {
    return [join(bin, "holdfast-launcher"), ["--root", this.releases, "--packaged", this.packaged, ...options]];
  }
}
