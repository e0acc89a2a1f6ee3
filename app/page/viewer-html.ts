import { html } from "hono/html";
import { strings } from "./strings.ts";

/** The picture of a receipt with its buttons, and below it what people add and what else the receipt says. */
export function viewer() {
  return html`<div id="viewer" class="viewer">
              <div class="viewer-bar">
                <p id="viewer-name"></p>
                <div class="buttons" role="group" aria-label="${strings.picture}">
                  <button type="button" id="next-page" hidden>${strings.nextPage}</button>
                  <button type="button" data-view="out" aria-label="${strings.zoomOut}">−</button>
                  <button type="button" data-view="fit">${strings.fit}</button>
                  <button type="button" data-view="in" aria-label="${strings.zoomIn}">+</button>
                  <button type="button" data-view="turn" aria-label="${strings.turn}">↻</button>
                  <button type="button" data-view="close" class="only-dialog">${strings.close}</button>
                </div>
              </div>
              <div id="stage" class="stage" tabindex="0" role="region" aria-label="${strings.pictureRegion}">
                <div class="sheet" hidden>
                  <img alt="" />
                  <div class="marks"></div>
                </div>
                <p class="instead">${strings.choosePicture}</p>
              </div>
              <ul id="viewer-warnings" class="warnings"></ul>
              <div class="labels">
                <label for="category">${strings.category}</label>
                <input id="category" list="categories" maxlength="100" autocomplete="off" disabled />
                <label for="comment">${strings.comment}</label>
                <input id="comment" maxlength="500" autocomplete="off" disabled />
              </div>
              ${details()}
            </div>`;
}

/** What the receipt says beyond its fields, which `browser/details-panel.ts` fills in; for a server that reads it. */
function details() {
  return html`<div id="details" class="details" hidden>
                <label><input type="checkbox" id="details-on" /> ${strings.details.label}</label>
                <div id="details-content" hidden>
                  <p id="details-missing"><span id="details-missing-text"></span> <button type="button" id="details-read" class="small"></button></p>
                  <ul id="detail-lines"></ul>
                  <p id="details-note" role="status"></p>
                  <dl id="detail-facts"></dl>
                </div>
              </div>`;
}
