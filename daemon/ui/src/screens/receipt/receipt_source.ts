import { call, callBlob } from "../../api/call";
import { isProblem } from "../../api/problem";

/** Which receipt: a copy says so on the paper, a gift receipt has no prices. */
export interface Wanted {
  readonly orderId: string;
  readonly copy: number;
  readonly gift: boolean;
}

/** What there is to look at and to print: the text always, the picture when the appliance draws one. */
export interface Shown {
  readonly text: string;
  readonly picture: Blob | null;
}

function query({ copy, gift }: Wanted): { copy?: number; gift?: boolean } {
  return { ...(copy > 0 ? { copy } : {}), ...(gift ? { gift } : {}) };
}

/** Reads text and picture side by side; the text is the picture's alternative for those who cannot see it. */
export async function readReceipt(wanted: Wanted): Promise<Shown> {
  const path = { id: wanted.orderId };
  const text = call("getReceipt", { path, query: query(wanted), accept: "text/plain" });
  const picture = callBlob("getReceipt", { path, query: query(wanted), accept: "image/png" }).catch(
    (error: unknown) => {
      if (isProblem(error, "not-acceptable")) return null;
      throw error;
    },
  );
  const [words, drawn] = await Promise.all([text, picture]);
  return { text: await textOf(words.data), picture: drawn };
}

async function textOf(data: unknown): Promise<string> {
  return data instanceof Blob ? data.text() : String(data);
}
