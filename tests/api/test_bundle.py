"""Releases by the command line: packed, signed by a threshold, published, and what a store would make of it."""
import hashlib, json, os, pathlib, shutil, subprocess

import jsonschema
import pytest

HOLDFAST = pathlib.Path(os.environ.get("HOLDFAST_BIN", "build/bin")) / "holdfast"
SCHEMA = json.loads((pathlib.Path(__file__).parents[2] / "schema/bundle-manifest.schema.json").read_text())


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


def publish(desk, *bundle, **how):
    return holdfast("publish", desk / "repo", *bundle, "--root", desk / "root.json", "--targets-key", desk / "targets", "--online-key", desk / "online", **how)


def signed(desk, document, *keys):
    for key in keys:
        holdfast("sign", desk / document, "--key", desk / key)
    return desk / document


def there(folder):
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file() and file.parent.name == "metadata"}


def test_a_release_is_believed_once_enough_keys_have_signed(desk):
    signed(desk, "root.json", "first")
    assert "would not believe" in publish(desk, desk / "r2.bundle", ok=False)
    assert not there(desk / "repo"), "nothing is published"
    signed(desk, "root.json", "second")
    publish(desk, desk / "r2.bundle")
    said = json.loads(holdfast("check", desk / "repo", "--root", desk / "root.json", "--target", "r2.bundle", "--json"))
    inspected = json.loads(holdfast("inspect", desk / "r2.bundle", "--json"))
    assert said["sha256"] == inspected["sha256"] and said["trusted"]
    manifest = inspected["manifest"]
    assert (manifest["release"], manifest["releaseCounter"], manifest["notes"]) == ("0.2.0", 2, "Sells faster.")
    assert [file["path"] for file in manifest["files"]] == ["bin/holdfast", "bin/holdfastd", "share/sbom.json"]
    assert manifest["schemaWrites"] >= 18 and inspected["wrong"] == []


def test_nobody_publishes_where_nobody_said_whose_it_is(desk):
    assert "whose repository" in holdfast("publish", desk / "repo", desk / "r2.bundle", "--targets-key", desk / "targets", "--online-key", desk / "online", ok=False)


def two_of_two(desk, *keys):
    """Two people release, each with a key of their own; `keys`: where what they give away is."""
    holdfast("root", desk / "root.json", "--root-key", desk / "first.pub", *(word for key in keys for word in ("--targets-key", key)), "--targets-threshold", 2, "--online-key", desk / "online.pub")
    return signed(desk, "root.json", "first")


def test_two_people_release_with_keys_that_never_meet(desk):
    holdfast("key", desk / "other")
    root = two_of_two(desk, desk / "targets.pub", desk / "other.pub")
    repo, document = desk / "repo", desk / "to-sign.json"
    # One key alone, though it is one of them, and though it signs twice.
    for keys in (["targets"], ["targets", "targets"], ["other", "first"]):
        words = [word for key in keys for word in ("--targets-key", desk / key)]
        assert "too few of its keys" in holdfast("publish", repo, desk / "r2.bundle", "--root", root, *words, "--online-key", desk / "online", ok=False)
    assert not there(repo)
    holdfast("prepare", repo, desk / "r2.bundle", "--out", document)
    publish_it = ("publish", repo, "--root", root, "--targets", document, "--online-key", desk / "online")
    assert "too few of its keys" in holdfast(*publish_it, ok=False)
    assert "r2.bundle: release 0.2.0 (2)" in holdfast("sign", document, "--key", desk / "targets"), "who signs sees what"
    assert "too few of its keys" in holdfast(*publish_it, ok=False)
    assert not there(repo)
    holdfast("sign", document, "--key", desk / "other")
    holdfast(*publish_it)
    holdfast("check", repo, "--root", root, "--target", "r2.bundle")
    # What was published once is not published again; nor is what somebody changed after it was signed.
    before = there(repo)
    assert "prepare and sign it again" in holdfast(*publish_it, ok=False)
    holdfast("prepare", repo, "--out", document, "--days", 200)
    signed(desk, "to-sign.json", "targets", "other")
    good = document.read_text()
    document.write_text(good.replace('"releaseCounter":2', '"releaseCounter":9'))
    assert "too few of its keys" in holdfast(*publish_it, ok=False)
    assert there(repo) == before
    document.write_text(good)
    holdfast(*publish_it)
    assert json.loads((repo / "metadata/2.targets.json").read_text())["signed"]["expires"] > json.loads((repo / "metadata/1.targets.json").read_text())["signed"]["expires"]
    # Both at one table.
    holdfast("publish", repo, desk / "r2.bundle", "--name", "again", "--targets-key", desk / "targets", "--targets-key", desk / "other", "--online-key", desk / "online")
    holdfast("check", repo, "--root", root, "--target", "again")
    # What was to be laid there and is gone is missed before a store misses it.
    holdfast("prepare", repo, "--out", document)
    signed(desk, "to-sign.json", "targets", "other")
    next((repo / "targets").glob("*.again")).unlink()
    assert "again does not lie in the repository" in holdfast(*publish_it, ok=False)


