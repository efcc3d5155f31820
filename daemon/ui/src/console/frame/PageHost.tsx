import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../design/Button";
import { t } from "../../i18n/text";
import type { ConsolePage, PageProps } from "../pages";
import { place } from "../place";

type Page = ComponentType<PageProps>;
const here = new Map<string, Page>();

/** Shows a page once its chunk is here; a chunk that does not come is said, with a way to ask again. */
export function PageHost({ page }: { page: ConsolePage }) {
  const [, setArrived] = useState(0);
  const [failed, setFailed] = useState(false);
  const Shown = here.get(page.id);
  const load = () => {
    setFailed(false);
    page.load().then(
      ({ default: component }) => {
        here.set(page.id, component);
        setArrived((n) => n + 1);
      },
      () => setFailed(true),
    );
  };
  useEffect(() => {
    if (!here.has(page.id)) load();
  }, [page.id]);
  if (Shown !== undefined) return <Shown key={page.id} path={place.value.path} query={place.value.query} />;
  if (!failed)
    return (
      <p class="frame-nothing" role="status">
        {t("core.loading")}
      </p>
    );
  return (
    <div class="frame-nothing" role="alert">
      <p>{t("console_frame.page_missing")}</p>
      <Button onClick={load}>{t("core.try_again")}</Button>
    </div>
  );
}
