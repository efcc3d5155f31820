import { defineConfig, type Plugin } from "vite";

declare const process: { env: Record<string, string | undefined> };

const api = process.env["HOLDFAST_API"] ?? "http://127.0.0.1:18080";
const target = { target: api, ws: true, changeOrigin: true };
const proxy = { "/v1": target, "/training": target };

/** The daemon serves pos.html at /pos/, console.html at /console and display.html at /display; Vite's own servers have the latter two below /pos/. */
function pageAtBase(): Plugin {
  const rewrite = (request: { url?: string }, _response: unknown, next: () => void) => {
    if (/^\/pos\/?(\?|$)/.test(request.url ?? "")) request.url = "/pos/pos.html";
    next();
  };
  return {
    name: "page-at-base",
    configureServer: (server) => void server.middlewares.use(rewrite as never),
    configurePreviewServer: (server) => void server.middlewares.use(rewrite as never),
  };
}

/** A browser takes a new version when the worker's bytes are others: so they name the files of the build. */
function workerNamesItsBuild(): Plugin {
  return {
    name: "worker-names-its-build",
    generateBundle(_options, bundle) {
      const worker = bundle["sw.js"];
      if (worker?.type !== "chunk") return;
      const files = Object.keys(bundle).filter((file) => /^assets\/pos-[\w-]+\.(js|css)$/.test(file));
      worker.code += `\n// ${files.sort().join(" ")}\n`;
    },
  };
}

function inputs(mode: string): Record<string, string> {
  return mode === "console"
    ? { console: "console.html" }
    : { pos: "pos.html", display: "display.html", sw: "src/sw.ts" };
}

// The till, the customers' screen and the till's service worker (which keeps its name because a browser knows it by that) are
// one build. The console is another (`--mode console`): sharing pieces with it would cut what the till loads first into many.
export default defineConfig(({ mode }) => ({
  base: "/pos/",
  publicDir: "public",
  plugins: [pageAtBase(), workerNamesItsBuild()],
  server: { proxy },
  preview: { proxy },
  build: {
    outDir: "dist",
    emptyOutDir: mode !== "console",
    manifest: mode === "console" ? "console-manifest.json" : "manifest.json",
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: inputs(mode),
      output: {
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
}));
