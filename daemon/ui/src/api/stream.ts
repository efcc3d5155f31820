import { api, tokens } from "./call";

/** An event of the log as it comes over /v1/stream. */
export interface StreamEvent {
  seq: number;
  topic: string;
  event: { type: string; aggregateType: string; aggregateId: string; payload: Record<string, unknown> } | null;
}
type Listener = (event: StreamEvent) => void;

const listeners = new Map<string, Set<Listener>>();
let lastSeen: number | undefined;

/** Hears every event of a topic (`carts`, `catalogue`, `shifts`, …, or `*`). Returns how to stop. */
export function onEvent(topic: string, listener: Listener): () => void {
  const set = listeners.get(topic) ?? new Set();
  listeners.set(topic, set.add(listener));
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
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(
    `${scheme}://${location.host}${api.base}/v1/stream?token=${encodeURIComponent(tokens.terminal ?? "")}`,
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
  socket.onmessage = (message) => {
    const event = parse(message.data);
    if (event === undefined) return;
    lastSeen = event.seq;
    for (const name of [event.topic, "*"]) for (const listener of listeners.get(name) ?? []) listener(event);
  };
  return () => {
    ended = true;
    socket.close();
  };
}

function parse(data: unknown): StreamEvent | undefined {
  try {
    const value = JSON.parse(String(data)) as StreamEvent;
    return typeof value.seq === "number" && typeof value.topic === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
