import type { PageProps } from "../pages";
import { ArticleList } from "./ArticleList";
import { ArticleSheet } from "./ArticleSheet";
import { ImportSheet } from "./ImportSheet";
import { Labels } from "./Labels";
import { NewArticle } from "./NewArticle";

/** `#/articles`, `/new`, `/import`, `/labels?q=…`, `/{productId}`. */
export default function Articles({ path, query }: PageProps) {
  const [where] = path;
  if (where === undefined) return <ArticleList query={query} />;
  if (where === "new") return <NewArticle />;
  if (where === "import") return <ImportSheet />;
  if (where === "labels") return <Labels query={query} />;
  return <ArticleSheet key={where} id={where} />;
}
