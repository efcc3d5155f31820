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
def shop(tmp_path):
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


def publish(shop, *bundle):
    return holdfast("publish", shop / "repo", *bundle, "--targets-key", shop / "targets", "--online-key", shop / "online")


def test_a_release_is_believed_once_enough_keys_have_signed(shop):
    publish(shop, shop / "r2.bundle")
    holdfast("sign", shop / "root.json", "--key", shop / "first")
    assert "would not believe" in holdfast("check", shop / "repo", "--root", shop / "root.json", ok=False)
    holdfast("sign", shop / "root.json", "--key", shop / "second")
    said = json.loads(holdfast("check", shop / "repo", "--root", shop / "root.json", "--target", "r2.bundle", "--json"))
    inspected = json.loads(holdfast("inspect", shop / "r2.bundle", "--json"))
    assert said["sha256"] == inspected["sha256"] and said["trusted"]
    manifest = inspected["manifest"]
    assert (manifest["release"], manifest["releaseCounter"], manifest["notes"]) == ("0.2.0", 2, "Sells faster.")
    assert [file["path"] for file in manifest["files"]] == ["bin/holdfast", "bin/holdfastd", "share/sbom.json"]
    assert manifest["schemaWrites"] >= 18 and inspected["wrong"] == []


def test_the_same_programs_are_the_same_bundle(shop):
    holdfast("build", shop / "again.bundle", "--release", "0.2.0", "--counter", 2, "--programs", shop / "bin", "--notes", "Sells faster.", "--add", f"share/sbom.json={shop / 'sbom.json'}")
    assert (shop / "again.bundle").read_bytes() == (shop / "r2.bundle").read_bytes()


def test_a_changed_byte_a_stranger_and_a_step_back_are_found(shop):
    for key in ("first", "second"):
        holdfast("sign", shop / "root.json", "--key", shop / key)
    publish(shop, shop / "r2.bundle")
    published = next((shop / "repo/targets").glob("*.r2.bundle"))
    good = published.read_bytes()
    published.write_bytes(good.replace(b"echo holdfastd", b"echo HOLDFASTD"))
    assert "not what was signed" in holdfast("check", shop / "repo", "--root", shop / "root.json", "--target", "r2.bundle", ok=False)
    assert "bin/holdfastd is not what the manifest says" in subprocess.run([HOLDFAST, "bundle", "inspect", published], capture_output=True, text=True).stdout
    published.write_bytes(good)
    holdfast("check", shop / "repo", "--root", shop / "root.json", "--target", "r2.bundle")
    # A stranger's timestamp.
    holdfast("key", shop / "stranger")
    holdfast("publish", shop / "repo", "--online-key", shop / "stranger")
    assert "would not believe" in holdfast("check", shop / "repo", "--root", shop / "root.json", ok=False)


def test_what_ends_is_said_again_by_the_online_key_alone(shop):
    for key in ("first", "second"):
        holdfast("sign", shop / "root.json", "--key", shop / key)
    publish(shop, shop / "r2.bundle")
    before = (shop / "repo/metadata/timestamp.json").read_text()
    holdfast("publish", shop / "repo", "--online-key", shop / "online", "--online-days", 1)
    assert (shop / "repo/metadata/timestamp.json").read_text() != before
    holdfast("check", shop / "repo", "--root", shop / "root.json", "--target", "r2.bundle")


def test_keys_are_private_sealed_and_never_written_over(shop):
    assert (shop / "first").stat().st_mode & 0o077 == 0
    assert "there already" in holdfast("key", shop / "first", ok=False)
    holdfast("key", shop / "sealed", passphrase="open sesame")
    assert "ENCRYPTED" in (shop / "sealed").read_text()
    assert "passphrase" in holdfast("sign", shop / "root.json", "--key", shop / "sealed", ok=False)
    holdfast("sign", shop / "root.json", "--key", shop / "sealed", passphrase="open sesame")
    assert "takes as many keys" in holdfast("root", shop / "x.json", "--root-key", shop / "first.pub", "--root-threshold", 2, "--targets-key", shop / "targets.pub", "--online-key", shop / "online.pub", ok=False)
