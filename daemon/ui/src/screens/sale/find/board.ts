import { computed, effect, signal } from "@preact/signals";
import { call, type Schemas } from "../../../api/call";
import { catalogueVersion, priceFor, session } from "../../../till/state";
import { type Article, articlesOf, hueOf } from "./search";

type Category = Schemas["Category"];
type Layout = Schemas["Layout"];
type LayoutTile = Schemas["LayoutTile"];

/** A tile of the grid: a group to open, an article to sell, something to do, or an empty place. */
export type Tile =
  | { kind: "group"; id: string; label: string; hue: number; image: string | null }
  | { kind: "article"; id: string; article: Article; label: string | null }
  | { kind: "action"; id: string; action: string; label: string | null; hue: number }
  | { kind: "gap"; id: string };

/** A step into the grid: a page of the layout (its number) or a category (its id). */
export interface Step {
  label: string;
  page?: number;
  category?: string;
}

/** The hues of the layout's colour names; grey is no hue. */
const hues: Record<string, number> = {
  grey: 12,
  red: 5,
  orange: 10,
  yellow: 6,
  green: 8,
  teal: 0,
  blue: 1,
  purple: 4,
  pink: 9,
  brown: 2,
};

const layout = signal<Layout | null>(null);
/** Categories, children under their parent's id, top ones under the empty string. */
const children = signal<ReadonlyMap<string, readonly Category[]>>(new Map());
const articles = signal<ReadonlyMap<string, readonly Article[]>>(new Map());
/** The groups that are open, from the top. */
export const path = signal<readonly Step[]>([]);
export const loading = signal(false);

/** Pages that the store made itself, for switching with one tap; a derived layout is browsed by category. */
export const pages = computed<readonly Step[]>(() => {
  const made = layout.value;
  return made === null || made.derived ? [] : made.pages.map((page, i) => ({ label: page.label, page: i }));
});

export const tiles = computed<readonly Tile[]>(() => {
  const here = path.value.at(-1);
  if (here?.page !== undefined) return tilesOfPage(layout.value, here.page);
  const id = here?.category ?? "";
  const groups = children.value.get(id) ?? [];
  const own = articles.value.get(id) ?? [];
  return [
    // Neighbours never look alike: five and twelve share no factor.
    ...groups.map(
      (each, i) => ({ kind: "group", id: each.id, label: each.name, hue: (i * 5) % 12, image: null }) as const,
    ),
    ...own.map((article) => ({ kind: "article", id: article.variant.id, article, label: null }) as const),
  ];
});

/** A page's tiles in their places, row by row; places without one stay empty. */
export function tilesOfPage(made: Layout | null, number: number): Tile[] {
  const page = made?.pages[number];
  const result: Tile[] = [];
  for (const tile of page?.tiles ?? []) {
    while (result.length < tile.position && result.length < 200)
      result.push({ kind: "gap", id: `gap-${result.length}` });
    const drawn = tileOf(tile, page?.colour ?? null);
    if (drawn !== null) result.push(drawn);
  }
  return result;
}

function tileOf(tile: LayoutTile, pageColour: string | null): Tile | null {
  const colour = tile.colour ?? pageColour;
  const id = `${tile.kind}-${tile.position}`;
  if (tile.category) {
    const { name, slug } = tile.category;
    return {
      kind: "group",
      id: tile.category.id,
      label: tile.label ?? name,
      hue: colour ? (hues[colour] ?? 12) : hueOf(slug),
      image: tile.image,
    };
  }
  if (tile.variant) {
    const hue = colour ? (hues[colour] ?? 12) : hueOf(tile.variant.taxCategory);
    return { kind: "article", id, label: tile.label, article: { variant: tile.variant, image: tile.image, hue } };
  }
  return tile.action
    ? { kind: "action", id, action: tile.action, label: tile.label, hue: colour ? (hues[colour] ?? 12) : 12 }
    : null;
}

/** Opens a category; its articles come from the appliance unless they are known already. */
export async function openGroup(category: string, label: string): Promise<void> {
  path.value = [...path.value, { category, label }];
  await loadArticles(category);
}
export function openPage(step: Step): void {
  path.value = [step];
}
/** Closes groups until `depth` are open. */
export function closeTo(depth: number): void {
  path.value = path.value.slice(0, depth);
}

async function loadArticles(id: string): Promise<void> {
  // A group with groups of its own shows those; its articles are theirs.
  if (articles.value.has(id) || (children.value.get(id) ?? []).length > 0) return;
  loading.value = true;
  try {
    const { data } = await call("listProducts", {
      query: { category: id, active: true, limit: 200, priceFor: priceFor.peek() },
    });
    articles.value = new Map(articles.value).set(id, articlesOf(data.items));
  } finally {
    loading.value = false;
  }
}

async function load(): Promise<void> {
  const [categories, made] = await Promise.all([
    call("listCategories"),
    call("getLayout", { query: { priceFor: priceFor.peek() } }).catch(() => null),
  ]);
  const map = new Map<string, Category[]>();
  for (const each of categories.data.items)
    map.set(each.parentId ?? "", [...(map.get(each.parentId ?? "") ?? []), each]);
  for (const list of map.values()) list.sort((a, b) => a.sortOrder - b.sortOrder || a.name.localeCompare(b.name));
  children.value = map;
  articles.value = new Map();
  const first = layout.value === null;
  layout.value = made?.data ?? null;
  const home = pages.value[0];
  if (first && home !== undefined && path.value.length === 0) path.value = [home];
  const here = path.peek().at(-1)?.category;
  if (here !== undefined) await loadArticles(here);
}

// Read again with every change of the catalogue and for another customer, as soon as somebody is signed on.
effect(() => {
  void catalogueVersion.value;
  void priceFor.value;
  if (session.value !== null) void load().catch(() => undefined);
});
