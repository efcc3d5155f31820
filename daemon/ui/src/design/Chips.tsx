import { t } from "../i18n/text";
import "./Chips.css";
import { Icon } from "./Icon";

/** Things that were chosen, each with a way to take it out again. */
export function Chips({
  items,
  onRemove,
}: {
  items: readonly { id: string; name: string }[];
  onRemove: (id: string) => void;
}) {
  if (items.length === 0) return null;
  return (
    <ul class="chips">
      {items.map(({ id, name }) => (
        <li key={id}>
          <bdi>{name}</bdi>
          <button type="button" aria-label={t("console_goods.leave_out_of", { name })} onClick={() => onRemove(id)}>
            <Icon name="close" size={18} />
          </button>
        </li>
      ))}
    </ul>
  );
}
