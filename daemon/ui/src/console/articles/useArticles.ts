import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { type Article, articlesOf } from "./goods";

/** A text that changes while somebody types, as it stood for a moment. */
export function useSettled(text: string, milliseconds = 150): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), milliseconds);
    return () => clearTimeout(timer);
  }, [text, milliseconds]);
  return settled;
}

/** A few articles that match; null while there is too little to search for. */
export function useArticles(text: string, limit = 8): Article[] | null {
  const wanted = useSettled(text.trim(), 120);
  const [found, setFound] = useState<Article[] | null>(null);
  useEffect(() => {
    if (wanted.length < 2) return setFound(null);
    const stop = new AbortController();
    call("listProducts", { query: { q: wanted, limit }, signal: stop.signal }).then(
      ({ data }) => setFound(articlesOf(data.items)),
      (error: unknown) => stop.signal.aborted || showProblem(error, { what: "console_goods.not_found_failed" }),
    );
    return () => stop.abort();
  }, [wanted, limit]);
  return found;
}
