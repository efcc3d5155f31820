import { signal } from "@preact/signals";
import { onLive } from "../api/stream";
import { type Adjustment, adjust, cancelWeighing, confirmSame, readWeighing, startWeighing } from "./scale_api";
import { isOver, type Weighing, worthAnother } from "./weighing";

/** How the weigher reaches the scale; a test puts its own in the place. */
export interface ScaleDesk {
  start: (device: string, variantId: string) => Promise<Weighing>;
  read: (weighing: Weighing) => Promise<Weighing>;
  confirm: (weighing: Weighing) => Promise<Weighing>;
  cancel: (weighing: Weighing) => Promise<Weighing>;
  adjust: (device: string, what: Adjustment) => Promise<Weighing>;
}
const appliance: ScaleDesk = {
  start: startWeighing,
  read: readWeighing,
  confirm: confirmSame,
  cancel: cancelWeighing,
  adjust,
};
const beat = 1000; // milliseconds; readings come sooner over the stream, this is for those that are lost

/**
 * Weighs one article: asks the scale until it gives a weight that may be sold, with zero and tare between. What it shows
 * is in `now`; `taken` hears the weight, once.
 */
export class Weigher {
  readonly now = signal<Weighing | null>(null);
  /** A refusal of the appliance; the scale may be asked again. */
  readonly trouble = signal<unknown>(undefined);
  private gone = false;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly unlisten: () => void;

  constructor(
    private readonly device: string,
    private readonly variantId: string,
    private readonly taken: (weighing: Weighing) => void,
    private readonly desk: ScaleDesk = appliance,
  ) {
    this.unlisten = onLive("Weight", (data) => this.see(data as unknown as Weighing));
    this.timer = setInterval(() => void this.look(), beat);
    void this.begin();
  }

  begin(): Promise<void> {
    return this.ask(() => this.desk.start(this.device, this.variantId));
  }
  confirm(): Promise<void> {
    const open = this.now.value;
    return open === null ? Promise.resolve() : this.ask(() => this.desk.confirm(open));
  }
  /** The weighing under way gives way; it goes on after the zero or tare is done. */
  async adjust(what: Adjustment): Promise<void> {
    const open = this.now.value;
    if (open !== null && !isOver(open)) await this.desk.cancel(open).catch(() => undefined);
    await this.ask(() => this.desk.adjust(this.device, what));
  }
  /** Nobody wants the weight any more. */
  leave(): void {
    if (this.gone) return;
    this.gone = true;
    this.unlisten();
    clearInterval(this.timer);
    const open = this.now.value;
    if (open !== null && !isOver(open)) this.desk.cancel(open).catch(() => undefined);
  }

  private async ask(run: () => Promise<Weighing>): Promise<void> {
    this.trouble.value = undefined;
    try {
      const answer = await run();
      // A word of the stream may have been quicker than the answer that it belongs to.
      if (this.now.value?.weighingId === answer.weighingId && isOver(this.now.value)) return;
      this.now.value = answer;
      this.judge(answer);
    } catch (error) {
      if (!this.gone) this.trouble.value = error;
    }
  }
  private see(weighing: Weighing): void {
    const open = this.now.value;
    if (this.gone || open === null || weighing.weighingId !== open.weighingId || isOver(open)) return;
    this.now.value = weighing;
    this.judge(weighing);
  }
  private async look(): Promise<void> {
    const open = this.now.value;
    if (open === null || isOver(open)) return;
    const now = await this.desk.read(open).catch(() => undefined);
    if (now !== undefined) this.see(now);
  }
  private judge(weighing: Weighing): void {
    if (this.gone || !isOver(weighing)) return;
    if (weighing.state === "weighed") {
      this.leave();
      this.taken(weighing);
    } else if (weighing.task !== "weigh" || worthAnother(weighing)) {
      void this.begin();
    }
  }
}
