// The module as the page runs it, in Node: texts in and out through its memory. `wasi` is refused, as there.
import { readFileSync } from "node:fs";

const refuse = () => 8;
export function open(file) {
  const module = new WebAssembly.Module(readFileSync(file));
  const it = new WebAssembly.Instance(module, { wasi_snapshot_preview1: { fd_close: refuse, fd_seek: refuse, fd_write: refuse } }).exports;
  it._initialize();
  const run = (name, text, told = "holdfast_answer") => {
    const bytes = new TextEncoder().encode(text);
    const at = it.holdfast_malloc(bytes.length + 1);
    new Uint8Array(it.memory.buffer).set(bytes, at);
    const length = it[name](at, bytes.length);
    it.holdfast_free(at);
    return new TextDecoder().decode(new Uint8Array(it.memory.buffer, it[told](), length));
  };
  return {
    module,
    imports: WebAssembly.Module.imports(module).map(({ name }) => name),
    pages: () => it.memory.buffer.byteLength / 65536,
    keepRules: (text) => run("holdfast_keep_rules", text),
    price: (text) => run("holdfast_price", text),
    keepCharges: (text) => run("holdfast_keep_charges", text),
    priceSale: (text) => run("holdfast_price_sale", text),
    figures: (text) => run("holdfast_case", text, "holdfast_case_answer"),
  };
}
