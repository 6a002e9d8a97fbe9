// The tables: a column has the key of its title, a text by which it is searched, sorted and saved, and optionally how it is
// drawn and aligned. A filter has the key of its title, and the value of a row.

const projectOf = (row) => (row.project === null ? null : projects[row.project]);
const unitOf = (row) => projectOf(row)?.unit ?? null;
const yearOf = (row) => projectOf(row)?.year ?? documents[row.document ?? projectOf(row).document].year;
const yes = (is) => (is ? "yes" : "no");
const MEASURED = ["number", "range", "tolerance", "ratio", "date", "period", "recurrence"];
const count = (key) => ({ key, text: (row) => String(row[key]), number: (row) => row[key] });
const year = { key: "year", text: (row) => String(row.year || ""), number: (row) => row.year || 0 };

const TABLES = {
  projects: {
    rows: [],
    columns: [
      { key: "name", text: nameOf, draw: (row) => link(`#/document/${row.document}/project/${row.index}`, nameOf(row)), class: "long" },
      { key: "unit", text: (row) => row.unit || "" },
      year,
      { key: "kind", text: (row) => projectKind(row.kind), class: "short" },
      { key: "budget_wan", text: (row) => row.budget ?? "", draw: (row) => (row.budget === null ? "–" : money(row.budget)), number: (row) => (row.budget === null ? -Infinity : Number(row.budget)) },
      count("indicators"),
      { ...count("findings"), draw: (row) => (row.findings ? link(`#/findings?project=${row.index}`, String(row.findings)) : "0") },
      { key: "document", text: (row) => documents[row.document].path, draw: (row) => documentLink(row.document), class: "faint" },
    ],
    filters: [
      { key: "unit", value: (row) => row.unit, none: "no_unit" },
      { key: "year", value: (row) => row.year },
      { key: "kind", value: (row) => row.kind, label: projectKind },
      { key: "counted", value: (row) => yes(row.kind === "target" && !row.repeats), label: word },
      { key: "repeats", value: (row) => yes(row.repeats), label: word },
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
      { key: "unit", text: (row) => unitOf(row) || "", class: "faint" },
    ],
    filters: [
      { key: "level1", value: (row) => row.level1, none: "no_level" },
      { key: "level2", value: (row) => row.level2, none: "no_level" },
      { key: "kind", value: (row) => row.kind, label: (kind) => word(`kind_${kind}`) },
      { key: "measured", value: (row) => yes(MEASURED.includes(row.kind)), label: word },
      { key: "unit", value: unitOf, none: "no_unit" },
      { key: "year", value: yearOf },
      { key: "repeats", value: (row) => yes(projects[row.project].repeats), label: word },
    ],
  },
  findings: {
    rows: [],
    sort: "severity",
    columns: [
      { key: "severity", text: (row) => word(row.severity), draw: (row) => badge(row.severity), number: (row) => SEVERITIES.indexOf(row.severity), class: "short", left: true },
      { key: "message", text: (row) => either(row.zh, row.en), draw: (row) => link(`#/document/${row.document}/finding/${row.index}`, either(row.zh, row.en)), class: "long" },
      { key: "project", text: (row) => projectName(row.project) },
      { key: "place", text: placeOf, class: "faint" },
      { key: "rule", text: (row) => `${ruleTitle(row.code)} ${row.code}`, draw: (row) => make("span", { title: row.code }, ruleTitle(row.code)) },
      { key: "mark", text: (row) => word(verdictOf(row)) + (marks[row.id]?.[1] ? `：${marks[row.id][1]}` : ""), draw: (row) => (marks[row.id] ? make("span", { class: "tag" }, word(verdictOf(row)), marks[row.id][1] ? ` ${marks[row.id][1]}` : "") : "") },
      { key: "document", text: (row) => documents[row.document].path, draw: (row) => documentLink(row.document), class: "faint" },
    ],
    filters: [
      { key: "severity", value: (row) => row.severity, label: word },
      { key: "rule", value: (row) => row.code, label: ruleTitle },
      { key: "unit", value: unitOf, none: "no_unit" },
      { key: "year", value: yearOf },
      { key: "mark", value: verdictOf, label: word },
      { key: "project", value: (row) => row.project, label: projectName, hidden: true },
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
      { key: "linked_by", text: (row) => row.link, draw: (row) => make("span", { class: "code" }, row.link) },
    ],
    filters: [{ key: "kind", value: (row) => row.kind, label: word }],
  },
  documents: {
    rows: [],
    columns: [
      { key: "document", text: (row) => row.path, draw: (row) => link(`#/document/${row.index}`, row.path), class: "long" },
      { key: "format", text: (row) => row.format || "", class: "short" },
      { key: "status", text: (row) => [word(row.status), row.error && either(...row.error)].filter(Boolean).join("："), draw: (row) => [make("span", { class: `status ${row.status}` }, word(row.status)), row.error ? make("p", { class: "why" }, either(...row.error)) : null] },
      year,
      count("projects"),
      count("indicators"),
      { key: "findings", text: (row) => String(total(row.counts)), number: (row) => total(row.counts) },
    ],
    filters: [
      { key: "format", value: (row) => row.format },
      { key: "status", value: (row) => row.status, label: word },
      { key: "year", value: (row) => row.year },
    ],
  },
};

