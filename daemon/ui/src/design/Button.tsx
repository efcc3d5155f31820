import type { ComponentChildren, JSX } from "preact";
import "./Button.css";
import { Icon, type IconName } from "./Icon";

export interface ButtonProps extends Omit<JSX.IntrinsicElements["button"], "size" | "icon"> {
  /** `primary` is the one thing to do here; `quiet` has no frame; `danger` cannot be undone. */
  kind?: "plain" | "primary" | "danger" | "quiet";
  size?: "small" | "normal" | "large";
  icon?: IconName;
  /** The key that does the same, shown small. */
  hotkey?: string;
  children?: ComponentChildren;
}

export function Button({
  kind = "plain",
  size = "normal",
  icon,
  hotkey,
  children,
  class: extra,
  ...rest
}: ButtonProps) {
  return (
    <button type="button" {...rest} class={`button button-${kind} button-${size} ${extra ?? ""}`}>
      {icon && <Icon name={icon} />}
      {children !== undefined && <span class="button-label">{children}</span>}
      {hotkey && <kbd aria-hidden="true">{hotkey}</kbd>}
    </button>
  );
}
