// A table that becomes a list of cards on a phone. The roles stay when CSS changes how its parts are laid out.
import {html} from './lib.js';

/**
 * columns: {label, cell(row), kind, head}; kind is a CSS class, head stands in place of the label in the header.
 * name(row) is the row's key, mark(row) a CSS class.
 */
export function Table({caption, columns, rows, name, mark, kind = ''}) {
  return html`<div class="table-frame"><table role="table" class=${kind}>
    <caption class="hidden">${caption}</caption>
    <thead role="rowgroup"><tr role="row">${columns.map((column) => html`
      <th role="columnheader" scope="col" class=${column.kind}>${column.head ?? column.label}</th>`)}
    </tr></thead>
    <tbody role="rowgroup">${rows.map((row) => html`
      <tr role="row" key=${name(row)} class=${mark?.(row)}>${columns.map((column) => html`
        <td role="cell" class=${column.kind} data-label=${column.label}><div>${column.cell(row)}</div></td>`)}
      </tr>`)}
    </tbody>
  </table></div>`;
}