function total(counts) {
  return counts.reduce((sum, one) => sum + one, 0);
}

// What is chosen in each table: the words searched for, the value of each filter, the column it is sorted by, and the page.
// The address contains it, so that a reload keeps it and a colleague can be sent it:
// #/findings?q=…&severity=error&sort=-severity&page=2

const choices = {};
for (const name of Object.keys(TABLES)) choices[name] = chosen(name, "");

/** Reads the choices of an address; what is not known is left out. */
function chosen(name, query) {
  const asked = new URLSearchParams(query);
  const { columns, filters, sort } = TABLES[name];
  const order = asked.get("sort") ?? sort ?? "";
  const key = order.replace(/^-/, "");
  const picked = {};
  for (const filter of filters) if (asked.has(filter.key)) picked[filter.key] = asked.get(filter.key);
  return {
    search: asked.get("q") || "",
    picked,
    sort: columns.some((column) => column.key === key) ? key : null,
    descending: order.startsWith("-"),
    page: Math.max(0, Math.trunc(Number(asked.get("page"))) - 1 || 0),
  };
}

/** The address of what is chosen. */
function addressOf(name) {
  const { search, picked, sort, descending, page } = choices[name];
  const asked = new URLSearchParams();
  if (search.trim()) asked.set("q", search.trim());
  for (const [key, value] of Object.entries(picked)) asked.set(key, value);
  const order = sort ? `${descending ? "-" : ""}${sort}` : "";
  if (order !== (TABLES[name].sort || "")) asked.set("sort", order);
  if (page) asked.set("page", page + 1);
  const query = asked.toString();
  return `#/${name}${query ? `?${query}` : ""}`;
}

/** What a filter compares; a row without a value is picked by an empty one. */
const valueOf = (filter, row) => String(filter.value(row) ?? "");

function wantedRows(name) {
  const { rows, columns, filters } = TABLES[name];
  const choice = choices[name];
  const searched = choice.search.toLowerCase().split(/\s+/).filter(Boolean);
  const picked = filters.filter((filter) => choice.picked[filter.key] !== undefined);
  const text = (row) => columns.map((column) => column.text(row)).join("\n").toLowerCase();
  const fits = (row) => {
    if (!picked.every((filter) => valueOf(filter, row) === choice.picked[filter.key])) return false;
    if (!searched.length) return true;
    const whole = text(row);
    return searched.every((one) => whole.includes(one));
  };
  const wanted = searched.length || picked.length ? rows.filter(fits) : rows;
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
  // while a Chinese word is being composed, its Latin letters are not searched for
  search.addEventListener("input", (event) => { if (!event.isComposing) { choice.search = search.value; again(); } });
  search.addEventListener("compositionend", () => { choice.search = search.value; again(); });
  const save = make("button", { type: "button", "data-save": name }, word("save_rows"));
  save.addEventListener("click", () => saveRows(name));
  return make("div", { class: "tools" }, make("label", {}, word("search"), search),
    TABLES[name].filters.map((filter) => picker(name, filter, again)), make("output", { "aria-live": "polite" }), save);
}

