import { effect, untracked } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Answer, type Args, call, type OperationId } from "../api/call";
import { isProblem, Unreachable } from "../api/problem";
import { onEvent } from "../api/stream";
import { sessionLost } from "../till/session";
import { link } from "../till/state";

/** What the appliance answers, and how true it still is. */
export interface Resource<T> {
  /** Undefined until the first answer. */
  data: T | undefined;
  /** Why the last asking failed; what was there before stays in `data`. */
  error: unknown;
  /** There is something to show, but the last asking failed. */
  stale: boolean;
  loading: boolean;
  reload: () => Promise<void>;
}
const untilAgain = 2000; // milliseconds after no answer came
export interface Refresh {
  /** Asked again soon after an event of these topics of the stream (`orders`, `shifts`, `devices`, `*`, …). */
  topics?: readonly string[];
  /** Milliseconds until it is asked again by itself while the page is in sight; for what has no events. */
  every?: number;
}

/**
 * A read operation of the API as a component's data: asked when the component comes and when `args` change, kept true by
 * the stream, asked again when the appliance is back. `args` null: not asked (something is not known yet).
 */
export function useResource<Op extends OperationId>(
  op: Op,
  args: Args<Op> | null = {},
  { topics = [], every }: Refresh = {},
): Resource<Answer<Op>> {
  type State = Omit<Resource<Answer<Op>>, "reload">;
  const [state, setState] = useState<State>({
    data: undefined,
    error: undefined,
    stale: false,
    loading: args !== null,
  });
  const latest = useRef<() => Promise<void>>(async () => undefined);
  const asked = JSON.stringify(args);
  useEffect(() => {
    if (args === null) return;
    const gone = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      clearTimeout(again);
      setState((before) => ({ ...before, loading: true }));
      try {
        const { data } = await call(op, { ...args, signal: gone.signal });
        if (!gone.signal.aborted) setState({ data, error: undefined, stale: false, loading: false });
      } catch (error) {
        if (gone.signal.aborted) return;
        if (isProblem(error, "session-expired", "unauthenticated")) sessionLost();
        setState((before) => ({ ...before, error, stale: before.data !== undefined, loading: false }));
        // The appliance may have been away for so short a time that the link's own beat never saw it.
        if (error instanceof Unreachable) again = setTimeout(() => void load(), untilAgain);
      }
    };
    latest.current = load;
    setState((before) => ({ ...before, data: undefined, stale: false }));
    void load();
    const stop = keepTrue(load, topics, every);
    return () => {
      gone.abort();
      clearTimeout(again);
      stop();
    };
  }, [op, asked, topics.join(), every]);
  return { ...state, reload: () => latest.current() };
}

/** Calls `load` after events, on a beat, and when the appliance is back; many reasons at once call once. */
function keepTrue(load: () => Promise<void>, topics: readonly string[], every: number | undefined): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void load(), 200);
  };
  const stops = topics.map((topic) => onEvent(topic, soon));
  let was = link.peek();
  stops.push(
    effect(() => {
      const now = link.value;
      if (was === "lost" && now === "up") untracked(soon);
      was = now;
    }),
  );
  if (every !== undefined) {
    const beat = setInterval(() => document.visibilityState === "visible" && void load(), every);
    stops.push(() => clearInterval(beat));
  }
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

type Items<Op extends OperationId> = Answer<Op> extends { items: (infer T)[] } ? T : never;
export interface ListResource<T> extends Resource<T[]> {
  /** Whether there is another page. */
  more: boolean;
  /** Brings it. */
  next: () => Promise<void>;
}

/** A list of the API (`{items, next}`), page by page: the first by useResource, the others when `next` asks for them. */
export function useList<Op extends OperationId>(
  op: Op,
  args: Args<Op> | null = {},
  refresh: Refresh = {},
): ListResource<Items<Op>> {
  type Page = { items: Items<Op>[]; next?: string | null };
  const first = useResource(op, args, refresh);
  const [later, setLater] = useState<{ of: unknown; items: Items<Op>[]; cursor: string | null }>();
  const page = first.data as Page | undefined;
  const own = later !== undefined && later.of === page ? later : undefined;
  const cursor = own === undefined ? (page?.next ?? null) : own.cursor;
  const next = async () => {
    if (cursor === null || page === undefined) return;
    const query = { ...((args as { query?: object } | null)?.query ?? {}), cursor };
    const { data } = await call(op, { ...args, query } as Args<Op>);
    const got = data as Page;
    setLater({ of: page, items: [...(own?.items ?? []), ...got.items], cursor: got.next ?? null });
  };
  return { ...first, data: page && [...page.items, ...(own?.items ?? [])], more: cursor !== null, next };
}
