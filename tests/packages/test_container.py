"""The hub's container, built from its container file by buildah without a registry: the image it begins with is the fresh Debian root of
test_packages. It takes a minute and packages that nothing else needs (buildah), so only HOLDFAST_CONTAINER=1 runs it; at night."""
import os
import pathlib
import shutil
import subprocess
import time
import urllib.request

import pytest

from test_packages import BIN, HOME, PACKED, packages, run  # noqa: F401 - packages is a fixture

pytestmark = pytest.mark.skipif(not os.environ.get("HOLDFAST_CONTAINER"), reason="HOLDFAST_CONTAINER is not set")  # before the packages are made for it
BASE = "docker.io/library/debian:bookworm-slim"  # as the container file names it


@pytest.fixture
def buildah(tmp_path):
    if os.geteuid() != 0 or not shutil.which("buildah"):
        pytest.skip("a container takes buildah and the right to change root")
    if not PACKED.exists():
        pytest.skip(f"{PACKED} is not there: test_packages.py makes it")
    store = tmp_path / "containers"
    command = ["buildah", "--root", store / "root", "--runroot", store / "run", "--storage-driver", "vfs"]
    yield lambda *words: run(*command, *words).stdout.strip()
    run(*command, "rm", "--all", check=False)
    run(*command, "rmi", "--all", "--force", check=False)


def test_the_container_of_the_hub_is_built_from_its_file_and_serves(buildah, packages, tmp_path):  # noqa: F811
    unpacked = tmp_path / "base.tar"
    run("zstd", "-d", "-q", PACKED, "-o", unpacked)
    made = buildah("from", "scratch")
    buildah("add", "-q", made, unpacked, "/")
    buildah("commit", "-q", "--rm", made, BASE)
    unpacked.unlink()
    buildah("bud", "--isolation", "chroot", "--pull-never", "-f", HOME / "packaging/Containerfile.hub", "-t", "holdfast-hub", packages["now"]["holdfast-hub"].parent)
    sizes = buildah("images", "--format", "{{.Name}} {{.Size}}")
    print("\n" + sizes)
    hub = buildah("from", "--pull-never", "holdfast-hub")
    assert buildah("run", "--isolation", "chroot", hub, "--", "stat", "-c", "%U", "/var/lib/holdfast-hub") == "holdfast-hub"
    ports = "/tmp/ports"  # the data are a volume, which is not in the image
    root = pathlib.Path(buildah("mount", hub))
    command = ["buildah", "--root", tmp_path / "containers/root", "--runroot", tmp_path / "containers/run", "--storage-driver", "vfs", "run", "--isolation", "chroot",
               hub, "--", "/usr/bin/holdfast-hub", "--data", "/var/lib/holdfast-hub", "--listen", "127.0.0.1:0", "--operator-listen", "127.0.0.1:0", "--port-file", ports]
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        until = time.monotonic() + 120
        found = root / ports[1:]
        while not (found.exists() and len(found.read_text().split()) == 2):
            assert process.poll() is None, process.stderr.read()[-2000:]
            assert time.monotonic() < until, "the hub does not come up in its container"
            time.sleep(0.1)
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"http://127.0.0.1:{found.read_text().split()[1]}/", timeout=60) as answer:
            assert answer.status == 200
    finally:
        process.terminate()
        process.wait(60)
