"use strict";
// Releases on their way through the stores. Asks by itself, every two seconds, with what board.js has (ask, element, cell, tell).
const phases = {
  running: ["on its way", "ok"], waiting: ["waits for a person", "warn"], paused: ["paused", "warn"], stopped: ["stopped by a rule", "bad"],
  goingBack: ["going back", "bad"], goneBack: ["taken back", "bad"], done: ["everywhere", "ok"],
};
const progresses = {
  committed: ["runs it", "ok"], proving: ["changing over", "warn"], taking: ["fetching, or waits for its window", "warn"], waiting: ["not yet", ""],
  wentBack: ["went back by itself", "bad"], refused: ["cannot have it", "warn"], stays: ["cannot go back, keeps it", "bad"],
};
const isUnderWay = (rollout) => !["done", "goneBack"].includes(rollout.phase);
const ofRollout = (rollout, rest = "") => `v1/rollouts/${encodeURIComponent(rollout.rolloutId)}${rest}`;

function headRow(titles) {
  const row = element("tr");
  for (const [title, className] of titles) {
    const head = element("th", title, className);
    head.scope = "col";
    row.append(head);
  }
  const head = element("thead");
  head.append(row);
  return head;
}
function tableOf(label, titles, rows) {
  const table = element("table");
  table.append(element("caption", label), headRow(titles));
  const body = element("tbody");
  body.append(...rows);
  table.append(body);
  // A phone moves the table to the side and nothing else; who has only keys comes there by them.
  const wide = element("div", undefined, "wide");
  wide.tabIndex = 0;
  wide.setAttribute("role", "region");
  wide.setAttribute("aria-label", label);
  wide.append(table);
  return wide;
}

function ringRow(ring, rollout) {
  const row = element("tr");
  const now = ring.name === rollout.ring && isUnderWay(rollout);
  row.append(cell(ring.name, now ? "now" : ring.begun ? "begun" : undefined, now ? "now" : undefined));
  const share = element("td");
  const bar = element("progress");
  bar.max = Math.max(ring.sites, 1);
  bar.value = ring.committed;
  bar.setAttribute("aria-label", `${ring.committed} of ${ring.sites} sites of ring ${ring.name} run it`);
  share.append(bar, element("small", `${ring.committed} of ${ring.sites}`));
  row.append(share);
  row.append(cell(String(ring.taking + ring.proving), undefined, "number"), cell(String(ring.waiting), undefined, "number"));
  row.append(cell(String(ring.wentBack), undefined, ring.wentBack ? "number bad" : "number"));
  row.append(cell(String(ring.refused), undefined, "number"));
  row.append(cell(String(ring.stays), undefined, ring.stays ? "number bad" : "number"));
  row.append(cell(String(ring.sites - ring.reachable), undefined, "number"));
  return row;
}

// Each signal as a rate; a rule that stopped the release names its row.
const percent = (part, of) => (of ? `${((part / of) * 100).toFixed(1)} %` : "–");
const signalRows = [
  ["Sales an hour", "sales", (s) => (s.tradingSeconds ? ((s.sales * 3600) / s.tradingSeconds).toFixed(1) : "–")],
  ["Scans that find nothing", "scans", (s) => percent(s.scansUnknown, s.scans)],
  ["Prints that fail", "prints", (s) => percent(s.printsFailed, s.prints)],
  ["Cards declined", "declined", (s) => percent(s.cardsDeclined, s.cards)],
  ["Errors for each sale", "errors", (s) => percent(s.errors, s.sales)],
  ["A sale takes (p95)", "slow", (s) => (s.sales ? `${(s.saleMicroseconds / 1000).toFixed(1)} ms` : "–")],
  ["The hub hears after", "lag", (s) => (s.tradingSeconds ? `${s.lagSeconds} s` : "–")],
  ["Started again by themselves", "crashes", (s) => String(s.restarts)],
];
function signalRow([title, kind, rate], signals, reasons) {
  const row = element("tr");
  const bad = reasons.some((reason) => reason.kind === kind);
  const name = element("th", title, bad ? "bad" : undefined);
  name.scope = "row";
  row.append(name);
  for (const [side, when] of [["with", "before"], ["with", "after"], ["without", "before"], ["without", "after"]])
    row.append(cell(rate(signals[side][when]), undefined, bad && side === "with" && when === "after" ? "number bad" : "number"));
  return row;
}

