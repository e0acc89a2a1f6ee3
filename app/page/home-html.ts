import { html } from "hono/html";
import type { Extractor } from "../environment.ts";
import { FIELDS, type Field } from "../receipt.ts";
import type { AddressOf } from "./addresses.ts";
import { documentHtml } from "./document-html.ts";
import { header } from "./header-html.ts";
import { rowTemplate } from "./row-html.ts";
import { strings } from "./strings.ts";
import { viewer } from "./viewer-html.ts";

/**
 * The page at `/`: everything that never changes. `browser/` adds the visitor's receipts.
 * @param host the server's name as the visitor wrote it
 */
export function homeHtml(address: AddressOf, engine: Extractor, host: string) {
  const head = html`<meta name="description" content="${strings.description}" />
    <script type="module" src="${address("home.js")}"></script>`;
  const body = html`<body data-sample="${address("sample-receipt.jpg")}">
    <a class="skip" href="#main">${strings.skip}</a>
    ${header(address, { engine: engineSentence(engine, host), link: { href: "/docs", text: strings.apiLink } })}
    <main id="main" tabindex="-1">
      <ul id="notices" aria-live="polite"></ul>
      ${welcome()}
      ${results()}
    </main>
    <p id="drop-now" class="drop-now" hidden>${strings.dropNow}</p>
    <p id="announcer" class="unseen" role="status"></p>
    ${inputs()}
    ${clearDialog()}
    ${reviewDialog()}
    ${keyDialog()}
    <canvas id="cell-strip" hidden></canvas>
    <dialog id="viewer-dialog" aria-label="${strings.picture}"></dialog>
    <datalist id="currencies"></datalist>
    <datalist id="categories"></datalist>
    ${rowTemplate()}
  </body>`;
  return documentHtml(address, { title: strings.product, style: "home.css", head, body });
}

/** Says so if the receipts are read on the visitor's own computer. */
function engineSentence(engine: Extractor, host: string): string {
  const isOwnComputer = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(host);
  return engine === "local" && isOwnComputer ? strings.engineOnThisComputer : strings.engine(engine);
}

/** Shown while the list is empty. */
function welcome() {
  return html`<section id="welcome" class="welcome" aria-labelledby="title">
        <h1 id="title">${strings.title}</h1>
        <p class="lead">${strings.lead}</p>
        <div class="drop-zone">
          <p class="drop">${strings.drop}</p>
          <div class="buttons">
            <button type="button" class="primary photo" data-input="photo">${strings.photo}</button>
            <button type="button" class="primary" data-input="files">${strings.choose}</button>
            <button type="button" data-input="folder">${strings.folder}</button>
            <button type="button" id="sample">${strings.sample}</button>
          </div>
          <p class="takes"><span class="paste">${strings.paste}</span> <span id="takes"></span></p>
        </div>
        <p class="privacy">${strings.privacy} ${forgetBox()}</p>
        <noscript><p class="no-script">${strings.noScript}</p></noscript>
      </section>`;
}

/** The table of receipts, and the picture next to it. */
function results() {
  return html`<section id="results" class="results" aria-labelledby="list-title" hidden>
        <div class="toolbar">
          <h1 id="list-title" tabindex="-1">${strings.list}</h1>
          <div class="buttons">
            <button type="button" class="photo" data-input="photo">${strings.addPhoto}</button>
            <button type="button" data-input="files" aria-label="${strings.addLabel}">${strings.add}</button>
            <button type="button" data-input="folder">${strings.addFolder}</button>
          </div>
          <div class="buttons whole">
            <button type="button" id="remove-failed" hidden>${strings.removeFailed}</button>
            <button type="button" id="again-all" hidden></button>
            <button type="button" id="cancel-all" hidden>${strings.cancelAll}</button>
            <button type="button" id="clear" class="quiet">${strings.clear}</button>
          </div>
          <div class="buttons filter" role="search">
            <select id="filter" aria-label="${strings.filter.which}"><option value="all">${strings.filter.all}</option></select>
            <input type="search" id="filter-text" aria-label="${strings.filter.text}" placeholder="${strings.filter.text}" autocomplete="off" />
          </div>
          <div id="out" class="buttons out">
            <span class="download">${strings.download}</span>
            <button type="button" id="csv" class="primary" aria-label="${strings.csvLabel}">${strings.csv}</button>
            <button type="button" id="xlsx" aria-label="${strings.xlsxLabel}">${strings.xlsx}</button>
            <button type="button" id="zip" aria-label="${strings.zipLabel}">${strings.zip}</button>
            <button type="button" id="json" aria-label="${strings.jsonLabel}">${strings.json}</button>
            <button type="button" id="copy" aria-label="${strings.copyLabel}">${strings.copy}</button>
            <button type="button" id="print">${strings.print}</button>
          </div>
        </div>
        <div class="status">
          <p id="summary"></p>
          <div id="doubts" class="acts">
            <button type="button" id="next-doubt" class="doubt" hidden></button>
            <button type="button" id="review-open" class="doubt" hidden></button>
          </div>
          <div id="selection" class="acts" role="group" aria-label="${strings.selection}" hidden>
            <button type="button" id="remove-selected" class="danger"></button>
            <button type="button" id="select-none" class="quiet">${strings.selectNone}</button>
          </div>
          <progress id="progress" max="1" value="0" aria-labelledby="summary"></progress>
        </div>
        <div class="beside">
          <div>
            <table role="table" aria-labelledby="list-title">
              <thead role="rowgroup">
                <tr role="row">
                  <th role="columnheader" scope="col" class="select">
                    <label><input type="checkbox" id="select-all" aria-label="${strings.selectAll}" /></label>
                  </th>
                  ${column("number")} ${FIELDS.map((field) => column(field))}
                  <th role="columnheader" scope="col"><span class="unseen">${strings.workColumn}</span></th>
                  <th role="columnheader" scope="col"><span class="unseen">${strings.actionsColumn}</span></th>
                </tr>
              </thead>
              <tbody role="rowgroup" id="rows"></tbody>
            </table>
            <p id="nothing-shown" hidden>
              ${strings.filter.nothing} <button type="button" id="filter-off">${strings.filter.off}</button>
            </p>
            <div class="lower-bar">
              <section class="sums" aria-labelledby="sum-title">
                <h2 id="sum-title">${strings.sum}</h2>
                <button type="button" id="sums-line" class="quiet" aria-expanded="false" aria-controls="sums-all"></button>
                <div id="sums-all" class="closed">
                  <ul id="sums"></ul>
                  <label id="leave-out-label" hidden><input type="checkbox" id="leave-out" /> ${strings.leaveOut}</label>
                </div>
              </section>
              <div id="series" class="series" role="group" aria-labelledby="series-count" hidden>
                <p id="series-count" role="status"></p>
                <p id="series-hint" role="status"></p>
                <button type="button" id="series-done">${strings.seriesDone}</button>
                <button type="button" id="series-next" class="primary" data-input="photo">${strings.nextPhoto}</button>
              </div>
            </div>
            <p class="foot"><span>${strings.sureHelp} ${strings.checkHelp}</span>
              <label><input type="checkbox" id="local-dates" /> ${strings.localDates}</label>
              <span class="journals">${strings.journals}
                <button type="button" id="beancount" class="small" aria-label="${strings.beancountLabel}">${strings.beancount}</button>
                <button type="button" id="hledger" class="small" aria-label="${strings.hledgerLabel}">${strings.hledger}</button>
              </span>
              <span>${strings.privacy} ${forgetBox()}</span></p>
          </div>
          <aside id="viewer-panel" class="viewer-panel" aria-label="${strings.picture}">${viewer()}</aside>
        </div>
      </section>`;
}

