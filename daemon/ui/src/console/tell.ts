import { dismissBanner, showBanner } from "../design/Banner";

const milliseconds = 8000;
const going = new Map<string, ReturnType<typeof setTimeout>>();

/**
 * Says that something was done; goes by itself, and the same `topic` is said once. What somebody has to act on is a banner
 * that stays (showBanner).
 */
export function tell(title: string, topic?: string): void {
  const id = showBanner({ tone: "info", title, ...(topic === undefined ? {} : { id: topic }) });
  clearTimeout(going.get(id));
  const leave = () => {
    going.delete(id);
    dismissBanner(id);
  };
  going.set(id, setTimeout(leave, milliseconds));
}
