// The service worker: keeps the page's own files, named by the build's manifest, and never anything of the API.
// It is built as a file of its own and shares no code with the page.
interface Chunk {
  file: string;
  css?: string[];
  assets?: string[];
}
const worker = self as unknown as ServiceWorkerGlobalScope;
const base = "/pos/";
const prefix = "holdfast-shell-";

worker.addEventListener("install", (event) => {
  // The API never waits for this worker to wake up; where a browser cannot be told so, the requests just pass.
  const routes = event as ExtendableEvent & { addRoutes?: (routes: unknown[]) => Promise<void> };
  const direct = ["/v1/*", "/training/*"].map((pathname) => ({
    condition: { urlPattern: { pathname } },
    source: "network",
  }));
  event.waitUntil(Promise.all([install(), routes.addRoutes?.(direct)]));
});
worker.addEventListener("activate", (event) => {
  event.waitUntil(worker.clients.claim());
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin || !/^\/pos(\/|$)/.test(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (url.pathname.startsWith(`${base}assets/`)) event.respondWith(asset(request));
});

async function install(): Promise<void> {
  const answer = await fetch(`${base}manifest.json`, { cache: "no-store" });
  const chunks = Object.values((await answer.json()) as Record<string, Chunk>);
  const files = new Set(chunks.flatMap((chunk) => [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]));
  files.delete("sw.js");
  const cache = await caches.open(await cacheName());
  await cache.addAll([`${base}`, ...[...files].map((file) => base + file)]);
  await worker.skipWaiting();
}

/** The cache of this version: named by what the page loads, so an old one is recognised and thrown away. */
async function cacheName(): Promise<string> {
  const html = await (await fetch(base, { cache: "no-store" })).text();
  const script = /assets\/pos-([\w-]+)\.js/.exec(html)?.[1] ?? "0";
  const name = prefix + script;
  for (const old of await caches.keys()) if (old.startsWith(prefix) && old !== name) await caches.delete(old);
  return name;
}

/** The page itself: fresh when the appliance answers soon, else the kept one, so a till starts without it. */
async function page(request: Request): Promise<Response> {
  const kept = await caches.match(base);
  const fresh = fetch(request).then(async (answer) => {
    if (!answer.ok) throw new Error(`answer ${answer.status}`);
    return answer;
  });
  if (kept === undefined) return fresh;
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), 1500));
  return Promise.race([fresh, late]).catch(() => kept);
}

/** Named by their content: what is kept is right for ever. */
async function asset(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}
