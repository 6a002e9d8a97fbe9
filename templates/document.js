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
  const file = source.file(index);
  const turn = make("span", { class: "turn" },
    file ? make("a", { href: file }, word("open_file")) : null,
    index > 0 ? link(`#/document/${index - 1}`, "← ", word("previous_document")) : null,
    index + 1 < documents.length ? link(`#/document/${index + 1}`, word("next_document"), " →") : null);
  const printed = make("div", { class: "side printed", tabindex: 0 }, make("h2", {}, word("printed")),
    record.error ? make("p", { class: "card error" }, either(...record.error)) : drawBlocks(view));
  const understood = make("div", { class: "side", tabindex: 0 }, make("h2", {}, word("understood")),
    drawFindings(index), drawProjects(index, view));
  section.replaceChildren(
    make("nav", { class: "steps", "aria-label": word("findings") }),
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
        make("span", { title: finding.code }, ruleTitle(finding.code)), finding.basis ? ` · ${finding.basis}` : ""),
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
  return value ? [make("dt", {}, word(key)), make("dd", {}, typeof value === "number" ? String(value) : value)] : [];
}

/** Texts unchanged, lists with one entry per line, money as printed and in 万元. */
function fieldText(key, value) {
  if (!Array.isArray(value)) return value;
  if (key === "objectives") return value.join("\n");
  return value.length > 1 ? [`${value[0]} = `, money(value[1]), ` ${word("wan")}`] : value[0];
}

/** Marks the target of the address, on both sides. */
function point(what, first, second) {
  const section = document.getElementById("document");
  for (const element of section.querySelectorAll(".current")) element.classList.remove("current");
  const targets = [];
  drawSteps(what === "finding" ? findings[first] : null);
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

/** From one finding to the next, in the order and with the filters of the table of findings. */
function drawSteps(finding) {
  const steps = document.querySelector("#document .steps");
  if (!steps) return;
  const wanted = finding ? wantedRows("findings") : [];
  const place = wanted.indexOf(finding);
  if (place < 0) {
    steps.replaceChildren();
    return;
  }
  const step = (key, to) => (to ? link(`#/document/${to.document}/finding/${to.index}`, word(key)) : make("span", { class: "faint" }, word(key)));
  steps.replaceChildren(step("previous_finding", wanted[place - 1]), ` ${grouped(String(place + 1))} / ${grouped(String(wanted.length))} `,
    step("next_finding", wanted[place + 1]), link(addressOf("findings"), word("back_to_findings")));
}

