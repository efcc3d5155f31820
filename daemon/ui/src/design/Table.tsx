import type { ComponentChildren } from "preact";
import { t } from "../i18n/text";
import { Button } from "./Button";
import "./Table.css";

export interface Column<T> {
  id: string;
  head: string;
  cell: (row: T) => ComponentChildren;
  /** Amounts, counts, times: at the end of the cell, digits below digits. */
  numeric?: boolean;
  /** Goes first on a narrow screen: the row's name. The first column unless another says so. */
  main?: boolean;
}
interface TableProps<T> {
  /** What the rows are, for screen readers; shown above the table with `showCaption`. */
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<T>[];
  rows: readonly T[];
  idOf: (row: T) => string;
  /** A tap or Enter on the row's name; the other cells' buttons stay their own. */
  onOpen?: (row: T) => void;
  /** Address that the row's name leads to, instead of onOpen. */
  hrefOf?: (row: T) => string;
  /** Buttons at the end of a row. */
  actions?: (row: T) => ComponentChildren;
  /** Instead of the table when there are no rows. */
  empty?: ComponentChildren;
  /** There are further rows: a button below asks for them. */
  more?: (() => Promise<void>) | undefined;
}

/** Rows and columns; on a narrow screen each row becomes a small card with its columns' names. */
export function Table<T>({
  caption,
  showCaption,
  columns,
  rows,
  idOf,
  onOpen,
  hrefOf,
  actions,
  empty,
  more,
}: TableProps<T>) {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  const main = columns.find((column) => column.main) ?? columns[0];
  const name = (column: Column<T>, row: T) => {
    if (column !== main || (!onOpen && !hrefOf)) return column.cell(row);
    if (hrefOf)
      return (
        <a class="table-open" href={hrefOf(row)}>
          {column.cell(row)}
        </a>
      );
    return (
      <button type="button" class="table-open" onClick={() => onOpen?.(row)}>
        {column.cell(row)}
      </button>
    );
  };
  return (
    <div class="table-frame">
      <table class="table">
        <caption class={showCaption ? undefined : "sr-only"}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" class={column.numeric ? "numeric" : undefined}>
                {column.head}
              </th>
            ))}
            {actions && (
              <th scope="col">
                <span class="sr-only">{t("console_frame.actions")}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={idOf(row)}>
              {columns.map((column) => {
                const kind = `${column.numeric ? "numeric " : ""}${column === main ? "table-main" : ""}`;
                return column === main ? (
                  <th key={column.id} scope="row" class={kind} data-head={column.head}>
                    {name(column, row)}
                  </th>
                ) : (
                  <td key={column.id} class={kind} data-head={column.head}>
                    {column.cell(row)}
                  </td>
                );
              })}
              {actions && <td class="table-actions">{actions(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {more && (
        <div class="table-more">
          <Button onClick={() => void more()}>{t("console_frame.show_more")}</Button>
        </div>
      )}
    </div>
  );
}
