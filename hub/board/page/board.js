"use strict";
// Asks the hub's own API every two seconds and shows what it says. The token stays in this tab.
const byId = (id) => document.getElementById(id);
const fromLink = /^#token=([0-9A-Za-z_-]+)$/.exec(location.hash);
if (fromLink) {
  sessionStorage.setItem("token", fromLink[1]);
  history.replaceState(null, "", location.pathname);
}

async function ask(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: { Authorization: `Bearer ${sessionStorage.getItem("token")}`, ...(body && { "Content-Type": "application/json" }) },
    body: body && JSON.stringify(body),
  });
  if (answer.status === 401) {
    sessionStorage.removeItem("token");
    throw new Error("That token is not this hub's.");
  }
  const document = answer.status === 204 ? null : await answer.json();
  if (!answer.ok && answer.status !== 409) throw new Error(document?.detail ?? `The hub answers ${answer.status}.`);
  return document;
}

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}
function cell(text, detail, className) {
  const made = element("td", text, className);
  if (detail) made.append(element("small", detail));
  return made;
}
const money = (minor, currency) => {
  const format = new Intl.NumberFormat(undefined, { style: "currency", currency });
  return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
};
function ago(seconds) {
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  return seconds < 86400 ? `${Math.floor(seconds / 3600)} h ago` : `${Math.floor(seconds / 86400)} days ago`;
}

const silentAfter = 60;
function siteRow(site, day, currency) {
  const row = element("tr");
  const state = site.frozen ? ["frozen: a fork was found", "bad"] : site.revoked ? ["revoked", "bad"]
    : site.secondsSinceSeen > silentAfter ? ["out of reach", "warn"] : [site.mode, site.mode === "online" ? "ok" : "warn"];
  row.append(cell(site.name, `${site.siteId} · ${site.release || "release unknown"}`));
  const mode = cell("", undefined);
  mode.append(element("span", state[0], state[1]));
  row.append(mode);
  const behind = site.lag.records;
  row.append(cell(behind === 0 ? "0" : String(behind), behind ? `${site.lag.seconds} s` : `event ${site.ackSeq}`, behind ? "number warn" : "number"));
  const waiting = site.report?.waiting ?? [];
  row.append(cell(waiting.length ? waiting.map((sum) => money(sum.total, sum.currency)).join(", ") : "–",
    waiting.length ? `${waiting.reduce((sum, item) => sum + (item.orders ?? 0), 0)} sales` : undefined, "number"));
  row.append(cell(day ? money(day.net, currency) : "–", day ? `${day.orders} sales, ${day.returns} returns` : undefined, "number"));
  row.append(cell(site.feedBehind === 0 ? "up to date" : `${site.feedBehind} versions behind`, `version ${site.feedVersion}`));
  row.append(cell(ago(site.secondsSinceSeen)));
  row.append(cell(String(site.deadLetters + site.exceptions), site.deadLetters ? `${site.deadLetters} held back` : undefined,
    site.deadLetters ? "number bad" : "number"));
  return row;
}

async function decide(site, item, verb, needsNotes) {
  const reviewedBy = prompt("Your name");
  if (!reviewedBy) return;
  const notes = needsNotes ? prompt("Why") : "";
  if (needsNotes && !notes) return;
  const kind = verb === "settle" ? "exceptions" : "dead-letters";
  await ask("POST", `v1/sites/${encodeURIComponent(site.siteId)}/${kind}/${encodeURIComponent(item.id)}/${verb}?tenant=${encodeURIComponent(site.tenantId)}`,
    { reviewedBy, notes: notes || undefined });
  await show();
}
function reviewItem(site, item, held) {
  const made = element("li");
  made.append(element("strong", `${site.name}: ${item.detail || item.code}`, held ? "bad" : "warn"));
  made.append(element("small", `${item.code} · event ${item.epoch}/${item.seq} · ${item.aggregateId} · since ${item.firstAt}`));
  const actions = element("div");
  const button = (text, verb, needsNotes) => {
    const added = element("button", text);
    added.type = "button";
    added.addEventListener("click", () => decide(site, item, verb, needsNotes).catch(tell));
    actions.append(added);
  };
  if (held) {
    button("Try again", "replay", false);
    button("Discard", "discard", true);
  } else {
    button("Seen", "settle", false);
  }
  made.append(actions);
  return made;
}

