import { api, call, tokens } from "./call";

/** An event of the log as it comes over /v1/stream. */
export interface StreamEvent {
  seq: number;
  topic: string;
  event: { type: string; aggregateType: string; aggregateId: string; payload: Record<string, unknown> } | null;
}
type Listener = (event: StreamEvent) => void;
type LiveListener = (data: Record<string, unknown>) => void;

const listeners = new Map<string, Set<Listener>>();
const live = new Map<string, Set<LiveListener>>();
let lastSeen: number | undefined;

/** Hears every event of a topic (`carts`, `catalogue`, `shifts`, …, or `*`). Returns how to stop. */
export function onEvent(topic: string, listener: Listener): () => void {
  const set = listeners.get(topic) ?? new Set();
  listeners.set(topic, set.add(listener));
  return () => set.delete(listener);
}

/**
 * Hears what is of the moment and in no log: `Scan`, `Weight`, `CardProgress`. Who does not listen now has missed it, so
 * nothing that counts may hang on it alone. Returns how to stop.
 */
export function onLive(name: string, listener: LiveListener): () => void {
  const set = live.get(name) ?? new Set();
  live.set(name, set.add(listener));
  return () => set.delete(listener);
}

/** Another store's log begins elsewhere: the next socket hears only what is new there. */
export function forgetPlace(): void {
  lastSeen = undefined;
}

/**
 * One socket to the daemon's event log, going on after the last event seen. `closed` is called once, however it ends.
 */
export function openStream(opened: () => void, closed: () => void): () => void {
  if (tokens.key === null) return openSocket(tokens.terminal ?? "", "", opened, closed);
  // Its proof is made first; whoever closes meanwhile gets no socket.
  let close: (() => void) | null = null;
  let wanted = true;
  streamProof(tokens.key).then(
    ([token, proof]) => {
      if (wanted) close = openSocket(token, `&proof=${encodeURIComponent(proof)}`, opened, closed);
    },
    () => {
      if (wanted) closed();
    },
  );
  return () => {
    wanted = false;
    close?.();
  };
}

/** A socket's refusal cannot be read, so the nonce of now is fetched by a plain request before. */
async function streamProof(key: string): Promise<[string, string]> {
  const { prove } = await import("./proof");
  await call("getOwnTerminal");
  const token = tokens.terminal ?? "";
  const asked = { method: "GET", target: `${api.base}/v1/stream`, token, headers: {} };
  return [token, (await prove(key, asked, api.base)) ?? ""];
}

function openSocket(token: string, proof: string, opened: () => void, closed: () => void): () => void {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(
    `${scheme}://${location.host}${api.base}/v1/stream?token=${encodeURIComponent(token)}${proof}`,
  );
  let ended = false;
  const end = () => {
    if (ended) return;
    ended = true;
    socket.close();
    closed();
  };
  socket.onopen = () => {
    socket.send(JSON.stringify({ subscribe: ["*"], ...(lastSeen === undefined ? {} : { since: lastSeen }) }));
    opened();
  };
  socket.onclose = end;
  socket.onerror = end;
  socket.onmessage = (message) => deliver(message.data);
  return () => {
    ended = true;
    socket.close();
  };
}

/** One message of the socket to whoever asked for its kind. */
export function deliver(message: unknown): void {
  const value = parse(message);
  if (value === undefined) return;
  if (value["type"] === "live") {
    const data = (value["data"] ?? {}) as Record<string, unknown>;
    for (const listener of [...(live.get(String(value["name"])) ?? [])]) listener(data);
    return;
  }
  const event = value as unknown as StreamEvent;
  if (typeof event.seq !== "number" || typeof event.topic !== "string") return;
  lastSeen = event.seq;
  for (const name of [event.topic, "*"]) for (const listener of [...(listeners.get(name) ?? [])]) listener(event);
}

function parse(message: unknown): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(String(message));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
