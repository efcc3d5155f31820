import { dismissBanner, showBanner } from "../design/Banner";

const milliseconds = 8000;

/** Says that something was done; goes by itself. What somebody has to act on is a banner that stays (showBanner). */
export function tell(title: string): void {
  const id = showBanner({ tone: "info", title });
  setTimeout(() => dismissBanner(id), milliseconds);
}
