"use strict";
// What of the sales belongs to others. Asks when the form is sent and every half minute, with what board.js has (ask, element, cell, money).
const splitsWish = () => {
  const wish = new URLSearchParams();
  for (const name of ["from", "to"]) if (byId(`splits-${name}`).value) wish.set(name, byId(`splits-${name}`).value);
  return wish;
};

/** One row a party, site, kind and currency, over the days that were asked for. */
function sumsOf(items) {
  const sums = new Map();
  for (const item of items) {
    const key = JSON.stringify([item.party, item.kind, item.siteId, item.currency]);
    const sum = sums.get(key) ?? { ...item, lines: 0, net: 0, amount: 0, takenBack: 0 };
    for (const name of ["lines", "net", "amount", "takenBack"]) sum[name] += item[name];
    sums.set(key, sum);
  }
  return [...sums.values()].sort((a, b) => a.party.localeCompare(b.party) || a.siteId.localeCompare(b.siteId));
}

function splitRow(sum) {
  const row = element("tr");
  const party = element("th", sum.party);
  party.scope = "row";
  row.append(party, cell(sum.kind), cell(sum.siteId), cell(String(sum.lines), undefined, "number"));
  for (const name of ["net", "takenBack", "amount"]) row.append(cell(money(sum[name], sum.currency), undefined, "number"));
  return row;
}

async function showSplits() {
  const wish = splitsWish();
  const tenants = [...new Set((await ask("GET", "v1/sites")).items.map((site) => site.tenantId))];
  const items = [];
  for (const tenant of tenants) {
    wish.set("tenant", tenant);
    items.push(...(await ask("GET", `v1/splits?${wish}`)).items);
  }
  const rows = sumsOf(items).map(splitRow);
  byId("splits-rows").replaceChildren(...rows);
  // Where nobody has a part in anything there is nothing to see, unless the days that were asked for are why.
  byId("splits").hidden = rows.length === 0 && !byId("splits-from").value && !byId("splits-to").value;
}

async function saveSplits() {
  const tenants = [...new Set((await ask("GET", "v1/sites")).items.map((site) => site.tenantId))];
  for (const tenant of tenants) {
    const wish = splitsWish();
    wish.set("tenant", tenant);
    const answer = await fetch(`v1/splits?${wish}`, {
      headers: { Authorization: `Bearer ${sessionStorage.getItem("token")}`, Accept: "text/csv" },
    });
    if (!answer.ok) throw new Error(`The hub answers ${answer.status}.`);
    const link = element("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = `splits-${tenant}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  }
}

byId("splits-wish").addEventListener("submit", (event) => {
  event.preventDefault();
  showSplits().catch(tell);
});
byId("splits-save").addEventListener("click", () => saveSplits().catch(tell));
async function splitsLoop() {
  if (sessionStorage.getItem("token")) await showSplits().catch(tell);
  else byId("splits").hidden = true;
  setTimeout(splitsLoop, sessionStorage.getItem("token") ? 30_000 : 2_000);
}
splitsLoop();
