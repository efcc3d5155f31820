import "./Light.css";
import { Icon, type IconName } from "./Icon";

export type LightState = "good" | "warning" | "bad" | "off";

/** A state in shape, colour and words: never by colour only. */
export function Light({
  state,
  icon,
  name,
  words,
  since,
}: {
  state: LightState;
  icon: IconName;
  name: string;
  words: string;
  since?: string;
}) {
  return (
    <span class={`light light-${state}`} title={`${name}: ${words}${since ? ` · ${since}` : ""}`}>
      <Icon name={icon} size={18} />
      <span class="light-mark" aria-hidden="true" />
      <span class="light-words">
        <span class="light-name">{name}</span> {words}
        {since && <span class="light-since"> {since}</span>}
      </span>
    </span>
  );
}
