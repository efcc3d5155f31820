import { signal } from "@preact/signals";
import { call, type Schemas } from "../api/call";
import { isProblem, Unreachable } from "../api/problem";
import { openStream } from "../api/stream";
import { retryNow } from "../till/act";
import { hub, link, terminal } from "../till/state";

/** The appliance's last word about itself. */
export const health = signal<Schemas["Health"] | null>(null);

const beat = 5000; // milliseconds between two questions
const beatWhenLost = 1500;
let timer: ReturnType<typeof setTimeout> | undefined;
let closeStream: (() => void) | undefined;

/** Keeps the console in touch with the appliance from now on. */
export function keepInTouch(): void {
  for (const name of ["offline", "online"]) addEventListener(name, () => void ask());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void ask());
  void ask();
}

/** Opens the event log's socket anew, after pairing. */
export function connectStream(): void {
  closeStream?.();
  closeStream = undefined;
  if (terminal.peek() === null) return;
  closeStream = openStream(
    () => undefined,
    () => {
      closeStream = undefined;
    },
  );
}

async function ask(): Promise<void> {
  clearTimeout(timer);
  try {
    const { data } = await call("getHealth", { patience: 2500 });
    health.value = data;
    hub.value = data.mode;
    link.value = "up";
    retryNow();
    if (closeStream === undefined) connectStream();
  } catch (error) {
    if (error instanceof Unreachable) link.value = "lost";
    else if (isProblem(error)) link.value = "up";
  }
  clearTimeout(timer);
  timer = setTimeout(() => void ask(), link.value === "lost" ? beatWhenLost : beat);
}
