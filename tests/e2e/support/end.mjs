// How a test file ends: everything is closed in every case, the store must verify, no page may have complained,
// nor reckoned another total than the store answered (but for `misjudged` of them that a test brought about).
import assert from "node:assert/strict";

export async function end({ browser, line, store, tills, misjudged = 0 }) {
  const complaints = tills.flatMap((till) => [...(till?.errors ?? []), ...(till?.elsewhere ?? []).map((url) => `a request to ${url}`)]);
  const metrics = await fetch(`${store?.url}/metrics`).then((answer) => answer.text(), () => "");
  const differences = Number(/till_price_differences (\d+)/.exec(metrics)?.[1] ?? misjudged);
  try {
    await browser?.close();
    await line?.close();
  } finally {
    await store?.stop();
  }
  assert.deepEqual(complaints, [], "script errors, breaches of the content policy, requests to other hosts");
  assert.equal(differences, misjudged, "totals that a page reckoned otherwise than the store");
}
