"""/metrics as Prometheus and OpenMetrics, our rules in promtool, and both in a real Prometheus that scrapes a real daemon."""
import json
import pathlib
import re
import shutil
import socket
import subprocess

import pytest
import requests
import yaml

from daemon import until
from openapi import ROOT

RULES = ROOT / "packaging" / "prometheus"
DASHBOARD = ROOT / "packaging" / "grafana" / "holdfast.json"
needs_prometheus = pytest.mark.skipif(shutil.which("prometheus") is None or shutil.which("promtool") is None,
                                      reason="Debian's prometheus is not installed")


def queries():
    """Every query of the dashboard, its variables filled in."""
    for panel in json.loads(DASHBOARD.read_text())["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"].replace("$store", ".*")


def names_in(expression):
    return set(re.findall(r"\b(?:holdfast_[a-z_0-9]+|sync_[a-z_]+|event_outbox_[a-z_]+|integration_health_status)\b", expression))


def test_metrics_are_written_as_each_scraper_asks(shop):
    plain = requests.get(shop.daemon.base + "/metrics", timeout=10)
    assert plain.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    assert "# EOF" not in plain.text
    asked = requests.get(shop.daemon.base + "/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"}, timeout=10)
    assert asked.headers["Content-Type"].startswith("application/openmetrics-text; version=1.0.0")
    assert asked.text.endswith("# EOF\n")
    kind = None
    for line in asked.text.splitlines()[:-1]:
        if line.startswith("# TYPE "):
            name, kind = line.split(" ")[2:4]
            assert not name.endswith("_total")
        elif not line.startswith("#"):
            assert line.split("{")[0].split(" ")[0].startswith(name)
            assert kind != "counter" or line.split("{")[0].split(" ")[0] == name + "_total"


def test_what_rules_and_dashboard_ask_for_is_there(shop):
    """A rule on a name that nobody writes never fires."""
    there = requests.get(shop.daemon.base + "/metrics", timeout=10).text
    known = set(re.findall(r"^# TYPE (\S+)", there, re.M))
    # A store without a hub has none of these, and one whose backups are not scheduled waits for the first.
    later = {"sync_lag_seconds", "event_outbox_pending_count", "event_outbox_age_seconds", "integration_health_status",
             "holdfast_certificate_end_timestamp_seconds"}
    asked = set()
    for file in ("holdfast-recording.yml", "holdfast-alerts.yml"):
        for line in (RULES / file).read_text().splitlines():
            if line.strip().startswith("expr:"):
                asked |= names_in(line)
    for _, query in queries():
        asked |= names_in(query)
    missing = {name for name in asked if re.sub(r"_(bucket|count|sum)$", "", name) not in known and name not in known} - later
    assert not missing, f"nobody writes {sorted(missing)}"


