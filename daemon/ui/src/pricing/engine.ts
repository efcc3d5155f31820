// The engine of the appliance as a WebAssembly module: texts go in and out through its memory.
const module = import.meta.glob<string>("./pricing.wasm", { query: "?url", import: "default" });

interface Exports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  holdfast_malloc(size: number): number;
  holdfast_free(at: number): void;
  holdfast_answer(): number;
  holdfast_keep_rules(at: number, size: number): number;
  holdfast_keep_charges(at: number, size: number): number;
  holdfast_price_sale(at: number, size: number): number;
}
type Call = "holdfast_keep_rules" | "holdfast_keep_charges" | "holdfast_price_sale";
/** An amount in minor units each. */
export interface PriceAnswer {
  subtotal: number;
  discount: number;
  tax: number;
  total: number;
  lines: { id: string; amount: number; gross: number }[];
  applied: { id: string }[];
  notApplied: { id: string; because: string }[];
  engineVersion: string;
}
export interface Refused {
  refused: { type: string; detail: string };
}

/** Nothing of the module reaches outside; what its C library asks the system for is refused. */
const refuse = () => 8; // EBADF
const imports = { wasi_snapshot_preview1: { fd_close: refuse, fd_seek: refuse, fd_write: refuse } };

export class Engine {
  private constructor(private readonly it: Exports) {}

  static from(compiled: WebAssembly.Module): Engine {
    const it = new WebAssembly.Instance(compiled, imports).exports as unknown as Exports;
    it._initialize();
    return new Engine(it);
  }

  /** The rules of baskets that bring none; the number of rules, or why they were refused. */
  keepRules(document: string): { rules: number } | Refused {
    return JSON.parse(this.run("holdfast_keep_rules", document));
  }
  /** The charges of sales, in the store's order; those that do not read are left out, as there. */
  keepCharges(document: string): { charges: number } | Refused {
    return JSON.parse(this.run("holdfast_keep_charges", document));
  }
  priceSale(sale: unknown): PriceAnswer | Refused {
    return JSON.parse(this.run("holdfast_price_sale", JSON.stringify(sale)));
  }

  /** A trap (a bug, or no memory left) is a RuntimeError: the instance is not to be used again. */
  private run(name: Call, text: string): string {
    const bytes = new TextEncoder().encode(text);
    const at = this.it.holdfast_malloc(bytes.length + 1);
    new Uint8Array(this.it.memory.buffer).set(bytes, at);
    const length = this.it[name](at, bytes.length);
    this.it.holdfast_free(at);
    return new TextDecoder().decode(new Uint8Array(this.it.memory.buffer, this.it.holdfast_answer(), length));
  }
}

let compiling: Promise<WebAssembly.Module> | undefined;

/** A fresh instance; the module is fetched and compiled once. Undefined where the page was built without it. */
export async function loadEngine(): Promise<Engine | undefined> {
  const find = module["./pricing.wasm"];
  if (find === undefined) return undefined;
  compiling ??= find().then((url) => WebAssembly.compileStreaming(fetch(url)));
  try {
    return Engine.from(await compiling);
  } catch (error) {
    compiling = undefined;
    throw error;
  }
}
