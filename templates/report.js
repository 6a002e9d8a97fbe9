// Draws the JSON in the page: tables that can be filtered and sorted, and a document when it is opened.
// Printed text enters the page as text, never as markup.
"use strict";

const json = (id) => JSON.parse(document.getElementById(id).textContent);
const words = json("words");
const PAGE_ROWS = 100;

let language = navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
const word = (key) => (words[key] || [key, key])[language === "zh" ? 0 : 1];
const either = (zh, en) => (language === "zh" ? zh : en);

/** An element with attributes and children; strings become text. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

// The positions of the values in a row; src/report/rows.rs writes them in this order.

const named = (names, rows) => rows.map((row, index) => {
  const object = { index };
  names.forEach((name, place) => { object[name] = row[place]; });
  return object;
});
const SEVERITIES = ["error", "warning", "info", "not_evaluable"];
const group = (rows, key) => {
  const groups = new Map();
  for (const row of rows) {
    if (!groups.has(row[key])) groups.set(row[key], []);
    groups.get(row[key]).push(row);
  }
  return groups;
};

let documents, projects, indicators, findings, comparisons;
let findingsOf, projectsOf, indicatorsOf;

/** Takes the rows of all files. */
function load(data) {
  documents = named(["path", "format", "status", "title", "year", "projects", "indicators", "counts", "error"], data.documents);
  projects = named(["document", "name", "unit", "year", "kind", "budget", "indicators", "findings", "id"], data.projects);
  indicators = named(["project", "level1", "level2", "name", "raw", "kind", "meaning", "table", "row", "actual", "source"], data.indicators);
  findings = named(["document", "project", "severity", "code", "zh", "en", "evidence", "a", "b", "difference", "table", "row", "column", "line", "page", "basis", "id"], data.findings);
  comparisons = named(["kind", "zh", "en", "a", "b", "difference", "demand", "link", "first", "second", "share"], data.comparisons);
  findingsOf = group(findings, "document");
  projectsOf = group(projects, "document");
  indicatorsOf = group(indicators, "project");
  TABLES.projects.rows = projects;
  TABLES.indicators.rows = indicators;
  TABLES.findings.rows = findings;
  TABLES.comparisons.rows = comparisons;
  TABLES.documents.rows = documents;
  shown = null;
}

/** What differs where a server answers the page: serve.js replaces these functions. */
const source = {
  /** The tab that opens first. */
  first: "overview",
  /** The printed tables of a document; undefined while they are on their way. */
  view: (index) => json(`view-${index}`),
  /** The address of the file itself. */
  file: () => null,
  /** Keeps a mark; the page is drawn again afterwards. */
  keep(id, verdict, note) {
    if (verdict) marks[id] = [verdict, note];
    else delete marks[id];
    try { localStorage.setItem("yusuan-marks", JSON.stringify(marks)); } catch { /* kept until the page is closed */ }
    redraw();
  },
};

/** Finding id → [verdict, note]. */
let marks = {};
try { marks = JSON.parse(localStorage.getItem("yusuan-marks")) || {}; } catch { /* the browser keeps nothing for this page */ }

// Small pieces of the tables

const link = (href, ...children) => make("a", { href }, ...children);
const badge = (severity) => make("span", { class: `severity ${severity}` }, word(severity));
const projectKind = (kind) => word({ target: "target_project", department: "department_whole" }[kind] || kind);
const fileName = (path) => path.slice(path.lastIndexOf("/") + 1);
const documentLink = (index) => link(`#/document/${index}`, make("span", { title: documents[index].path }, fileName(documents[index].path)));
/** The name of a project; a whole department has none of its own. */
const nameOf = (project) => project.name || [project.unit, projectKind(project.kind)].filter(Boolean).join(" ");
const projectName = (index) => (index === null ? "" : nameOf(projects[index]));
const linked = (side, text) => {
  const [document, table, row] = side;
  const place = table && row ? `/row/${table}/${row}` : "";
  return link(`#/document/${document}${place}`, text || fileName(documents[document].path));
};

