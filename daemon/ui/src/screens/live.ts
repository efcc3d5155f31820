// What several screens need to stay true while they are open.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { onEvent } from "../api/stream";
import { showProblem } from "../design/Banner";
import { bindKeys } from "../keys/keys";

/**
 * Loads now, and again soon after each event of the topic; many events at once load once. `what` says what could not be
 * done when it fails. The function may change from call to call.
 */
export function useLive(topic: string, load: () => Promise<void>, what: string, again: unknown = null): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = () => void load().catch((error: unknown) => showProblem(error, { what }));
    run();
    const stop = onEvent(topic, () => {
      clearTimeout(timer);
      timer = setTimeout(run, 150);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [topic, again]);
}

/** The time, newly every half minute, for ages that grow while one looks at them. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Up and down move the focus among the elements that match, so that a list of cards needs no pointer. */
export function moveFocus(event: KeyboardEvent, matching: string): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(event.currentTarget instanceof HTMLElement)) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(matching)].filter(
    (each) => !each.hasAttribute("disabled"),
  );
  const at = all.findIndex(
    (each) => each === document.activeElement || each.closest("li")?.contains(document.activeElement),
  );
  const next = all[at < 0 ? 0 : Math.max(0, Math.min(at + step, all.length - 1))];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/**
 * As a `ref`: the focus goes to the element when it appears. A screen that comes later is no page load, so browsers
 * ignore `autofocus` there; in a dialog it counts.
 */
export const focusOnArrival = (element: HTMLElement | null): void => element?.focus({ preventScroll: true });

/**
 * Binds the keys of a scope while the component is there; the handlers may change with every drawing. Bound with the
 * drawing, not after the next frame: a quick hand's key must find its screen (so do scans and the focus elsewhere).
 */
export function useKeys(scope: string, handlers: Record<string, () => unknown>): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  const names = Object.keys(handlers).join(" ");
  useLayoutEffect(
    () =>
      bindKeys(
        scope,
        Object.fromEntries(names.split(" ").map((name) => [name, () => latest.current[name]?.() !== false])),
      ),
    [scope, names],
  );
}