/** For computers that several people use. It is there twice, before and below the list. */
function forgetBox() {
  return html`<label class="forget"><input type="checkbox" /> ${strings.forget}</label>`;
}

function column(name: "number" | Field) {
  const title = strings.columns[name];
  return html`<th role="columnheader" scope="col" class="${name}">
                    <button type="button" data-sort="${name}" title="${strings.sortBy(title)}">${title}</button>
                  </th>`;
}

/** Opened by buttons. There are several because each has a phone offer something else. */
function inputs() {
  return html`<form hidden>
      <input type="file" id="files" multiple />
      <input type="file" id="photo" accept="image/*" capture="environment" />
      <input type="file" id="folder" webkitdirectory multiple />
    </form>`;
}

/** One doubtful value at a time, which `browser/review.ts` fills in. */
function reviewDialog() {
  return html`<dialog id="review" class="review" aria-labelledby="review-place">
      <div class="review-bar">
        <p id="review-place" role="status"></p>
        <button type="button" id="review-close" class="quiet">${strings.close}</button>
      </div>
      <div class="review-picture">
        <canvas id="review-picture" role="img" aria-label="${strings.picture}"></canvas>
        <p id="review-no-picture" hidden>${strings.noPreview}</p>
      </div>
      <label id="review-label" for="review-value"></label>
      <input id="review-value" maxlength="200" autocomplete="off" spellcheck="false" enterkeyhint="next" aria-describedby="review-mistake" />
      <p id="review-mistake" role="alert"></p>
      <div class="buttons">
        <button type="button" id="review-right" class="primary">${strings.review.right}</button>
        <button type="button" id="review-whole" aria-pressed="false">${strings.review.whole}</button>
        <button type="button" id="review-earlier" aria-label="${strings.review.earlier}">↑</button>
        <button type="button" id="review-later" aria-label="${strings.review.later}">↓</button>
      </div>
    </dialog>`;
}

function clearDialog() {
  return html`<dialog id="clear-dialog" class="question" aria-labelledby="clear-question">
      <p id="clear-question">${strings.clearQuestion}</p>
      <div class="buttons">
        <button type="button" id="clear-no">${strings.no}</button>
        <button type="button" id="clear-yes" class="danger">${strings.clearYes}</button>
      </div>
    </dialog>`;
}

/** Its form is never sent: it closes the dialog. */
function keyDialog() {
  return html`<dialog id="key-dialog" class="question" aria-labelledby="key-question">
      <form method="dialog">
        <p id="key-question">${strings.keyQuestion}</p>
        <p id="key-wrong" class="wrong" hidden>${strings.keyWrong}</p>
        <p>
          <label for="key">${strings.keyLabel}</label>
          <input id="key" type="password" autocomplete="off" required minlength="16" maxlength="256"
            pattern="\\s*[\\w.~+\\/\\-]+=*\\s*" title="${strings.keyForm}" />
        </p>
        <p>${strings.keyFoot}</p>
        <div class="buttons">
          <button value="entered" class="primary">${strings.keyEnter}</button>
          <button value="none" formnovalidate>${strings.keyNone}</button>
        </div>
      </form>
    </dialog>`;
}
