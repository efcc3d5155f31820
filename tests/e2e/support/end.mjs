// How a test file ends: everything is closed in every case, the store must verify, and no page may have complained.
import assert from "node:assert/strict";

export async function end({ browser, line, store, tills }) {
  const complaints = tills.flatMap((till) => [...(till?.errors ?? []), ...(till?.elsewhere ?? []).map((url) => `a request to ${url}`)]);
  try {
    await browser?.close();
    await line?.close();
  } finally {
    await store?.stop();
  }
  assert.deepEqual(complaints, [], "script errors, breaches of the content policy, requests to other hosts");
}
