import paths from "./icons.json";

export type IconName = keyof typeof paths;

/** A line drawing of 24 units in the text's colour; it never speaks, so the words stand beside it. */
export function Icon({ name, size = 20, flip = false }: { name: IconName; size?: number; flip?: boolean }) {
  return (
    <svg
      class={flip ? "icon icon-flip" : "icon"}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.75"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
