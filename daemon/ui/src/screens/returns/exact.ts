// The refund as the daemon would make it: asked for while the cashier still chooses, so that the sum on the button is the
// one that goes back. Until it has answered, and for people who may not ask, the page's own reckoning stands.
import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call";
import { uuid7 } from "../../api/uuid";
import { register } from "../../till/state";
import type { bodyOf } from "./elsewhere_state";
import type { Order } from "./return_state";
import type { OpenLine } from "./submit";

/** What is asked; null while nothing is chosen. */
export type Question =
  | { order: Order; items: { orderItemId: string; quantity: string }[] }
  | { lines: OpenLine[] }
  | { elsewhere: ReturnType<typeof bodyOf> }
  | null;

async function ask(question: NonNullable<Question>, registerId: string, signal: AbortSignal): Promise<number> {
  const common = { query: { preview: true }, key: uuid7(), signal };
  if ("elsewhere" in question) {
    const told = await call("returnFromElsewhere", { ...common, body: question.elsewhere });
    return -told.data.total;
  }
  const { data } =
    "order" in question
      ? await call("returnOrderItems", {
          ...common,
          path: { id: question.order.orderId },
          body: { registerId, items: question.items, refunds: [] },
        })
      : await call("returnWithoutReceipt", { ...common, body: { registerId, items: question.lines, refunds: [] } });
  return -data.total;
}

/** Minor units that go back: `reckoned` at once, the daemon's figure as soon as it is known. */
export function useExact(question: Question, reckoned: number): { refund: number; exact: boolean } {
  const [answer, setAnswer] = useState<{ to: string; refund: number } | null>(null);
  const asked =
    question === null ? "" : JSON.stringify("order" in question ? [question.order.orderId, question.items] : question);
  useEffect(() => {
    const registerId = register.value?.id;
    if (question === null || registerId === undefined) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      // Without permission, or when the appliance is lost, the real request will say so in its own time.
      ask(question, registerId, stop.signal).then(
        (refund) => !stop.signal.aborted && setAnswer({ to: asked, refund }),
        () => undefined,
      );
    }, 150);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked]);
  const exact = answer !== null && answer.to === asked;
  return { refund: exact ? answer.refund : reckoned, exact };
}
