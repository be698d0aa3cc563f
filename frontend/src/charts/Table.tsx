/** A table of an answer, and the same as CSV. */

import type { ComponentChildren } from "preact";
import { t } from "../language/language";
import { csv, save, type Cell } from "./csv";

export interface Column<Row> {
  head: string;
  /** What is shown. */
  show: (row: Row) => ComponentChildren;
  /** What goes into the CSV: the bare number where there is one. Left out: the column is not in the file. */
  raw?: (row: Row) => Cell;
  /** Header in the CSV where it must say more than on the page, such as the unit. */
  rawHead?: string;
  number?: boolean;
}

interface TableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Name of the CSV file, without its ending. */
  file: string;
  /** Rows that are looked at. */
  marked?: (row: Row) => boolean;
}

export function Table<Row>({ caption, columns, rows, file, marked }: TableProps<Row>) {
  const kept = columns.filter((column) => column.raw);
  const write = (): void =>
    save(
      `${file}.csv`,
      csv(
        kept.map((column) => column.rawHead ?? column.head),
        rows.map((row) => kept.map((column) => column.raw?.(row))),
      ),
    );
  return (
    <div class="table">
      <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.head} scope="col" class={column.number ? "number" : ""}>
                  {column.head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at} class={marked?.(row) ? "marked" : ""}>
                {columns.map((column) => (
                  <td key={column.head} class={column.number ? "number" : ""}>
                    {column.show(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <button type="button" class="csv" onClick={write}>
        {t("Save as CSV")}
      </button>
    </div>
  );
}
