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
function siteRow(site, day, currency, cut) {
  const row = element("tr");
  const state = site.frozen ? ["frozen: a fork was found", "bad"] : site.revoked ? ["revoked", "bad"] : cut ? ["cut off here", "warn"]
    : site.secondsSinceSeen > silentAfter ? ["out of reach", "warn"] : [site.mode, site.mode === "online" ? "ok" : "warn"];
  row.append(cell(site.name, `${site.siteId} · ${site.release || "release unknown"}`));
  const mode = cell("", undefined);
  mode.append(element("span", state[0], state[1]));
  for (const hold of site.report?.paused ?? [])
    mode.append(element("small", `${hold.direction === "up" ? "sales" : "masters"} paused by ${hold.owner === "hub" ? "the hub" : "the store"}${hold.by ? `, ${hold.by}` : ""}`, "warn"));
  row.append(mode);
  const behind = site.lag.records;
  row.append(cell(behind === 0 ? "0" : String(behind), behind ? `${site.lag.seconds} s` : `event ${site.ackSeq}`, behind ? "number warn" : "number"));
  const waiting = behind ? site.report?.waiting ?? [] : []; // what came since the store spoke is here
  row.append(cell(waiting.length ? waiting.map((sum) => money(sum.total, sum.currency)).join(", ") : "–",
    waiting.length ? `${waiting.reduce((sum, item) => sum + (item.orders ?? 0), 0)} sales` : undefined, "number"));
  row.append(cell(day ? money(day.net, currency) : "–", day ? `${day.orders} sales, ${day.returns} returns` : undefined, "number"));
  row.append(cell(site.feedBehind === 0 ? "up to date" : `${site.feedBehind} versions behind`, `version ${site.feedVersion}`));
  row.append(cell(ago(site.secondsSinceSeen)));
  row.append(cell(String(site.deadLetters + site.exceptions), site.deadLetters ? `${site.deadLetters} held back` : undefined,
    site.deadLetters ? "number bad" : "number"));
  const act = element("td");
  const button = element("button", "Order…");
  button.type = "button";
  button.addEventListener("click", () => openOrder(site));
  const totals = element("button", "Totals…");
  totals.type = "button";
  totals.addEventListener("click", () => openTotals(site).catch(tell));
  act.append(button, totals);
  row.append(act);
  return row;
}

// What the hub holds of a store by day, register and tender.
const shownDays = 14;
async function openTotals(site) {
  const from = new Date(Date.now() - shownDays * 86400000).toLocaleDateString("sv-SE");
  const rows = (await ask("GET", `${ofSite(site, "/register-totals")}&from=${from}`)).items.reverse();
  const table = element("table");
  const head = element("tr");
  for (const title of ["Day", "Register", "Sales", "Returns", "Net", "Tax", "Tenders"]) head.append(element("th", title));
  table.append(head);
  for (const row of rows) {
    const line = element("tr");
    // A store of an earlier release does not report their names.
    const register = cell(row.registerName ?? (row.registerId.length > 12 ? `…${row.registerId.slice(-6)}` : row.registerId));
    register.title = row.registerId;
    line.append(cell(row.day), register, cell(String(row.orders), undefined, "number"), cell(String(row.returns), undefined, "number"));
    line.append(cell(money(row.net, row.currency), undefined, "number"), cell(money(row.tax, row.currency), undefined, "number"));
    line.append(cell(Object.entries(row.tenders).map(([tender, amount]) => `${tender} ${money(amount, row.currency)}`).join(", ")));
    table.append(line);
  }
  byId("totals-title").textContent = `${site.name}: what the hub holds`;
  byId("totals-rows").replaceChildren(rows.length ? table : element("p", "Nothing was sold in the last two weeks, as far as the hub knows."));
  byId("totals").showModal();
}

// What a store is ordered to do: it hears of it with its next report. The form stays open while the page asks again.
const ofSite = (site, rest = "") => `v1/sites/${encodeURIComponent(site.siteId)}${rest}?tenant=${encodeURIComponent(site.tenantId)}`;
let orderFor = null;
function showDirection() {
  byId("order-direction-label").hidden = !["pause", "resume"].includes(byId("order-kind").value);
}
function openOrder(site) {
  orderFor = site;
  byId("order-title").textContent = site.name;
  showDirection();
  byId("order").showModal();
}
async function sendOrder() {
  const kind = byId("order-kind").value;
  const direction = ["pause", "resume"].includes(kind) && byId("order-direction").value;
  await ask("POST", ofSite(orderFor, "/directives"), {
    kind, direction: direction || undefined, orderedBy: byId("order-by").value.trim(), reason: byId("order-reason").value.trim() || undefined,
  });
  await show();
}
const orderStates = { ordered: "warn", given: "warn", running: "warn", done: "ok", failed: "bad", cancelled: "", expired: "bad" };
function orderItem(site, order) {
  const made = element("li");
  const progress = order.state === "running" && order.total ? ` ${order.done}/${order.total}` : "";
  made.append(element("strong", `${site.name}: ${order.kind}${order.direction === "both" ? "" : ` ${order.direction}`}: ${order.state}${progress}`, orderStates[order.state]));
  made.append(element("small", `by ${order.orderedBy} at ${new Date(order.orderedAt).toLocaleTimeString()}${order.reason ? ` · ${order.reason}` : ""}${order.detail ? ` · ${order.detail}` : ""}`));
  if (!["ordered", "given"].includes(order.state)) return made;
  const button = element("button", "Cancel");
  button.type = "button";
  button.addEventListener("click", () => {
    const cancelledBy = prompt("Your name");
    if (cancelledBy) ask("POST", ofSite(site, `/directives/${order.directiveId}/cancel`), { cancelledBy }).then(show).catch(tell);
  });
  made.append(button);
  return made;
}
/** Those that are open, and what ended within the hour. */
const isOfNow = (order) => !order.endedAt || Date.now() - Date.parse(order.endedAt) < 3600000;