function siteRowOf(site) {
  const row = element("tr");
  row.append(cell(site.name, site.siteId), cell(site.ring));
  const [text, className] = progresses[site.progress];
  const progress = cell("", undefined);
  const doing = site.progress === "taking" ? (site.state === "waiting" ? "fetched, waits for its window" : `fetching, ${site.percent} %`) : text;
  progress.append(element("span", doing, className));
  for (const why of site.why) progress.append(element("small", why));
  row.append(progress, cell(site.release || "–", site.running ? `release ${site.running}` : undefined));
  row.append(cell(site.reachable ? "yes" : "no", undefined, site.reachable ? undefined : "warn"));
  return row;
}

const shownSites = new Set();
function actionsOf(rollout) {
  const actions = element("div", undefined, "actions");
  const button = (text, verb, asks, main) => {
    const made = element("button", text, main ? "main" : undefined);
    made.type = "button";
    made.addEventListener("click", () => openDecision(rollout, text, verb, asks));
    actions.append(made);
  };
  const last = rollout.plan.rings.at(-1).name === rollout.ring;
  if (["running", "waiting"].includes(rollout.phase) && !last) button("Begin the next ring", "advance", false, rollout.phase === "waiting");
  if (["running", "waiting"].includes(rollout.phase)) button("Pause", "pause", true);
  if (["paused", "stopped"].includes(rollout.phase)) button("Go on", "resume", false);
  if (!["goingBack", "goneBack"].includes(rollout.phase)) button("Take it back", "rollback", true, rollout.phase === "stopped");
  const toggle = element("button", shownSites.has(rollout.rolloutId) ? "Hide the sites" : "Show the sites");
  toggle.type = "button";
  toggle.addEventListener("click", () => {
    if (!shownSites.delete(rollout.rolloutId)) shownSites.add(rollout.rolloutId);
    showReleases().catch(tell);
  });
  actions.append(toggle);
  return actions;
}

function headline(rollout) {
  const [word, className] = phases[rollout.phase];
  const head = element("h3", `Release ${rollout.release}: `);
  head.append(element("span", isUnderWay(rollout) ? `${word}, ring ${rollout.ring}` : word, className));
  return head;
}
async function rolloutItem(rollout) {
  const { fleet, events } = await ask("GET", ofRollout(rollout));
  const made = element("li");
  made.append(headline(rollout));
  if (rollout.soakedAt && rollout.phase === "running") made.append(element("p", `Watched until ${new Date(rollout.soakedAt).toLocaleString()}.`));
  for (const reason of rollout.reasons) made.append(element("p", reason.text, "bad"));
  made.append(actionsOf(rollout));
  const number = "number";
  made.append(tableOf("Rings", [["Ring"], ["Run it"], ["Changing", number], ["Not yet", number], ["Went back", number], ["Cannot", number], ["Cannot go back", number], ["Out of reach", number]],
    fleet.rings.map((ring) => ringRow(ring, rollout))));
  made.append(tableOf("While they trade", [["Signal"], ["With it, before", number], ["with it, now", number], ["Others, before", number], ["others, now", number]],
    signalRows.map((row) => signalRow(row, fleet.signals, rollout.reasons))));
  if (shownSites.has(rollout.rolloutId)) {
    const { items, next } = await ask("GET", ofRollout(rollout, "/sites?limit=500"));
    const rank = ["stays", "wentBack", "proving", "taking", "committed", "refused", "waiting"];
    items.sort((a, b) => rank.indexOf(a.progress) - rank.indexOf(b.progress));
    made.append(tableOf(next ? "The first 500 sites" : "Sites", [["Site"], ["Ring"], ["State"], ["Runs"], ["In reach"]], items.map(siteRowOf)));
  }
  const log = element("ol", undefined, "log");
  for (const event of events.slice(0, 12)) log.append(element("li", `${new Date(event.at).toLocaleString()} ${event.by ? `${event.by}: ` : ""}${event.text}`));
  made.append(log);
  return made;
}
function earlierItem(rollout) {
  const made = element("li");
  made.append(headline(rollout), element("small", `${new Date(rollout.madeAt).toLocaleString()}, ${rollout.madeBy} · ${rollout.bundle}`));
  return made;
}

