// The shop's logo for the customers' screen, left in the browser by the till, who may read it from the appliance.
import { callBlob } from "../api/call";

const key = "holdfast.logo";
const most = 300_000; // characters; larger ones are no logo

export function keptLogo(): string | null {
  const kept = localStorage.getItem(key);
  return kept?.startsWith("data:image/") ? kept : null;
}

/** Reads it anew; a shop without one has none here either. */
export async function keepLogo(): Promise<void> {
  try {
    const blob = await callBlob("getSiteLogo", { accept: "image/png" });
    const text = await new Promise<string>((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.onerror = () => reject(new Error("the picture cannot be read"));
      reader.readAsDataURL(blob);
    });
    if (text.length < most) localStorage.setItem(key, text);
  } catch {
    localStorage.removeItem(key);
  }
}

/** Opens the screen in a window of its own, to be moved to the customers' side; the browser lets it in as this till. */
export function openCustomerDisplay(): void {
  void keepLogo();
  open("/display", "holdfast-display", "popup,width=1024,height=768");
}
