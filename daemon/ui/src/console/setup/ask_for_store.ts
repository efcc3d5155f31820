import { call } from "../../api/call";
import { hasStore } from "../access";

/** Whether the appliance is an empty box; asked when the page starts. */
export async function askForStore(): Promise<void> {
  try {
    const { data } = await call("getSetup", { patience: 4000 });
    hasStore.value = data.state === "store";
  } catch {
    hasStore.value = true; // an appliance that does not answer is said to be lost, not to be empty
  }
}
