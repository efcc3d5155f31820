import { useEffect, useRef } from "preact/hooks";
import "./Document.css";

/** A text as machines write it: left to right, as it is, in a frame that scrolls. `follow`: its end stays in sight. */
export function Document({ label, text, follow = false }: { label: string; text: string; follow?: boolean }) {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    if (follow) frame.current?.scrollTo({ top: frame.current.scrollHeight });
  }, [text, follow]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach that
    <section class="document" ref={frame} dir="ltr" tabIndex={0} aria-label={label}>
      <pre>{text}</pre>
    </section>
  );
}
