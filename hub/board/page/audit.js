"use strict";
// What operators did: the newest lines of the audit log, and whether its chain holds. Uses what board.js and releases.js have.
let chainWords = null; // of the last check that somebody asked for
function inWords(detail) {
  return Object.entries(detail)
    .filter(([name]) => name !== "by")
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
}
function auditRow(entry) {
  const row = element("tr");
  const action = cell("", undefined);
  action.append(element("span", entry.action, entry.action.endsWith(".refused") ? "warn" : undefined));
  row.append(cell(new Date(entry.at).toLocaleString()), cell(entry.by), action, cell(entry.subject), cell(inWords(entry.detail)));
  return row;
}
async function showAudit() {
  const { items } = await ask("GET", "v1/audit?limit=12");
  byId("audit").hidden = false;
  const titles = [["When"], ["Who"], ["What"], ["Of"], ["With"]];
  byId("audit-rows").replaceChildren(tableOf("The last twelve", titles, items.map(auditRow)));
  const [words, className] = chainWords ?? ["", ""];
  byId("audit-news").textContent = words;
  byId("audit-news").className = className;
}
async function checkChain() {
  const { holds, entries, newest, wrongAt } = await ask("GET", "v1/audit/verification");
  chainWords = holds ? [`The chain holds: ${entries} entries, the newest is ${newest}.`, "ok"] : [`The chain is broken at entry ${wrongAt}.`, "bad"];
  await showAudit();
}
// An operator is known by their token; behind the hub's own may be anybody, who gives a name.
async function showWhoThisIs() {
  const { name, own } = await ask("GET", "v1/whoami");
  byId("who").textContent = own ? `You are ${name}.` : "";
  for (const id of ["ship-by", "decide-by"]) {
    byId(id).closest("label").hidden = own;
    byId(id).required = !own;
  }
}
byId("audit-check").addEventListener("click", () => checkChain().catch(tell));
async function auditLoop() {
  if (!sessionStorage.getItem("token")) byId("audit").hidden = true;
  else if (!byId("audit").contains(document.activeElement)) {
    await showWhoThisIs().catch(tell);
    await showAudit().catch(tell);
  }
  setTimeout(auditLoop, 5000);
}
auditLoop();