@pytest.fixture
def tokens(tmp_path):
    """Devices that keep their keys: SoftHSM, one token for each of two people and one for the machine that publishes."""
    module = pathlib.Path("/usr/lib/softhsm/libsofthsm2.so")
    if not module.exists() or not shutil.which("softhsm2-util"):
        pytest.skip("softhsm2 is not installed")
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm.conf").write_text(f"directories.tokendir = {tmp_path / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n")
    (tmp_path / "pin").write_text("1234\n")
    environment = {**os.environ, "SOFTHSM2_CONF": str(tmp_path / "softhsm.conf")}

    def token(label):
        def softhsm(*words):
            subprocess.run(["softhsm2-util", *words], check=True, capture_output=True, env=environment)
        softhsm("--init-token", "--free", "--label", label, "--pin", "1234", "--so-pin", "5678")
        holdfast("key", tmp_path / f"{label}-made")
        softhsm("--import", str(tmp_path / f"{label}-made"), "--token", label, "--label", "release", "--id", "a1", "--pin", "1234")
        (tmp_path / f"{label}-made").unlink()
        return f"pkcs11:token={label};object=release?module-path={module}&pin-source={tmp_path / 'pin'}"
    old, os.environ["SOFTHSM2_CONF"] = os.environ.get("SOFTHSM2_CONF"), environment["SOFTHSM2_CONF"]
    yield token
    os.environ.pop("SOFTHSM2_CONF") if old is None else os.environ.update(SOFTHSM2_CONF=old)


def test_keys_that_stay_in_their_devices_release_and_publish(desk, tokens):
    ada, ben, machine = tokens("ada"), tokens("ben"), tokens("machine")
    root, repo, document = desk / "root.json", desk / "repo", desk / "to-sign.json"
    holdfast("root", root, "--root-key", desk / "first.pub", "--targets-key", ada, "--targets-key", ben, "--targets-threshold", 2, "--online-key", machine)
    signed(desk, "root.json", "first")
    holdfast("prepare", repo, desk / "r2.bundle", "--out", document)
    holdfast("sign", document, "--key", ada)
    assert "too few of its keys" in holdfast("publish", repo, "--root", root, "--targets", document, "--online-key", machine, ok=False)
    holdfast("sign", document, "--key", ben)
    holdfast("publish", repo, "--root", root, "--targets", document, "--online-key", machine)
    holdfast("publish", repo, desk / "r2.bundle", "--name", "again", "--targets-key", ada, "--targets-key", ben, "--online-key", machine)
    holdfast("publish", repo, "--online-key", machine, "--online-days", 3)
    holdfast("check", repo, "--root", root, "--target", "again")
    assert "PIN" in holdfast("sign", document, "--key", ada.partition("&")[0], ok=False)
    assert "nobody" in holdfast("sign", document, "--key", ada.replace("token=ada", "token=nobody"), ok=False)


def test_a_store_follows_from_root_to_root(desk):
    signed(desk, "root.json", "first", "second")
    publish(desk, desk / "r2.bundle")
    repo, first = desk / "repo", desk / "root.json"
    for name in ("third", "releaser", "machine"):
        holdfast("key", desk / name)

    def next_root(before, name, *more):
        holdfast("root", desk / name, "--before", before, "--root-key", desk / "second.pub", "--root-key", desk / "third.pub", "--root-threshold", 2,
                 "--targets-key", desk / "releaser.pub", "--online-key", desk / "machine.pub", *more)
        return desk / name
    second = next_root(first, "root2.json")
    assert json.loads(second.read_text())["signed"]["version"] == 2
    renew = ("publish", repo, "--targets-key", desk / "releaser", "--online-key", desk / "machine")
    signed(desk, "root2.json", "second", "third")  # its own, and of the old ones one
    assert "root is signed by too few" in holdfast(*renew, "--root", second, ok=False)
    signed(desk, "root2.json", "first")
    # The keys of before release no more under it.
    assert "too few" in holdfast("publish", repo, "--root", second, "--targets-key", desk / "targets", "--online-key", desk / "machine", ok=False)
    assert "too few" in holdfast("publish", repo, "--root", second, "--targets-key", desk / "releaser", "--online-key", desk / "online", ok=False)
    holdfast(*renew, "--root", second)
    holdfast("check", repo, "--root", first, "--target", "r2.bundle")
    holdfast("check", repo, "--root", second, "--target", "r2.bundle")
    fourth = next_root(signed(desk, next_root(second, "root3.json").name, "second", "third"), "root4.json", "--resets-time")
    signed(desk, "root4.json", "second", "third")
    assert "root 3 comes first" in holdfast(*renew, "--root", fourth, ok=False)
    holdfast(*renew, "--root", desk / "root3.json")
    holdfast(*renew, "--root", fourth)
    holdfast("check", repo, "--root", first, "--target", "r2.bundle")
    assert json.loads(fourth.read_text())["signed"]["resetsTime"] is True
    assert "already" in holdfast(*renew, "--root", next_root(second, "other3.json"), ok=False)


def test_the_same_programs_are_the_same_bundle(desk):
    holdfast("build", desk / "again.bundle", "--release", "0.2.0", "--counter", 2, "--programs", desk / "bin", "--notes", "Sells faster.", "--add", f"share/sbom.json={desk / 'sbom.json'}")
    assert (desk / "again.bundle").read_bytes() == (desk / "r2.bundle").read_bytes()


def test_the_same_programs_are_the_same_bundle_wherever_and_whenever_it_is_made(desk, tmp_path):
    """Another folder, other dates, another umask, language and time zone, and the files come in another order."""
    other = tmp_path / "else where" / "Prögramme"
    other.mkdir(parents=True)
    for name in sorted((each.name for each in (desk / "bin").iterdir()), reverse=True):
        (other / name).write_bytes((desk / "bin" / name).read_bytes())
        (other / name).chmod(0o700)
        os.utime(other / name, (1_000_000_000, 1_000_000_000))
    (other / "README").write_text("no program")
    (other.parent / "parts").write_text((desk / "sbom.json").read_text())
    made = subprocess.run([HOLDFAST.resolve(), "bundle", "build", "r2.bundle", "--counter", "2", "--release", "0.2.0", "--add", "share/sbom.json=parts", "--notes", "Sells faster.", "--programs", other],
                          cwd=other.parent, umask=0o077, capture_output=True, text=True, env={"PATH": "/usr/bin", "LC_ALL": "tr_TR.UTF-8", "LANG": "ar_EG.UTF-8", "TZ": "Pacific/Apia", "HOME": "/nowhere"})
    assert made.returncode == 0, made.stderr
    assert (other.parent / "r2.bundle").read_bytes() == (desk / "r2.bundle").read_bytes()


def test_a_manifest_says_what_may_be_replaced_how_large_it_is_and_what_it_is_made_of(desk):
    parts = desk / "parts.json"
    parts.write_text('{"spdxVersion": "SPDX-2.3"}')
    holdfast("build", desk / "r9.bundle", "--release", "0.9.0", "--counter", 9, "--programs", desk / "bin", "--from-counter", 5, "--to-counter", 8, "--sbom", parts, "--beside", "holdfast-hub:0.3.0")
    manifest = json.loads(holdfast("inspect", desk / "r9.bundle", "--json"))["manifest"]
    jsonschema.validate(manifest, SCHEMA)
    assert (manifest["compatibility"]["fromCounter"], manifest["compatibility"]["toCounter"]) == (5, 8)
    assert manifest["size"] == sum(file["size"] for file in manifest["files"])
    assert manifest["sbom"] == {"path": "share/sbom.spdx.json", "sha256": hashlib.sha256(parts.read_bytes()).hexdigest()}
    said = holdfast("inspect", desk / "r9.bundle")
    assert "replaces releases from 5 to 8" in said and "made of share/sbom.spdx.json" in said
    jsonschema.validate(json.loads(holdfast("inspect", desk / "r2.bundle", "--json"))["manifest"], SCHEMA)
    # What stands in it is said in the signed metadata, too, so that it is judged before a byte is fetched.
    signed(desk, "root.json", "first", "second")
    publish(desk, desk / "r9.bundle")
    custom = json.loads((desk / "repo/metadata/1.targets.json").read_text())["signed"]["targets"]["r9.bundle"]["custom"]
    assert custom["compatibility"] == manifest["compatibility"] and custom["sbom"] == manifest["sbom"]
    assert "below fromCounter" in holdfast("build", desk / "x", "--release", "1", "--counter", 9, "--programs", desk / "bin", "--from-counter", 5, "--to-counter", 4, ok=False)
    parts.write_text("what it is made of")
    holdfast("build", desk / "r10.bundle", "--release", "1.0", "--counter", 10, "--programs", desk / "bin", "--sbom", parts, ok=False)
    assert "no SPDX document" in publish(desk, desk / "r10.bundle", ok=False)


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
    # A stranger's timestamp: not even published, and not believed where somebody put it.
    holdfast("key", desk / "stranger")
    assert "would not believe" in holdfast("publish", desk / "repo", "--online-key", desk / "stranger", ok=False)
    holdfast("check", desk / "repo", "--root", desk / "root.json")
    timestamp = desk / "repo/metadata/timestamp.json"
    document = json.loads(timestamp.read_text())
    timestamp.write_text(json.dumps({"signatures": [], "signed": document["signed"]}))
    holdfast("sign", timestamp, "--key", desk / "stranger")
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
