import { Problem, Unreachable } from "../api/problem";
import { uuid7 } from "../api/uuid";
import { link, waiting } from "./state";

/** How long to wait before the n-th try: soon at first, never longer than two seconds. */
export function pause(attempt: number): number {
  return Math.min(2000, 150 * 2 ** Math.min(attempt, 5));
}

let tail: Promise<unknown> = Promise.resolve();
let wake: (() => void) | undefined;

/**
 * One act of the user. Its idempotency key is made now and kept over every retry, so an answer that got lost never
 * doubles anything. Acts run in order, one at a time; while the appliance cannot be reached they wait. Rejects with the
 * Problem of a refusal. Never call act inside an act: it would wait for itself.
 */
export function act<T>(_name: string, run: (key: string) => Promise<T>): Promise<T> {
  const key = uuid7();
  waiting.value += 1;
  const result = tail
    .then(() => persist(run, key))
    .finally(() => {
      waiting.value -= 1;
    });
  tail = result.catch(() => undefined);
  return result;
}

/** When everything that the user did so far is through. */
export function settled(): Promise<void> {
  return tail.then(() => undefined);
}

/** Tries at once again; called when the appliance answers. */
export function retryNow(): void {
  wake?.();
}

async function persist<T>(run: (key: string) => Promise<T>, key: string): Promise<T> {
  for (let attempt = 0; ; ++attempt) {
    try {
      const answer = await run(key);
      link.value = "up";
      return answer;
    } catch (error) {
      if (error instanceof Unreachable) link.value = "lost";
      else if (!worthAnotherTry(error, attempt)) throw error;
      await sleep(pause(attempt));
    }
  }
}

/** The appliance is busy for a moment; a disk that cannot be written is for people to hear about. */
function worthAnotherTry(error: unknown, attempt: number): boolean {
  return error instanceof Problem && attempt < 4 && ["busy", "rate-limited", "timeout"].includes(error.type);
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