async function decide(site, item, verb, needsNotes) {
  const reviewedBy = prompt("Your name");
  if (!reviewedBy) return;
  const notes = needsNotes ? prompt("Why") : "";
  if (needsNotes && !notes) return;
  const kind = verb === "settle" ? "exceptions" : "dead-letters";
  await ask("POST", ofSite(site, `/${kind}/${encodeURIComponent(item.id)}/${verb}`),
    { reviewedBy, notes: notes || undefined });
  await show();
}
// The document as it is, to be put right by hand.
let sendFix = null;
function fixButton(actions, event, title, send) {
  const added = element("button", "Correct…");
  added.type = "button";
  added.addEventListener("click", () => {
    sendFix = send;
    byId("fix-title").textContent = title;
    byId("fix-text").value = JSON.stringify(event, null, 2);
    byId("fix").showModal();
  });
  actions.append(added);
}
async function bookFix() {
  const answer = await sendFix({ corrected: JSON.stringify(JSON.parse(byId("fix-text").value)), reviewedBy: byId("fix-by").value.trim(), notes: byId("fix-notes").value.trim() });
  await show();
  if (answer?.status && answer.status !== "replayed") throw new Error(`Still held: ${answer.detail}`);
}
function withheldItem(site, item) {
  const made = element("li");
  made.append(element("strong", `${site.name}: the body of an event did not come`, "bad"));
  made.append(element("small", `${item.errorClass} · event ${item.epoch}/${item.seq} · ${item.eventId} · since ${item.receivedAt}`));
  const actions = element("div");
  fixButton(actions, { id: item.eventId, type: "", aggregateId: "", payload: {} }, item.errorClass, (body) => ask("POST", ofSite(site, `/withheld/${item.id}/fix`), body));
  made.append(actions);
  return made;
}

function reviewItem(site, item, held) {
  const made = element("li");
  made.append(element("strong", `${site.name}: ${item.detail || item.code}`, held ? "bad" : "warn"));
  made.append(element("small", `${item.code} · event ${item.epoch}/${item.seq} · ${item.aggregateId} · since ${item.firstAt}`));
  if (item.status === "inReview") made.append(element("small", `${item.reviewedBy} looks into it${item.notes ? `: ${item.notes}` : ""}`));
  const actions = element("div");
  const button = (text, verb, needsNotes) => {
    const added = element("button", text);
    added.type = "button";
    added.addEventListener("click", () => decide(site, item, verb, needsNotes).catch(tell));
    actions.append(added);
  };
  if (held) {
    if (item.status !== "inReview") button("I look into it", "review", false);
    button("Try again", "replay", false);
    button("Discard", "discard", true);
    fixButton(actions, item.corrected ?? item.event, item.code, (body) => ask("POST", ofSite(site, `/dead-letters/${encodeURIComponent(item.id)}/replay`), body));
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
    row.append(cell(entry.outcome, entry.detail, ["delivered", "skipped", "replayed", "discarded"].includes(entry.outcome) ? "ok" : "bad"));
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
  if (endpoint.inboundWaiting || endpoint.inboundRefused)
    made.append(element("small", `${endpoint.inboundWaiting} told and not acted on yet · ${endpoint.inboundRefused} refused`, endpoint.inboundRefused ? "warn" : undefined));
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
  if (endpoint.inboundRefused)
    button("Act on refused events again", () => {
      const reviewedBy = prompt("Your name");
      return reviewedBy && ask("POST", `${ofEndpoint(endpoint)}/inbound/all/replay`, { reviewedBy });
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
  const orders = [];
  for (const site of sites.items) {
    const at = `v1/sites/${encodeURIComponent(site.siteId)}`;
    const tenant = `tenant=${encodeURIComponent(site.tenantId)}`;
    const totals = await ask("GET", `${at}/totals?${tenant}`);
    today = new Date().toLocaleDateString("sv-SE");
    rows.push(siteRow(site, totals.days.find((day) => day.day === today), totals.currency, line.state === "cut"));
    orders.push(...(await ask("GET", ofSite(site, "/directives"))).items.filter(isOfNow).slice(0, 10).map((order) => orderItem(site, order)));
    items.push(...(await ask("GET", ofSite(site, "/withheld"))).items.slice(0, 20).map((item) => withheldItem(site, item)));
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
  byId("orders").replaceChildren(...orders);
  byId("ordered").hidden = orders.length === 0;
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
  byId("fleet").hidden = byId("line").hidden = byId("told").hidden = byId("review").hidden = byId("ordered").hidden = byId("carry").hidden = true;
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
  link.download = `${file.name.replace(/\.hfcarry$/, "")}-answer.hfcarry`;
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
byId("order-kind").addEventListener("change", showDirection);
byId("order-form").addEventListener("submit", () => sendOrder().catch(tell));
byId("fix-form").addEventListener("submit", () => bookFix().catch(tell));
byId("fix-cancel").addEventListener("click", () => byId("fix").close());
byId("order-cancel").addEventListener("click", () => byId("order").close());
byId("totals-close").addEventListener("click", () => byId("totals").close());
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
