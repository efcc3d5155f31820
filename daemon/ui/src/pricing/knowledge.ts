// What the till has to know to reckon: the store's rules and the prices of its articles, read in the background and kept
// in IndexedDB, so that a page that starts without the appliance has them too.
import { call, type Schemas } from "../api/call";

export type Rules = Schemas["PricingRules"];
export type Article = Schemas["PricedArticle"];
type TaxCategory = Pick<Schemas["TaxCategory"], "code" | "eatIn" | "takeAway" | "destinations">;
/** schema/charge.schema.json; what it means is the engine's to know. */
export interface Charge {
  id: string;
  tax_category?: string;
}
interface Kept {
  rules: Rules;
  articles: Article[];
  charges: Charge[];
  taxCategories: TaxCategory[];
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
    /** In the appliance's order. */
    readonly charges: readonly Charge[] = [],
    private readonly taxCategories: readonly TaxCategory[] = [],
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
  /** The category that goods of one are taxed as, by how they are served and where they go. */
  taxedAs(code: string, service?: string, shipTo = ""): string {
    const found = this.taxCategories.find((each) => each.code === code);
    for (const place of shipTo === "" ? [] : [shipTo, shipTo.slice(0, 2)]) {
      const sent = found?.destinations?.find((each) => each.place === place);
      if (sent !== undefined) return sent.taxedAs;
    }
    return (service === "eatIn" ? found?.eatIn : service === "takeAway" ? found?.takeAway : undefined) ?? code;
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

type Page<Item> = { data: { items: Item[]; next: string | null } };
async function every<Item>(page: (query: { limit: number; cursor?: string }) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const { data }: Page<Item> = await page(cursor === "" ? { limit: 200 } : { limit: 200, cursor });
    items.push(...data.items);
    cursor = data.next;
  }
  return items;
}

/** Reads everything anew: some requests of 200 articles each, one after the other. */
export async function readKnowledge(): Promise<Knowledge> {
  const { data: rules } = await call("getPricingRules");
  const articles: Article[] = await every((query) => call("listPricedArticles", { query }));
  const documents = await every((query) => call("listCharges", { query }));
  const charges = documents.map(({ document }) => document as unknown as Charge);
  charges.sort((a, b) => (a.id < b.id ? -1 : 1));
  const { data: taxes } = await call("listTaxCategories");
  const kept = { rules, articles, charges, taxCategories: taxes.items, readAt: Date.now() };
  await keep(kept).catch(() => undefined); // a browser without room reckons all the same
  return known(kept);
}
function known({ rules, articles, readAt, charges, taxCategories }: Kept): Knowledge {
  return new Knowledge(rules, articles, readAt, charges, taxCategories);
}

/** What an earlier page kept; undefined when there is nothing. */
export async function keptKnowledge(): Promise<Knowledge | undefined> {
  const found = await inStore<Kept | undefined>("readonly", (store) => store.get("knowledge"));
  return found?.rules.reverseCharge === undefined ? undefined : known(found); // an older page kept less
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
