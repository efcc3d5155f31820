// Leaves .gz and .br beside what compresses well, so that the daemon never compresses at run time.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
for (const name of await readdir(dist, { recursive: true })) {
  if (!/\.(html|js|css|svg|json|webmanifest|wasm)$/.test(name)) continue;
  const file = new URL(name, dist);
  const plain = await readFile(file);
  await writeFile(`${file.pathname}.gz`, gzipSync(plain, { level: 9 }));
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  await writeFile(`${file.pathname}.br`, brotliCompressSync(plain, { params: quality }));
}
