"""Releases by the command line: packed, signed by a threshold, published, and what a store would make of it."""
import json, os, pathlib, subprocess

import pytest

HOLDFAST = pathlib.Path(os.environ.get("HOLDFAST_BIN", "build/bin")) / "holdfast"


def holdfast(*words, ok=True, passphrase=None):
    environment = {**os.environ, **({"HOLDFAST_KEY_PASSPHRASE": passphrase} if passphrase else {})}
    done = subprocess.run([HOLDFAST, "bundle", *map(str, words)], capture_output=True, text=True, env=environment)
    assert (done.returncode == 0) == ok, done.stdout + done.stderr
    return done.stdout if ok else done.stderr


@pytest.fixture
def desk(tmp_path):
    for name in ("first", "second", "targets", "online"):
        holdfast("key", tmp_path / name)
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("holdfastd", "holdfast"):
        (programs / name).write_text(f"#!/bin/sh\necho {name}\n")
        (programs / name).chmod(0o755)
    (tmp_path / "sbom.json").write_text("{}")
    holdfast("build", tmp_path / "r2.bundle", "--release", "0.2.0", "--counter", 2, "--programs", programs, "--notes", "Sells faster.", "--add", f"share/sbom.json={tmp_path / 'sbom.json'}")
    holdfast("root", tmp_path / "root.json", "--root-key", tmp_path / "first.pub", "--root-key", tmp_path / "second.pub", "--root-threshold", 2,
             "--targets-key", tmp_path / "targets.pub", "--online-key", tmp_path / "online.pub")
    return tmp_path


def publish(desk, *bundle):
    return holdfast("publish", desk / "repo", *bundle, "--targets-key", desk / "targets", "--online-key", desk / "online")


def test_a_release_is_believed_once_enough_keys_have_signed(desk):
    publish(desk, desk / "r2.bundle")
    holdfast("sign", desk / "root.json", "--key", desk / "first")
    assert "would not believe" in holdfast("check", desk / "repo", "--root", desk / "root.json", ok=False)
    holdfast("sign", desk / "root.json", "--key", desk / "second")
    said = json.loads(holdfast("check", desk / "repo", "--root", desk / "root.json", "--target", "r2.bundle", "--json"))
    inspected = json.loads(holdfast("inspect", desk / "r2.bundle", "--json"))
    assert said["sha256"] == inspected["sha256"] and said["trusted"]
    manifest = inspected["manifest"]
    assert (manifest["release"], manifest["releaseCounter"], manifest["notes"]) == ("0.2.0", 2, "Sells faster.")
    assert [file["path"] for file in manifest["files"]] == ["bin/holdfast", "bin/holdfastd", "share/sbom.json"]
    assert manifest["schemaWrites"] >= 18 and inspected["wrong"] == []


def test_the_same_programs_are_the_same_bundle(desk):
    holdfast("build", desk / "again.bundle", "--release", "0.2.0", "--counter", 2, "--programs", desk / "bin", "--notes", "Sells faster.", "--add", f"share/sbom.json={desk / 'sbom.json'}")
    assert (desk / "again.bundle").read_bytes() == (desk / "r2.bundle").read_bytes()


def test_a_changed_byte_a_stranger_and_a_step_back_are_found(desk):
    for key in ("first", "second"):
        holdfast("sign", desk / "root.json", "--key", desk / key)
    publish(desk, desk / "r2.bundle")
    published = next((desk / "repo/targets").glob("*.r2.bundle"))
    good = published.read_bytes()
    published.write_bytes(good.replace(b"echo holdfastd", b"echo HOLDFASTD"))
    assert "not what was signed" in holdfast("check", desk / "repo", "--root", desk / "root.json", "--target", "r2.bundle", ok=False)
    assert "bin/holdfastd is not what the manifest says" in subprocess.run([HOLDFAST, "bundle", "inspect", published], capture_output=True, text=True).stdout
    published.write_bytes(good)
    holdfast("check", desk / "repo", "--root", desk / "root.json", "--target", "r2.bundle")
    # A stranger's timestamp.
    holdfast("key", desk / "stranger")
    holdfast("publish", desk / "repo", "--online-key", desk / "stranger")
    assert "would not believe" in holdfast("check", desk / "repo", "--root", desk / "root.json", ok=False)


def test_what_ends_is_said_again_by_the_online_key_alone(desk):
    for key in ("first", "second"):
        holdfast("sign", desk / "root.json", "--key", desk / key)
    publish(desk, desk / "r2.bundle")
    before = (desk / "repo/metadata/timestamp.json").read_text()
    holdfast("publish", desk / "repo", "--online-key", desk / "online", "--online-days", 1)
    assert (desk / "repo/metadata/timestamp.json").read_text() != before
    holdfast("check", desk / "repo", "--root", desk / "root.json", "--target", "r2.bundle")


def test_keys_are_private_sealed_and_never_written_over(desk):
    assert (desk / "first").stat().st_mode & 0o077 == 0
    assert "there already" in holdfast("key", desk / "first", ok=False)
    holdfast("key", desk / "sealed", passphrase="open sesame")
    assert "ENCRYPTED" in (desk / "sealed").read_text()
    assert "passphrase" in holdfast("sign", desk / "root.json", "--key", desk / "sealed", ok=False)
    holdfast("sign", desk / "root.json", "--key", desk / "sealed", passphrase="open sesame")
    assert "takes as many keys" in holdfast("root", desk / "x.json", "--root-key", desk / "first.pub", "--root-threshold", 2, "--targets-key", desk / "targets.pub", "--online-key", desk / "online.pub", ok=False)
