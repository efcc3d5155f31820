import { useId, useState } from "preact/hooks";
import { t } from "../i18n/text";
import { axisOf } from "./axis";
import { Button } from "./Button";
import "./Chart.css";

export interface Series {
  name: string;
  /** One for each label; null is a gap. Whole numbers, as money in minor units. */
  values: readonly (number | null)[];
}
interface ChartProps {
  /** What is shown: the figure's name for screen readers and the table's caption. */
  title: string;
  /** Of the values along the bottom, in their order. */
  labels: readonly string[];
  /** The first is the one that counts; a second is what it is held against, drawn quieter. */
  series: readonly Series[];
  /** How a value is written in the table and at the side. */
  format: (value: number) => string;
  kind?: "bars" | "line";
  /** What stands before the labels in the table: "Hour". */
  labelHead: string;
}

const width = 640;
const height = 220;
const edge = { top: 12, bottom: 26, start: 64, end: 8 };

/**
 * A picture of a few numbers, and the numbers themselves: the same values are a table for whoever does not see the
 * picture, and for everybody behind a button. Time runs left to right in every language.
 */
export function Chart({ title, labels, series, format, kind = "bars", labelHead }: ChartProps) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <figure class="chart" aria-labelledby={id}>
      <figcaption class="chart-head">
        <span id={id} class="sr-only">
          {title}
        </span>
        <ul class="chart-legend" aria-hidden="true">
          {series.map(({ name }, at) => (
            <li key={name} class={`chart-key chart-key-${at}`}>
              {name}
            </li>
          ))}
        </ul>
        <Button kind="quiet" size="small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t("console_frame.numbers")}
        </Button>
      </figcaption>
      {!asTable && <Picture labels={labels} series={series} format={format} kind={kind} />}
      <div class={asTable ? "chart-numbers" : "sr-only"}>
        <table>
          <caption class="sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{labelHead}</th>
              {series.map(({ name }) => (
                <th key={name} scope="col" class="numeric">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label, at) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {series.map(({ name, values }) => (
                  <td key={name} class="numeric">
                    {values[at] == null ? "–" : format(values[at])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function Picture({ labels, series, format, kind }: Pick<ChartProps, "labels" | "series" | "format" | "kind">) {
  const known = series.flatMap(({ values }) => values.filter((value): value is number => value !== null));
  const { top, bottom, ticks } = axisOf(known);
  const y = (value: number) => edge.top + ((top - value) / (top - bottom)) * (height - edge.top - edge.bottom);
  const step = (width - edge.start - edge.end) / Math.max(1, labels.length);
  const x = (at: number) => edge.start + step * at;
  const every = Math.ceil(labels.length / 12);
  return (
    <svg class="chart-picture" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false" direction="ltr">
      {ticks.map((value) => (
        <g key={value} class="chart-rule">
          <line x1={edge.start} x2={width - edge.end} y1={y(value)} y2={y(value)} />
          <text x={edge.start - 6} y={y(value) + 4} text-anchor="end">
            {format(value)}
          </text>
        </g>
      ))}
      {labels.map((label, at) =>
        at % every === 0 ? (
          <text key={label} class="chart-label" x={x(at) + step / 2} y={height - 8} text-anchor="middle">
            {label}
          </text>
        ) : null,
      )}
      {[...series.entries()].reverse().map(([which, { name, values }]) =>
        kind === "line" ? (
          <path key={name} class={`chart-line chart-line-${which}`} d={lineOf(values, (at) => x(at) + step / 2, y)} />
        ) : (
          <g key={name} class={`chart-bars chart-bars-${which}`}>
            {values.map((value, at) => {
              if (value === null || value === 0) return null;
              const share = step * (which === 0 ? 0.5 : 0.8);
              return (
                <rect
                  key={labels[at]}
                  x={x(at) + (step - share) / 2}
                  y={Math.min(y(value), y(0))}
                  width={share}
                  height={Math.max(1, Math.abs(y(value) - y(0)))}
                  rx="2"
                />
              );
            })}
          </g>
        ),
      )}
    </svg>
  );
}

function lineOf(values: readonly (number | null)[], x: (at: number) => number, y: (value: number) => number): string {
  let pen = "M";
  return values
    .map((value, at) => {
      if (value === null) {
        pen = "M";
        return "";
      }
      const piece = `${pen}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = "L";
      return piece;
    })
    .join("");
}
