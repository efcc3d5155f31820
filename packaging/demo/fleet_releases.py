"""Releases for the fleet demo: signed for real, of the programs as they are; two of them are broken on purpose."""
import pathlib
import shutil
import subprocess

# What a bad release may be like, without a bad program being built: a script stands in front of the real one.
WRAPPER = """#!/bin/sh
here=$(dirname "$0")
case "$*" in *--prove*) {proof} ;; esac
{serve}
"""
REAL = 'exec "$here/holdfastd-real" "$@"'
# Every second article number that the program looks up is another one.
SCANS = r"""
#define _GNU_SOURCE
#include <ctype.h>
#include <dlfcn.h>
#include <string.h>
struct sqlite3_stmt;
typedef int bind(struct sqlite3_stmt*, int, const char*, int, void (*)(void*));
int sqlite3_bind_text(struct sqlite3_stmt* statement, int at, const char* text, int size, void (*end)(void*)) {
  static bind* real;
  static unsigned looked_up;
  static __thread char wrong[32];
  if (!real) real = (bind*)dlsym(RTLD_NEXT, "sqlite3_bind_text");
  int digits = text && size >= 8 && size <= 14;
  for (int i = 0; digits && i < size; ++i) digits = isdigit((unsigned char)text[i]) != 0;
  if (!digits || __sync_add_and_fetch(&looked_up, 1) % 2) return real(statement, at, text, size, end);
  memcpy(wrong, text, (size_t)size);
  wrong[0] = '#';
  return real(statement, at, wrong, size, (void (*)(void*))-1);
}
"""


class Releases:
    def __init__(self, folder, programs):
        self.programs, self.keys = pathlib.Path(programs), pathlib.Path(folder) / "keys"
        self.keys.mkdir()
        self.repository = self.keys / "repository"
        self.root, self.bundles = self.keys / "root.json", {}
        for name in ("root", "targets", "online"):
            self.holdfast("bundle", "key", self.keys / name)
        self.holdfast("bundle", "root", self.root, "--root-key", self.keys / "root", "--root-threshold", 1, "--targets-key", self.keys / "targets",
                      "--targets-threshold", 1, "--online-key", self.keys / "online")
        self.holdfast("bundle", "sign", self.root, "--key", self.keys / "root")
        (self.repository / "metadata").mkdir(parents=True)
        shutil.copy(self.root, self.repository / "metadata" / "1.root.json")
        self.daemon = self.keys / "holdfastd"
        # Without what debuggers want it is a third as large, for twenty stores with two slots each.
        if subprocess.run(["strip", "-o", self.daemon, self.programs / "holdfastd"], check=False).returncode != 0:
            shutil.copy(self.programs / "holdfastd", self.daemon)

    def holdfast(self, *arguments):
        done = subprocess.run([self.programs / "holdfast", *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"holdfast {' '.join(map(str, arguments))}: {done.stderr}")

    def build(self, counter, notes, fault=None):
        """`fault`: `proof` for one that cannot prove itself, `scans` for one that finds only half of the articles."""
        programs = self.keys / f"programs-{counter}"
        programs.mkdir()
        more = []
        if fault is None:
            shutil.copy(self.daemon, programs / "holdfastd")
        else:
            shutil.copy(self.daemon, programs / "holdfastd-real")
            preload = 'export LD_PRELOAD="$here/../lib/scans.so"\n' if fault == "scans" else ""
            proof = 'echo "the self-test fails" >&2; exit 70' if fault == "proof" else REAL
            (programs / "holdfastd").write_text(WRAPPER.format(proof=proof, serve=preload + REAL))
            (programs / "holdfastd").chmod(0o755)
            if fault == "scans":
                more = ["--add", f"lib/scans.so={self.scans_library()}"]
        bundle = self.keys / f"holdfast-0.{counter}.0.hfb"
        self.holdfast("bundle", "build", bundle, "--release", f"0.{counter}.0", "--counter", counter, "--programs", programs, "--notes", notes, *more)
        self.bundles[counter] = bundle
        return bundle

    def scans_library(self):
        source, library = self.keys / "scans.c", self.keys / "scans.so"
        source.write_text(SCANS)
        compiler = next(name for name in ("clang-19", "clang", "cc", "gcc") if shutil.which(name))
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True, timeout=60)
        return library

    def publish(self, bundle):
        before = [each for each in self.bundles.values() if each != bundle][:1]
        delta = [word for each in before for word in ("--delta-from", each)]
        self.holdfast("bundle", "publish", self.repository, bundle, "--targets-key", self.keys / "targets", "--online-key", self.keys / "online",
                      "--level", 1, *delta)
        return bundle.name
