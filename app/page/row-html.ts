import { html } from "hono/html";
import { FIELDS, type Field } from "../receipt.ts";
import { strings } from "./strings.ts";

/**
 * A receipt's row, which `browser/row.ts` fills in. Roles are given because styles lay the table out as a grid, which
 * takes the roles of its elements away.
 */
export function rowTemplate() {
  return html`<template id="row">
      <tr role="row">
        <td role="cell" class="select"><label><input type="checkbox" /></label></td>
        <th role="rowheader" scope="row" class="file">
          <button type="button" class="thumbnail"><img alt="" hidden /><span class="file-icon" hidden></span></button>
          <div>
            <span class="title"><span class="number"></span> <span class="name"></span></span>
            <span class="pages" hidden></span>
            <span class="labelled" hidden></span>
            <span class="remarks" hidden></span>
            <button type="button" class="duplicate" hidden></button>
          </div>
        </th>
        ${FIELDS.map(
          (field) => html`<td role="cell" class="${field}" data-field="${field}">
          <span class="value"></span><input ${inputAttributes[field]} placeholder="${strings.columns[field]}" autocomplete="off" disabled />
          <span class="note"></span>
          <button type="button" class="put-back" hidden></button>
        </td>`,
        )}
        <td role="cell" class="work">
          <span class="state"></span>
          <progress max="1" value="0" hidden></progress>
          <button type="button" class="again small" hidden>${strings.again}</button>
          <button type="button" class="cancel small" hidden>${strings.cancel}</button>
        </td>
        <td role="cell" class="actions">
          <button type="button" class="remove quiet">×</button>
        </td>
      </tr>
    </template>`;
}

const inputAttributes = {
  storeName: html`type="text" maxlength="200" spellcheck="false" enterkeyhint="next"`,
  purchaseDate: html`type="text" maxlength="30" spellcheck="false" enterkeyhint="next"`,
  total: html`type="text" inputmode="decimal" maxlength="20" enterkeyhint="next"`,
  currency: html`type="text" list="currencies" maxlength="3" autocapitalize="characters" spellcheck="false" enterkeyhint="next"`,
} satisfies Record<Field, unknown>;