function placeOf(finding) {
  const { page, table, row, column, line } = finding;
  const known = (number, ...text) => number !== null && text.join("");
  const parts = (language === "zh"
    ? [
      known(page, "第", page, "页"),
      known(table, "表", table),
      known(row, "第", row, "行"),
      known(column, "第", column, "列"),
      known(line, "源文件第", line, "行"),
    ]
    : ["page", "table", "row", "column", "line"].map((name) => known(finding[name], name, " ", finding[name]))
  ).filter(Boolean);
  return parts.join(language === "zh" ? " " : ", ") || word("whole_document");
}

// The tables: a column has the key of its title, a text, and optionally how it is drawn, sorted and aligned.

const TABLES = {
  projects: {
    rows: [],
    columns: [
      { key: "name", text: nameOf, draw: (row) => link(`#/document/${row.document}/project/${row.index}`, nameOf(row)), class: "long" },
      { key: "unit", text: (row) => row.unit || "" },
      { key: "year", text: (row) => String(row.year || ""), number: (row) => row.year || 0 },
      { key: "kind", text: (row) => projectKind(row.kind), class: "short" },
      { key: "budget_wan", text: (row) => row.budget ?? "–", number: (row) => (row.budget === null ? -Infinity : Number(row.budget)) },
      { key: "indicators", text: (row) => String(row.indicators), number: (row) => row.indicators },
      { key: "findings", text: (row) => String(row.findings), number: (row) => row.findings },
      { key: "document", text: (row) => documents[row.document].path, draw: (row) => documentLink(row.document), class: "faint" },
    ],
    filters: [
      { key: "unit", value: (row) => row.unit },
      { key: "year", value: (row) => row.year },
      { key: "kind", value: (row) => row.kind, label: projectKind },
    ],
  },
  indicators: {
    rows: [],
    columns: [
      { key: "level1", text: (row) => row.level1 || "", class: "short" },
      { key: "level2", text: (row) => row.level2 || "", class: "short" },
      { key: "indicator", text: (row) => row.name, draw: (row) => link(`#/document/${projects[row.project].document}/row/${row.table}/${row.row}`, row.name), class: "long" },
      { key: "target", text: (row) => row.raw },
      { key: "kind", text: (row) => word(`kind_${row.kind}`), class: "short" },
      { key: "understood_as", text: (row) => row.meaning, class: "faint" },
      { key: "project", text: (row) => projectName(row.project), class: "faint" },
      { key: "unit", text: (row) => projects[row.project].unit || "", class: "faint" },
    ],
    filters: [
      { key: "level1", value: (row) => row.level1 },
      { key: "level2", value: (row) => row.level2 },
      { key: "kind", value: (row) => row.kind, label: (kind) => word(`kind_${kind}`) },
    ],
  },
  findings: {
    rows: [],
    columns: [
      { key: "severity", text: (row) => word(row.severity), draw: (row) => badge(row.severity), number: (row) => SEVERITIES.indexOf(row.severity), class: "short", left: true },
      { key: "message", text: (row) => either(row.zh, row.en), draw: (row) => link(`#/document/${row.document}/finding/${row.index}`, either(row.zh, row.en)), class: "long" },
      { key: "project", text: (row) => projectName(row.project) },
      { key: "place", text: placeOf, class: "faint" },
      { key: "code", text: (row) => row.code, draw: (row) => make("span", { class: "code" }, row.code) },
      { key: "document", text: (row) => documents[row.document].path, draw: (row) => documentLink(row.document), class: "faint" },
    ],
    filters: [
      { key: "severity", value: (row) => row.severity, label: word },
      { key: "code", value: (row) => row.code },
    ],
  },
  comparisons: {
    rows: [],
    columns: [
      { key: "kind", text: (row) => word(row.kind), draw: (row) => make("span", { class: "tag" }, word(row.kind)), class: "short" },
      { key: "message", text: (row) => either(row.zh, row.en), class: "long" },
      { key: "earlier", text: (row) => row.a || documents[row.first[0]].path, draw: (row) => linked(row.first, row.a) },
      { key: "later", text: (row) => row.b || documents[row.second[0]].path, draw: (row) => linked(row.second, row.b) },
      { key: "difference", text: (row) => [row.difference, row.share && `${row.share}%`, row.demand && word(row.demand)].filter(Boolean).join(" "), class: "short" },
      { key: "linked_by", text: (row) => word(`link_${row.link}`) },
    ],
    filters: [{ key: "kind", value: (row) => row.kind, label: word }],
  },
  documents: {
    rows: [],
    columns: [
      { key: "document", text: (row) => row.path, draw: (row) => link(`#/document/${row.index}`, row.path), class: "long" },
      { key: "format", text: (row) => row.format || "", class: "short" },
      { key: "status", text: (row) => word(row.status), draw: (row) => make("span", { class: `status ${row.status}` }, word(row.status)), class: "short" },
      { key: "year", text: (row) => String(row.year || ""), number: (row) => row.year || 0 },
      { key: "projects", text: (row) => String(row.projects), number: (row) => row.projects },
      { key: "indicators", text: (row) => String(row.indicators), number: (row) => row.indicators },
      { key: "findings", text: (row) => String(total(row.counts)), number: (row) => total(row.counts) },
    ],
    filters: [
      { key: "format", value: (row) => row.format },
      { key: "status", value: (row) => row.status, label: word },
    ],
  },
};