// Decisions have a name (the operator's, by their token; or the one that is given) and, but for going on, a reason.
const nameIn = (id) => (byId(id).required ? { by: byId(id).value.trim() } : {});
let decision = null;
function openDecision(rollout, text, verb, asks) {
  decision = { rollout, verb };
  byId("decide-title").textContent = `${text}: release ${rollout.release}`;
  byId("decide-reason-label").hidden = !asks;
  byId("decide-reason").required = asks;
  byId("decide").showModal();
}
async function sendDecision() {
  const body = nameIn("decide-by");
  if (byId("decide-reason").required) body.reason = byId("decide-reason").value.trim();
  byId("decide-reason").value = "";
  const answer = await ask("POST", ofRollout(decision.rollout, `/${decision.verb}`), body);
  await showReleases();
  if (answer.detail) tell(new Error(answer.detail));
}
async function ship() {
  const body = { bundle: byId("ship-bundle").value, ...nameIn("ship-by") };
  if (!byId("ship-automatic").checked) body.plan = { automatic: false };
  const answer = await ask("POST", "v1/rollouts", body);
  await showReleases();
  if (answer.detail) tell(new Error(answer.detail));
}

function offer(releases, rollouts) {
  const done = rollouts.filter((rollout) => rollout.phase === "done").map((rollout) => rollout.counter);
  const tried = new Set(rollouts.map((rollout) => rollout.sha256));
  const fresh = releases.items.filter((each) => each.counter > Math.max(0, ...done) && !tried.has(each.sha256));
  byId("ship").hidden = fresh.length === 0 || rollouts.some((rollout) => isUnderWay(rollout) && rollout.phase !== "goingBack");
  const known = [...byId("ship-bundle").options].map((option) => option.value).join();
  if (known === fresh.map((each) => each.name).join()) return;
  byId("ship-bundle").replaceChildren(...fresh.map((each) => {
    const option = element("option", `${each.release} (${each.counter})`);
    option.value = each.name;
    return option;
  }));
}

async function showReleases() {
  const [rollouts, releases] = await Promise.all([ask("GET", "v1/rollouts"), ask("GET", "v1/releases")]);
  const shown = rollouts.items.length ? await rolloutItem(rollouts.items[0]) : null;
  byId("releases").hidden = !shown && releases.items.length === 0;
  byId("rollout").replaceChildren(...(shown ? [shown] : []), ...rollouts.items.slice(1, 6).map(earlierItem));
  offer(releases, rollouts.items);
  byId("releases-trouble").textContent = rollouts.items.length || releases.items.length ? (releases.trouble ?? "") : "";
}
byId("decide-form").addEventListener("submit", () => sendDecision().catch(tell));
byId("decide-cancel").addEventListener("click", () => byId("decide").close());
byId("ship").addEventListener("submit", (event) => {
  event.preventDefault();
  ship().catch(tell);
});
async function releasesLoop() {
  if (!sessionStorage.getItem("token")) byId("releases").hidden = true;
  // Nothing is replaced under somebody's finger: a focused button or bar keeps its place until the next round.
  else if (!byId("rollout").contains(document.activeElement)) await showReleases().catch(tell);
  setTimeout(releasesLoop, 2000);
}
releasesLoop();
