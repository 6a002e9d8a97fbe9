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
/** Code → its title in both languages. */
let rules = {};

/** Takes the rows of all files. */
function load(data) {
  documents = named(["path", "format", "status", "title", "year", "projects", "indicators", "counts", "error", "file"], data.documents);
  projects = named(["document", "name", "unit", "year", "kind", "budget", "indicators", "findings", "id"], data.projects);
  indicators = named(["project", "level1", "level2", "name", "raw", "kind", "meaning", "table", "row", "actual", "source"], data.indicators);
  findings = named(["document", "project", "severity", "code", "zh", "en", "evidence", "a", "b", "difference", "table", "row", "column", "line", "page", "basis", "id"], data.findings);
  comparisons = named(["kind", "zh", "en", "a", "b", "difference", "demand", "link", "first", "second", "share"], data.comparisons);
  rules = data.rules;
  for (const project of projects) project.repeats = false;
  for (const index of data.repeats) projects[index].repeats = true;
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
  file: (index) => documents[index].file,
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

// Numbers: with separators and two decimals, the exact value in the title

const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ",");

/** An exact decimal as people read it. */
function rounded(text) {
  const [, sign, whole, decimals] = /^(-?)(\d+)\.?(\d*)$/.exec(text) || [];
  if (whole === undefined) return text;
  // digits beyond the second are rounded half up, as on paper
  const cents = (BigInt(whole + decimals.padEnd(3, "0").slice(0, 2)) + BigInt(decimals[2] >= "5" ? 1 : 0)).toString().padStart(3, "0");
  return `${sign}${grouped(cents.slice(0, -2))}.${cents.slice(-2)}`;
}

const money = (exact) => make("span", { title: `${exact} ${word("wan")}` }, rounded(exact));

// Small pieces of the tables

const link = (href, ...children) => make("a", { href }, ...children);
const badge = (severity) => make("span", { class: `severity ${severity}` }, word(severity));
const projectKind = (kind) => word({ target: "target_project", department: "department_whole" }[kind] || kind);
const ruleTitle = (code) => (rules[code] ? either(...rules[code]) : code);
const verdictOf = (finding) => (marks[finding.id] ? marks[finding.id][0] : "unmarked");
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

// The address names the view: #/findings, #/document/3, #/document/3/finding/7, #/document/3/row/2/14. The slash prevents
// the browser from scrolling to a section by itself.

let shown = null;
/** The address that is drawn. */
let seen = null;

function show() {
  if (location.hash === "#main") return;
  const [path, query = ""] = location.hash.split("?");
  const [, name, index, what, first, second] = path.split("/");
  const known = name === "document" ? documents[index] : TABLES[name] || (name && document.querySelector(`main > section[id="${CSS.escape(name)}"]`));
  const tab = known ? name : source.first;
  // a tab that is opened again keeps what was chosen in it
  if (TABLES[tab] && location.hash !== seen && query) {
    choices[tab] = chosen(tab, query);
    shown = null;
  }
  seen = location.hash;
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

function choose(code) {
  language = code;
  document.documentElement.lang = code === "zh" ? "zh-CN" : "en";
  document.title = word("title");
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === code));
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