function total(counts) {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The filters and order chosen in each table; they stay when the language changes. */
const choices = {};
for (const name of Object.keys(TABLES)) choices[name] = { search: "", picked: {}, sort: null, descending: false, page: 0 };

function wantedRows(name) {
  const { rows, columns, filters } = TABLES[name];
  const choice = choices[name];
  const searched = choice.search.trim().toLowerCase();
  const picked = filters.filter((filter) => choice.picked[filter.key]);
  const wanted = rows.filter((row) => picked.every((filter) => String(filter.value(row)) === choice.picked[filter.key])
    && (!searched || columns.some((column) => column.text(row).toLowerCase().includes(searched))));
  const column = columns.find((one) => one.key === choice.sort);
  if (!column) return wanted;
  const collator = new Intl.Collator(language === "zh" ? "zh-CN" : "en", { numeric: true });
  const keyed = wanted.map((row) => [column.number ? column.number(row) : column.text(row), row]);
  const order = column.number ? (a, b) => (a < b ? -1 : Number(a > b)) : collator.compare;
  const sign = choice.descending ? -1 : 1;
  keyed.sort((a, b) => sign * order(a[0], b[0]) || a[1].index - b[1].index);
  return keyed.map(([, row]) => row);
}

function drawTable(name) {
  const section = document.getElementById(name);
  section.replaceChildren(section.querySelector("h1"), tools(name), make("div", { class: "body" }));
  drawRows(name);
}

function tools(name) {
  const choice = choices[name];
  const again = () => { choice.page = 0; drawRows(name); };
  const search = make("input", { type: "search", placeholder: word("search_hint"), value: choice.search });
  search.addEventListener("input", () => { choice.search = search.value; again(); });
  const selects = TABLES[name].filters.map((filter) => {
    const values = [...new Set(TABLES[name].rows.map(filter.value))].filter((value) => value !== null && value !== undefined);
    if (values.length < 2) return null;
    const label = filter.label || String;
    values.sort((a, b) => String(label(a)).localeCompare(String(label(b)), "zh-CN", { numeric: true }));
    const options = values.map((value) => make("option", { value, selected: choice.picked[filter.key] === String(value) }, String(label(value))));
    const select = make("select", {}, make("option", { value: "" }, word("all")), options);
    select.addEventListener("change", () => { choice.picked[filter.key] = select.value; again(); });
    return make("label", {}, word(filter.key), select);
  });
  return make("div", { class: "tools" }, make("label", {}, word("search"), search), selects, make("output", { "aria-live": "polite" }));
}

function drawRows(name) {
  const { columns, rows } = TABLES[name];
  const choice = choices[name];
  const section = document.getElementById(name);
  const wanted = wantedRows(name);
  const pages = Math.max(1, Math.ceil(wanted.length / PAGE_ROWS));
  choice.page = Math.min(choice.page, pages - 1);
  const shown = wanted.slice(choice.page * PAGE_ROWS, (choice.page + 1) * PAGE_ROWS);
  const count = wanted.length === rows.length ? wanted.length : `${wanted.length} / ${rows.length}`;
  section.querySelector("output").textContent = `${count} ${word("rows")}`;
  const classes = (column) => [column.class, column.number && !column.left && "number"].filter(Boolean).join(" ");
  const head = columns.map((column) => {
    const button = make("button", { type: "button", title: `${word("sort")} ${word(column.key)}` }, word(column.key));
    button.addEventListener("click", () => {
      choice.descending = choice.sort === column.key ? !choice.descending : false;
      choice.sort = column.key;
      choice.page = 0;
      drawRows(name);
      section.querySelector(`th[data-key="${column.key}"] button`).focus();
    });
    const sorted = choice.sort === column.key && (choice.descending ? "descending" : "ascending");
    return make("th", { scope: "col", class: classes(column), "data-key": column.key, "aria-sort": sorted }, button);
  });
  const body = shown.map((row) => make("tr", {}, columns.map((column) =>
    make("td", { class: classes(column) }, column.draw ? column.draw(row) : column.text(row)))));
  const table = make("div", { class: "scroll" },
    make("table", { class: "grid" }, make("thead", {}, make("tr", {}, head)), make("tbody", {}, body)),
    shown.length ? null : make("p", { class: "empty" }, word("nothing")));
  section.querySelector(".body").replaceChildren(table, pager(name, pages));
}

function pager(name, pages) {
  const choice = choices[name];
  if (pages < 2) return "";
  const turn = (key, by) => {
    const button = make("button", { type: "button", disabled: choice.page + by < 0 || choice.page + by >= pages ? "" : null }, word(key));
    button.addEventListener("click", () => { choice.page += by; drawRows(name); });
    return button;
  };
  return make("div", { class: "pager" }, turn("previous", -1), `${choice.page + 1} / ${pages}`, turn("next", 1));
}

// One document: the printed tables on the left, the data read from them on the right.

/** Table and row → the cells that cover the row, of the document that is shown. */
const places = new Map();

function drawDocument(index) {
  const section = document.getElementById("document");
  const record = documents[index];
  const view = source.view(index);
  places.clear();
  if (!view) {
    section.replaceChildren(make("p", { class: "empty" }, "…"));
    return;
  }
  const facts = [record.format, record.year, word(record.status), record.title].filter(Boolean).join(" · ");
  const turn = make("span", { class: "turn" },
    index > 0 ? link(`#/document/${index - 1}`, "← ", word("previous_document")) : null,
    index + 1 < documents.length ? link(`#/document/${index + 1}`, word("next_document"), " →") : null);
  const printed = make("div", { class: "side printed", tabindex: 0 }, make("h2", {}, word("printed")), drawBlocks(view));
  const understood = make("div", { class: "side", tabindex: 0 }, make("h2", {}, word("understood")),
    record.error ? make("p", { class: "card error" }, either(...record.error)) : null,
    drawFindings(index), drawProjects(index, view));
  section.replaceChildren(
    make("div", { class: "title" }, make("h1", {}, record.path), make("span", { class: "facts" }, facts), turn),
    make("div", { class: "sides" }, printed, understood));
  (findingsOf.get(index) || []).forEach((finding, place) => markCell(finding, place + 1));
}

function drawBlocks(view) {
  const blocks = view.blocks.map((block) => (typeof block === "string" ? make("p", {}, block) : drawPrinted(block)));
  if (!blocks.length) blocks.push(make("p", { class: "empty" }, word("no_tables")));
  if (view.omitted) blocks.push(make("div", { class: "number-of-table" }, `${word("omitted")} ${view.omitted}`));
  return blocks;
}

/** A printed table with its spans. Adjacent slots that no cell covers are one gap, which keeps the columns aligned. */
function drawPrinted(table) {
  const covered = [];
  const width = table.rows.flat().reduce((most, [column, , columns]) => Math.max(most, column + (columns || 1)), 0);
  const rows = table.rows.map((cells, row) => {
    const drawn = [];
    let next = 0;
    const holes = (end) => {
      for (let empty = 0; next < end; next += 1) {
        const hole = !((covered[next] || 0) > row);
        if (hole) empty += 1;
        if (empty && (!hole || next + 1 === end)) {
          drawn.push(make("td", { class: "hole", colspan: empty > 1 ? empty : null }));
          empty = 0;
        }
      }
    };
    for (const [column, content, columns, height] of cells) {
      holes(column);
      for (let at = column; at < column + (columns || 1); at += 1) covered[at] = row + (height || 1);
      next = column + (columns || 1);
      const cell = make("td", {
        colspan: columns > 1 ? columns : null,
        rowspan: height > 1 ? height : null,
      }, typeof content === "string" ? content : content.map((part) => (typeof part === "string" ? make("div", {}, part) : drawPrinted(part))));
      drawn.push(cell);
      for (let at = row; at < Math.min(row + (height || 1), table.rows.length); at += 1) {
        const place = `${table.n}/${at + 1}`;
        if (!places.has(place)) places.set(place, []);
        places.get(place).push({ cell, first: column + 1, end: column + 1 + (columns || 1) });
      }
    }
    holes(width);
    return make("tr", {}, drawn);
  });
  return make("div", {},
    make("div", { class: "number-of-table" }, `${word("table")} ${table.n}`),
    make("table", { class: "paper", "data-table": table.n }, make("tbody", {}, rows)),
    table.cut ? make("div", { class: "number-of-table" }, `${table.cut} ${word("rows_cut")}`) : null);
}

/** The cells that cover a row, or the one that covers a slot of it. */
function cellsAt(table, row, column) {
  const cells = places.get(`${table}/${row}`) || [];
  return cells.filter(({ first, end }) => !column || (column >= first && column < end)).map(({ cell }) => cell);
}

function markCell(finding, number) {
  if (!finding.table || !finding.row) return;
  const cell = cellsAt(finding.table, finding.row, finding.column || 1)[0];
  if (!cell) return;
  const worst = SEVERITIES.find((severity) => severity === finding.severity || cell.classList.contains(severity));
  cell.classList.remove(...SEVERITIES);
  cell.classList.add(worst);
  const message = either(finding.zh, finding.en);
  cell.append(make("a", {
    class: `mark ${finding.severity}`,
    href: `#/document/${finding.document}/finding/${finding.index}`,
    title: message,
    "aria-label": `${word("finding")} ${number}: ${message}`,
  }, String(number)));
}

function drawFindings(index) {
  const own = findingsOf.get(index) || [];
  if (!own.length) return documents[index].error ? null : make("p", { class: "empty" }, word("no_findings"));
  return own.map((finding, place) => {
    const href = `#/document/${index}/finding/${finding.index}`;
    const figures = finding.a && finding.b && finding.difference ? `${finding.a} | ${finding.b} | ${word("difference")} ${finding.difference}` : "";
    return make("article", { class: `card ${finding.severity}`, id: `finding-${finding.index}`, tabindex: -1 },
      make("p", {}, make("b", {}, `${place + 1} `), badge(finding.severity), " ", either(finding.zh, finding.en)),
      finding.evidence ? make("blockquote", {}, finding.evidence) : null,
      figures ? make("p", { class: "facts" }, figures) : null,
      make("p", { class: "facts" },
        finding.table ? link(href, placeOf(finding)) : placeOf(finding), " · ", projectName(finding.project) ? `${projectName(finding.project)} · ` : "",
        make("span", { class: "code" }, finding.code), finding.basis ? ` · ${finding.basis}` : ""),
      marker(finding));
  });
}

/** The buttons by which a person says what a finding is worth, with a note. */
function marker(finding) {
  const [verdict, kept] = marks[finding.id] || [null, ""];
  const note = make("input", { type: "text", value: kept, maxlength: 500, placeholder: word("note"), "aria-label": word("note") });
  const button = (name) => {
    const element = make("button", { type: "button", "aria-pressed": String(verdict === name), "data-verdict": name }, word(name));
    element.addEventListener("click", () => source.keep(finding.id, verdict === name ? null : name, note.value.trim()));
    return element;
  };
  note.addEventListener("change", () => { if (verdict) source.keep(finding.id, verdict, note.value.trim()); });
  return make("p", { class: "marker" }, button("verified"), button("false_alarm"), note);
}

function drawProjects(index, view) {
  return (projectsOf.get(index) || []).map((project, place) => {
    const fields = Object.entries(view.projects[place].fields);
    const rows = (indicatorsOf.get(project.index) || []).map((indicator) => make("tr", { "data-row": `${indicator.table}/${indicator.row}` },
      make("td", {}, indicator.level2 || indicator.level1 || ""),
      make("td", {}, link(`#/document/${index}/row/${indicator.table}/${indicator.row}`, make("span", { title: word("show_in_table") }, indicator.name))),
      make("td", {}, indicator.raw),
      make("td", {}, `${word(`kind_${indicator.kind}`)} ${indicator.meaning}`),
      make("td", {}, indicator.actual || "")));
    const heads = ["level2", "indicator", "target", "understood_as", "actual"];
    return make("section", { class: "project", id: `project-${project.index}` },
      make("h3", {}, nameOf(project)),
      make("dl", { class: "fields" },
        field("unit", project.unit), field("year", project.year), field("kind", projectKind(project.kind)),
        fields.map(([key, value]) => field(key, fieldText(key, value)))),
      rows.length ? make("table", { class: "understood" },
        make("thead", {}, make("tr", {}, heads.map((key) => make("th", { scope: "col" }, word(key))))), make("tbody", {}, rows)) : null);
  });
}

function field(key, value) {
  return value ? [make("dt", {}, word(key)), make("dd", {}, String(value))] : [];
}

/** Texts unchanged, lists with one entry per line, money as printed and in 万元. */
function fieldText(key, value) {
  if (!Array.isArray(value)) return value;
  if (key === "objectives") return value.join("\n");
  return value.length > 1 ? `${value[0]} = ${value[1]} ${word("wan")}` : value[0];
}

// The address names the view: #/findings, #/document/3, #/document/3/finding/7, #/document/3/row/2/14. The slash prevents
// the browser from scrolling to a section by itself.

let shown = null;

function show() {
  if (location.hash === "#main") return;
  const [, name, index, what, first, second] = location.hash.split("/");
  const known = TABLES[name] || (name === "document" && documents[index]) || document.querySelector(`main > section[id="${CSS.escape(name || "")}"]`);
  const tab = known && !(name === "document" && !documents[index]) ? name : source.first;
  for (const section of document.querySelectorAll("main > section")) section.hidden = section.id !== tab;
  for (const tabLink of document.querySelectorAll("#tabs a")) {
    const current = tabLink.hash === `#/${tab === "document" ? "documents" : tab}`;
    if (current) tabLink.setAttribute("aria-current", "page");
    else tabLink.removeAttribute("aria-current");
  }
  const key = `${tab}/${tab === "document" ? index : ""}/${language}`;
  if (key !== shown) {
    if (TABLES[tab]) drawTable(tab);
    if (tab === "document") drawDocument(Number(index));
    scrollTo(0, 0);
  }
  shown = key;
  if (tab === "document") point(what, first, second);
}

/** Draws what is shown once more, at the same place. */
function redraw() {
  const [left, top] = [scrollX, scrollY];
  const sides = [...document.querySelectorAll(".side")].map((side) => side.scrollTop);
  shown = null;
  show();
  scrollTo(left, top);
  document.querySelectorAll(".side").forEach((side, place) => { side.scrollTop = sides[place] || 0; });
}

/** Marks the target of the address, on both sides. */
function point(what, first, second) {
  const section = document.getElementById("document");
  for (const element of section.querySelectorAll(".current")) element.classList.remove("current");
  const targets = [];
  if (what === "finding" && findings[first]) {
    const finding = findings[first];
    targets.push(document.getElementById(`finding-${first}`));
    if (finding.table && finding.row) targets.push(...cellsAt(finding.table, finding.row, finding.column).slice(0, finding.column ? 1 : undefined));
  } else if (what === "row") {
    targets.push(section.querySelector(`tr[data-row="${CSS.escape(`${first}/${second}`)}"]`), ...cellsAt(Number(first), Number(second)));
  } else if (what === "project") {
    const project = document.getElementById(`project-${first}`);
    if (project) project.scrollIntoView({ block: "start" });
  }
  for (const target of targets.filter(Boolean)) {
    target.classList.add("current");
    target.scrollIntoView({ block: "center" });
  }
}

function choose(chosen) {
  language = chosen;
  document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en";
  document.title = word("title");
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === chosen));
  }
  show();
}

/** Begins, once everything is defined. */
function start() {
  load(json("data"));
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => choose(button.dataset.language));
  }
  addEventListener("hashchange", show);
  choose(language);
}