@needs_prometheus
def test_the_rules_are_good_and_fire_when_they_should():
    for command in (["promtool", "check", "rules", "holdfast-recording.yml", "holdfast-alerts.yml"],
                    ["promtool", "check", "config", "prometheus.yml"],
                    ["promtool", "test", "rules", "holdfast-rules-test.yml", "holdfast-care-test.yml"]):
        done = subprocess.run(command, cwd=RULES, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def prometheus(shop, tmp_path):
    """A real one beside the daemon, with our rules."""
    port = free_port()
    config = (RULES / "prometheus.yml").read_text().replace("127.0.0.1:8080", shop.daemon.base.removeprefix("http://"))
    config = config.replace("15s", "1s")
    (tmp_path / "prometheus.yml").write_text(config)
    for name in ("holdfast-recording.yml", "holdfast-alerts.yml"):
        (tmp_path / name).write_text((RULES / name).read_text().replace("interval: 15s", "interval: 1s"))
    with open(tmp_path / "log", "wb") as log:
        process = subprocess.Popen(["prometheus", f"--config.file={tmp_path}/prometheus.yml", f"--storage.tsdb.path={tmp_path}/data",
                                    f"--web.listen-address=127.0.0.1:{port}"], stdout=log, stderr=log)
    yield f"http://127.0.0.1:{port}/api/v1"
    process.terminate()
    process.wait(30)


def ask(url, **query):
    try:
        return requests.get(url, params=query, timeout=10).json()
    except (requests.RequestException, ValueError):
        return {"status": "silent"}


@needs_prometheus
def test_a_real_prometheus_scrapes_the_daemon_and_evaluates_rules_and_dashboard(prometheus):
    def value(expression):
        answer = ask(prometheus + "/query", query=expression)
        return answer["data"]["result"] if answer["status"] == "success" else None

    until(lambda: (value('up{job="holdfast"}') or [{"value": [0, "0"]}])[0]["value"][1] == "1", 60, "the daemon is scraped")
    until(lambda: value("holdfast:sales:rate5m"), 60, "a recording rule has a value")
    groups = ask(prometheus + "/rules")["data"]["groups"]
    rules = [rule for group in groups for rule in group["rules"]]
    written = [rule for file in RULES.glob("*.yml") for group in yaml.safe_load(file.read_text()).get("groups", []) for rule in group["rules"]]
    assert len(rules) == len(written) > 20 and all(rule["health"] == "ok" for rule in rules), [rule for rule in rules if rule["health"] != "ok"]
    for title, query in queries():
        answer = ask(prometheus + "/query", query=query)
        assert answer["status"] == "success", f"{title}: {answer}"
    assert value("holdfast_process_resident_memory_bytes") and value("holdfast_commit_seconds_count")


def test_the_dashboard_is_whole():
    board = json.loads(DASHBOARD.read_text())
    assert board["title"] and board["uid"] and board["schemaVersion"] >= 36
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])
    for panel in board["panels"]:
        assert panel["title"] and panel["targets"] and set(panel["gridPos"]) == {"x", "y", "w", "h"}
        assert panel["gridPos"]["x"] + panel["gridPos"]["w"] <= 24


def test_traces_go_to_a_collector_when_there_is_one_and_nobody_waits_for_it(tmp_path):
    """A collector of our own hears of every request, with the caller's trace; one that hangs keeps no sale."""
    import http.server
    import threading
    import time

    from daemon import Daemon, missing_programs, until
    from shop import Shop
    if missing_programs():
        pytest.skip(missing_programs())
    heard, hang = [], threading.Event()

    class Collector(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if hang.is_set():
                return
            for resource in json.loads(body)["resourceSpans"]:
                assert {"key": "service.name", "value": {"stringValue": "holdfastd"}} in resource["resource"]["attributes"]
                heard.extend(resource["scopeSpans"][0]["spans"])
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    config = tmp_path / "holdfastd.toml"
    daemon = Daemon(tmp_path).create()
    config.write_text(f'otlp_endpoint = "http://127.0.0.1:{server.server_port}"\n')
    daemon.more = ["--config", str(config)]
    daemon.start()
    till = Shop(daemon).till()
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    till.cashier("createSale", {"registerId": till.register_id, "items": [{"sku": "MANGO", "quantity": 1}], "payments": [{"tender": "cash"}]}, expect=201,
                 headers={"traceparent": f"00-{trace}-00f067aa0ba902b7-01"})
    span = until(lambda: next((each for each in heard if each["traceId"] == trace), None), 20, "the sale's span arrives")
    assert (span["name"], span["parentSpanId"]) == ("POST /v1/sales", "00f067aa0ba902b7")
    assert int(span["endTimeUnixNano"]) > int(span["startTimeUnixNano"])
    hang.set()
    begin = time.monotonic()
    for _ in range(50):
        till.sell("MANGO")
    assert time.monotonic() - begin < 120, "nobody waits for who collects the traces"
    server.shutdown()
    daemon.stop()
    daemon.verify()