function picker(name, filter, again) {
  const choice = choices[name];
  const values = [...new Set(TABLES[name].rows.map((row) => valueOf(filter, row)))].filter((value) => value || filter.none);
  const current = choice.picked[filter.key];
  if ((values.length < 2 || filter.hidden) && current === undefined) return null;
  if (current !== undefined && !values.includes(current)) values.push(current);
  const label = (value) => (value === "" ? word(filter.none || "all") : (filter.label || String)(value));
  const collator = new Intl.Collator("zh-CN", { numeric: true });
  const labelled = (filter.hidden ? [current] : values).map((value) => [String(label(value)), value]).sort((a, b) => collator.compare(a[0], b[0]));
  const options = labelled.map(([text, value]) => make("option", { value: `=${value}`, selected: value === current }, text));
  const select = make("select", { "data-key": filter.key }, make("option", { value: "" }, word("all")), options);
  select.addEventListener("change", () => {
    if (select.value) choice.picked[filter.key] = select.value.slice(1);
    else delete choice.picked[filter.key];
    again();
  });
  return make("label", {}, word(filter.key), select);
}

/** Saves the rows that fit as CSV, for a spreadsheet: texts that it would take for formulas get a leading '. */
function saveRows(name) {
  const { columns } = TABLES[name];
  const cell = (text) => {
    const safe = /^[=+\-@\t\r＝＋－＠]/.test(text) && !/^-?[\d.]+$/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = [columns.map((column) => word(column.key)), ...wantedRows(name).map((row) => columns.map((column) => column.text(row)))];
  const text = `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  make("a", { href: address, download: `${name}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function drawRows(name) {
  const { columns, rows } = TABLES[name];
  const choice = choices[name];
  const section = document.getElementById(name);
  const wanted = wantedRows(name);
  const pages = Math.max(1, Math.ceil(wanted.length / PAGE_ROWS));
  choice.page = Math.min(choice.page, pages - 1);
  const shown = wanted.slice(choice.page * PAGE_ROWS, (choice.page + 1) * PAGE_ROWS);
  const all = grouped(String(rows.length));
  const number = wanted.length === rows.length ? all : `${grouped(String(wanted.length))} / ${all}`;
  section.querySelector("output").textContent = `${number} ${word("rows")}`;
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
  // on a narrow screen a row is a card, and its cells show the titles of their columns
  const body = shown.map((row) => make("tr", {}, columns.map((column) =>
    make("td", { class: classes(column), "data-label": word(column.key) }, column.draw ? column.draw(row) : column.text(row)))));
  const table = make("div", { class: "scroll" },
    make("table", { class: "grid" }, make("thead", {}, make("tr", {}, head)), make("tbody", {}, body)),
    shown.length ? null : make("p", { class: "empty" }, word("nothing")));
  section.querySelector(".body").replaceChildren(table, pager(name, pages));
  const address = addressOf(name);
  if (location.hash.startsWith(`#/${name}`) && location.hash !== address) {
    history.replaceState(null, "", address);
    seen = address;
  }
}

function pager(name, pages) {
  const choice = choices[name];
  if (pages < 2) return "";
  const turn = (key, by) => {
    const button = make("button", { type: "button", disabled: choice.page + by < 0 || choice.page + by >= pages ? "" : null }, word(key));
    button.addEventListener("click", () => { choice.page += by; drawRows(name); scrollTo(0, 0); });
    return button;
  };
  return make("div", { class: "pager" }, turn("previous", -1), `${choice.page + 1} / ${pages}`, turn("next", 1));
}