// What leaves the hub. A list of last deliveries stays open while the page asks again.
const opened = new Set();
const ofEndpoint = (endpoint) => `v1/endpoints/${encodeURIComponent(endpoint.endpointId)}`;
async function lastDeliveries(endpoint) {
  const table = element("table");
  const head = element("tr");
  for (const title of ["When", "Event", "Try", "Outcome", "Answer"]) head.append(element("th", title));
  table.append(head);
  for (const entry of (await ask("GET", `${ofEndpoint(endpoint)}/deliveries?limit=20`)).items) {
    const row = element("tr");
    row.append(cell(new Date(entry.at).toLocaleTimeString()), cell(entry.type, entry.eventId), cell(String(entry.attempt)));
    row.append(cell(entry.outcome, entry.detail, ["delivered", "skipped"].includes(entry.outcome) ? "ok" : "bad"));
    row.append(cell(entry.status ? `HTTP ${entry.status}, ${Math.round(entry.durationUs / 1000)} ms` : "none", entry.response.slice(0, 200)));
    table.append(row);
  }
  return table;
}
async function endpointItem(endpoint) {
  const made = element("li");
  const good = endpoint.state === "enabled" && endpoint.breaker === "closed";
  made.append(element("strong", `${endpoint.name}: ${endpoint.state}${endpoint.failingSince ? ", failing" : ""}${endpoint.breaker === "closed" ? "" : `, breaker ${endpoint.breaker}`}`, good ? (endpoint.deadLetters || endpoint.failingSince ? "warn" : "ok") : "bad"));
  made.append(element("small", `${endpoint.url} · ${endpoint.types.join(", ") || "nothing goes out"}`));
  made.append(element("small", `${endpoint.waiting} waiting at ${endpoint.sitesBehind} ${endpoint.sitesBehind === 1 ? "site" : "sites"} · ${endpoint.deadLetters} dead letters · ${endpoint.deliveries} tries`));
  if (endpoint.stateReason) made.append(element("small", endpoint.stateReason));
  const actions = element("div");
  const button = (text, act) => {
    const added = element("button", text);
    added.type = "button";
    added.addEventListener("click", () => Promise.resolve(act()).then(show).catch(tell));
    actions.append(added);
  };
  const enabled = endpoint.state === "enabled";
  button(enabled ? "Pause" : "Enable", () => ask("PUT", `${ofEndpoint(endpoint)}/state`, { state: enabled ? "paused" : "enabled" }));
  if (endpoint.deadLetters)
    button("Try dead letters again", () => {
      const reviewedBy = prompt("Your name");
      return reviewedBy && ask("POST", `${ofEndpoint(endpoint)}/dead-letters/all/replay`, { reviewedBy });
    });
  const open = opened.has(endpoint.endpointId);
  button(open ? "Hide deliveries" : "Last deliveries", () => (open ? opened.delete(endpoint.endpointId) : opened.add(endpoint.endpointId)));
  made.append(actions);
  if (open) made.append(await lastDeliveries(endpoint));
  return made;
}

let today = "";
async function show() {
  const [sites, line] = await Promise.all([ask("GET", "v1/sites"), ask("GET", "v1/line")]);
  const rows = [];
  const items = [];
  for (const site of sites.items) {
    const at = `v1/sites/${encodeURIComponent(site.siteId)}`;
    const tenant = `tenant=${encodeURIComponent(site.tenantId)}`;
    const totals = await ask("GET", `${at}/totals?${tenant}`);
    today = new Date().toLocaleDateString("sv-SE");
    rows.push(siteRow(site, totals.days.find((day) => day.day === today), totals.currency));
    if (site.deadLetters) items.push(...(await ask("GET", `${at}/dead-letters?${tenant}`)).items.slice(0, 20).map((item) => reviewItem(site, item, true)));
    if (site.exceptions) items.push(...(await ask("GET", `${at}/exceptions?${tenant}`)).items.slice(0, 20).map((item) => reviewItem(site, item, false)));
  }
  const endpoints = await Promise.all((await ask("GET", "v1/endpoints")).items.map(endpointItem));
  byId("endpoints").replaceChildren(...endpoints);
  byId("told").hidden = endpoints.length === 0;
  byId("sites").replaceChildren(...rows);
  byId("none").hidden = rows.length > 0;
  byId("items").replaceChildren(...items);
  byId("review").hidden = items.length === 0;
  byId("fleet").hidden = byId("line").hidden = byId("carry").hidden = false;
  byId("sign-on").hidden = true;
  byId("line-state").textContent = line.state === "open" ? "The line to the stores is open." : "The line to the stores is cut.";
  byId("line-state").className = line.state === "open" ? "ok" : "bad";
  byId("line-switch").textContent = line.state === "open" ? "Cut the line" : "Mend the line";
  byId("line-switch").className = line.state === "open" ? "" : "main";
  byId("line-switch").dataset.next = line.state === "open" ? "cut" : "open";
  tell();
}
function tell(trouble) {
  byId("news").textContent = trouble ? trouble.message : "";
  if (sessionStorage.getItem("token")) return;
  byId("fleet").hidden = byId("line").hidden = byId("told").hidden = byId("review").hidden = byId("carry").hidden = true;
  byId("sign-on").hidden = false;
}

// A file that somebody carried here: what the hub answers is saved at once, to go back with them.
async function takeCarried(file) {
  byId("carry-news").textContent = `Taking ${file.name}…`;
  byId("carry-news").className = "";
  const answer = await fetch("v1/carry-out", {
    method: "POST",
    headers: { Authorization: `Bearer ${sessionStorage.getItem("token")}`, "Content-Type": "application/vnd.holdfast.carry" },
    body: file,
  });
  if (!answer.ok) throw new Error((await answer.json()).detail);
  const link = element("a", "The answer for the store");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `${file.name}.answer`;
  byId("carry-news").replaceChildren(`${file.name} is taken. `, link);
  link.click();
}
byId("carry-file").addEventListener("change", (event) => {
  const file = event.target.files[0];
  if (!file) return;
  takeCarried(file).catch((trouble) => {
    byId("carry-news").textContent = trouble.message;
    byId("carry-news").className = "bad";
  }).finally(() => { event.target.value = ""; });
});
byId("line-switch").addEventListener("click", () =>
  ask("PUT", "v1/line", { state: byId("line-switch").dataset.next }).then(show).catch(tell));
byId("sign-on").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem("token", byId("token").value.trim());
  show().catch(tell);
});
async function loop() {
  if (sessionStorage.getItem("token")) await show().catch(tell);
  else tell();
  setTimeout(loop, 2000);
}
loop();
