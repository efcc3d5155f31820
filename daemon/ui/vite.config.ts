import { defineConfig, type Plugin } from "vite";

declare const process: { env: Record<string, string | undefined> };

const api = process.env["HOLDFAST_API"] ?? "http://127.0.0.1:18080";
const target = { target: api, ws: true, changeOrigin: true };
const proxy = { "/v1": target, "/training": target };

/** The daemon serves pos.html at /pos/ and display.html at /display; so do Vite's own servers. */
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

// Three entries: the till, the customers' screen, and the till's service worker, which keeps its name because a browser
// knows it by that.
export default defineConfig({
  base: "/pos/",
  publicDir: "public",
  plugins: [pageAtBase()],
  server: { proxy },
  preview: { proxy },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { pos: "pos.html", display: "display.html", sw: "src/sw.ts" },
      output: {
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
});
