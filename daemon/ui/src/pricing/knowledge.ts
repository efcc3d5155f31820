// What the till has to know to reckon: the store's rules and the prices of its articles, read in the background and kept
// in IndexedDB, so that a page that starts without the appliance has them too.
import { call, type Schemas } from "../api/call";

export type Rules = Schemas["PricingRules"];
export type Article = Schemas["PricedArticle"];
interface Kept {
  rules: Rules;
  articles: Article[];
  /** When they were read, in milliseconds since 1970. */
  readAt: number;
}

export class Knowledge {
  private readonly codes = new Map<string, Article>();
  private readonly variants = new Map<string, Article>();
  private readonly skus = new Map<string, Article>();

  constructor(
    readonly rules: Rules,
    articles: readonly Article[],
    readonly readAt = 0,
  ) {
    for (const article of articles) {
      this.variants.set(article.variantId, article);
      this.skus.set(article.sku, article);
      for (const code of article.codes) this.codes.set(bare(code), article);
    }
  }
  get size(): number {
    return this.variants.size;
  }
  byVariant(id: string): Article | undefined {
    return this.variants.get(id);
  }
  bySku(sku: string): Article | undefined {
    return this.skus.get(sku);
  }
  /** Codes of one article only; labels with a price or weight in them are read by the appliance. */
  byCode(code: string): Article | undefined {
    return this.codes.get(bare(code)) ?? this.skus.get(code);
  }
}

/** The same number whether a reader says the symbology, and however many zeros stand before it. */
function bare(code: string): string {
  const text = code.replace(/^\][A-Za-z]\d/, "");
  return /^\d{8,14}$/.test(text) ? text.replace(/^0+/, "") : text;
}

/** Reads everything anew: some requests of 200 articles each, one after the other. */
export async function readKnowledge(): Promise<Knowledge> {
  const { data: rules } = await call("getPricingRules");
  const articles: Article[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = cursor === undefined ? { limit: 200 } : { limit: 200, cursor };
    const { data } = await call("listPricedArticles", { query });
    articles.push(...data.items);
    if (data.next === null) break;
    cursor = data.next;
  }
  const readAt = Date.now();
  await keep({ rules, articles, readAt }).catch(() => undefined); // a browser without room reckons all the same
  return new Knowledge(rules, articles, readAt);
}

/** What an earlier page kept; undefined when there is nothing. */
export async function keptKnowledge(): Promise<Knowledge | undefined> {
  const found = await inStore<Kept | undefined>("readonly", (store) => store.get("knowledge"));
  return found === undefined ? undefined : new Knowledge(found.rules, found.articles, found.readAt);
}

function keep(kept: Kept): Promise<IDBValidKey> {
  return inStore("readwrite", (store) => store.put(kept, "knowledge"));
}

function inStore<T>(mode: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("holdfast-pricing", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("pricing");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const base = opening.result;
      const asked = run(base.transaction("pricing", mode).objectStore("pricing"));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
      asked.transaction?.addEventListener("complete", () => base.close());
    };
  });
}
