// The page of `yusuan serve`: takes files, sends them one by one, and shows what was read of them as it arrives.

const settings = json("live");
/** Uploads that are sent at once; a browser opens no more connections than six. */
const AT_ONCE = 4;
/** Files that the list shows; the others are in the table of documents. */
const LISTED = 500;

const NUMBERS = ["size", "projects", "indicators"];

/** Name → what became of it: a state, the share that is sent, or the file as the server describes it. */
const entries = new Map();
const queue = [];
let sending = 0;
let skipped = 0;
let state = { version: 0, waiting: 0, files: [], marks: {}, marks_file: null };
let version = -1;
let views = new Map();
let unsaved = false;

source.first = "files";
source.file = (index) => `source/${version}/${index}`;
source.view = (index) => {
  const key = `${version}/${index}`;
  if (!views.has(key)) {
    views.set(key, undefined);
    ask("GET", `view/${key}`).then((view) => { views.set(key, view); redraw(); }, complain);
  }
  return views.get(key);
};
source.keep = (id, verdict, note) => {
  ask("POST", "marks", JSON.stringify({ finding_id: id, verdict, note })).then((answer) => {
    unsaved = !answer.marks_file;
    take(answer);
    redraw();
  }, complain);
};

/** Asks the server; a refusal is an error with its message. */
async function ask(method, address, body) {
  let response;
  try {
    response = await fetch(address, { method, body });
  } catch {
    throw new Error(word("gone"));
  }
  const answer = await response.json();
  if (!response.ok) throw new Error(either(answer.error.message_zh, answer.error.message));
  return answer;
}

function complain(error) {
  const notice = document.getElementById("notice");
  notice.textContent = error.message;
  notice.hidden = false;
}

/** Takes the state of all files. */
function take(answer) {
  state = answer;
  marks = answer.marks;
  for (const file of answer.files) entries.set(file.name, { file });
  drawFiles();
}

// Sending

/** Adds files with their paths; of a folder, only what may be a document. */
function add(files) {
  for (const [path, file, chosen] of files) {
    const name = path.split("/").pop();
    const extension = name.includes(".") ? name.split(".").pop().toLowerCase() : "";
    const left = name.startsWith(".") || name.startsWith("~$") || settings.skipped.includes(extension);
    if (left && !chosen) {
      skipped += 1;
      continue;
    }
    if (file.size > settings.most_bytes) {
      entries.set(path, { failure: word("too_large") });
      continue;
    }
    entries.set(path, { sent: 0, size: file.size });
    queue.push([path, file]);
  }
  drawFiles();
  while (sending < AT_ONCE && queue.length) next();
}

function next() {
  const [path, file] = queue.shift() || [];
  if (!file) return;
  sending += 1;
  send(path, file).then(
    (answer) => {
      if (answer.files) {
        entries.delete(path);
        take(answer);
        return;
      }
      if (answer.name !== path) entries.delete(path);
      entries.set(answer.name, { file: { ...answer.file, name: answer.name } });
    },
    (error) => entries.set(path, { failure: error.message }),
  ).finally(() => {
    sending -= 1;
    next();
    drawSoon();
    refreshSoon();
  });
}

/** Sends one file; unlike fetch, this reports how much of it is sent. */
function send(path, file) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `files?name=${encodeURIComponent(path)}`);
    request.upload.addEventListener("progress", (event) => {
      entries.set(path, { sent: event.loaded / Math.max(1, event.total), size: file.size });
      drawSoon();
    });
    request.addEventListener("load", () => {
      let answer;
      try { answer = JSON.parse(request.responseText); } catch { return reject(new Error(word("broken_off"))); }
      if (request.status === 200) return resolve(answer);
      // the server has too much to do: the file waits
      if (request.status === 429) return setTimeout(() => send(path, file).then(resolve, reject), 1000);
      return reject(new Error(either(answer.error.message_zh, answer.error.message)));
    });
    for (const event of ["error", "abort"]) request.addEventListener(event, () => reject(new Error(word("broken_off"))));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.send(file);
  });
}

/** What is dropped: files, and everything in folders. */
async function dropped(transfer) {
  const found = [];
  const walk = async (entry, base) => {
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => { entry.file(resolve, reject); });
      found.push([base + entry.name, file, !base]);
    } else {
      const reader = entry.createReader();
      const batch = () => new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
      for (let some = await batch(); some.length; some = await batch()) {
        for (const one of some) await walk(one, `${base}${entry.name}/`);
      }
    }
  };
  // the list is empty once this function waits for something
  const dropping = [...transfer.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry() || item.getAsFile());
  for (const one of dropping) {
    if (one instanceof File) found.push([one.name, one, true]);
    else if (one) await walk(one, "");
  }
  return found;
}

// The rows of all files

let refreshing = null;
let again = false;
/** Milliseconds that the last rows took; while files arrive, rows are asked for a fraction of the time only. */
let took = 0;
let asked = 0;

function refreshSoon() {
  if (refreshing) {
    again = true;
    return;
  }
  const rest = sending || queue.length || state.waiting ? Math.max(1000, 8 * took) : 0;
  refreshing = setTimeout(async () => {
    asked = performance.now();
    try { await refresh(); } catch (error) { complain(error); }
    took = performance.now() - asked;
    refreshing = null;
    if (again) {
      again = false;
      refreshSoon();
    }
  }, rest);
}

async function refresh() {
  const answer = await ask("GET", "report");
  if (answer.version === version) return;
  version = answer.version;
  views = new Map();
  const overview = document.getElementById("overview");
  const parsed = new DOMParser().parseFromString(answer.overview, "text/html");
  overview.replaceChildren(overview.querySelector("h1"), ...parsed.body.childNodes);
  load(answer.data);
  redraw();
}

/** Follows the directory while its documents are read. */
async function follow() {
  try {
    take(await ask("GET", "files"));
    if (state.version !== version) refreshSoon();
    if (state.waiting) setTimeout(follow, 1000);
  } catch (error) {
    complain(error);
  }
}

// Drawing

let drawing = null;
function drawSoon() {
  drawing ||= setTimeout(() => { drawing = null; drawFiles(); }, 150);
}

function chooser(key, folder) {
  const input = make("input", { type: "file", multiple: "", webkitdirectory: folder ? "" : null, id: key });
  input.addEventListener("change", () => {
    add([...input.files].map((file) => [file.webkitRelativePath || file.name, file, !folder]));
    input.value = "";
  });
  return make("label", {}, word(key), input);
}

function drawDrop() {
  const zone = make("div", { class: "drop" }, make("strong", {}, word("drop")), make("p", {}, word("drop_kinds")),
    chooser("choose_files", false), chooser("choose_folder", true));
  const notice = make("p", { class: "notice", id: "notice", role: "alert", hidden: "" });
  const section = document.getElementById("files");
  section.replaceChildren(make("h1", {}, word("files")), notice, zone, make("div", { class: "body" }));
}

/** Files can be dropped anywhere on the page. */
function catchDrops() {
  const over = (is) => document.querySelector(".drop")?.classList.toggle("over", is);
  addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  addEventListener("dragleave", () => over(false));
  addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    location.hash = "#/files";
    dropped(event.dataTransfer).then(add, complain);
  });
}

function button(key, action, className) {
  const element = make("button", { type: "button", class: className }, word(key));
  element.addEventListener("click", action);
  return element;
}

function actions() {
  const has = state.files.length || [...entries.values()].some((entry) => entry.file);
  const save = (name, key, className) => make("a", { href: `download/${name}?lang=${language}`, download: name, class: className, "data-save": name }, word(key));
  return make("div", { class: "actions" },
    has ? [
      settings.xlsx ? save("yusuan.xlsx", "save_excel", "main") : null,
      save("yusuan-csv.zip", "save_csv"), save("documents.json", "save_json"), save("report.html", "save_report"),
      Object.keys(marks).length ? save("yusuan.yaml", "save_marks") : null,
    ] : null,
    has && !settings.directory ? button("clear", clear, "apart") : null,
    button("quit", quit, has && !settings.directory ? null : "apart"));
}

async function clear() {
  if (!confirm(word("clear_sure"))) return;
  queue.length = 0;
  entries.clear();
  skipped = 0;
  try {
    take(await ask("DELETE", "files"));
    refreshSoon();
  } catch (error) { complain(error); }
}

async function quit() {
  if (!confirm(word("quit_sure"))) return;
  try {
    await ask("POST", "quit");
    document.body.replaceChildren(make("p", { class: "notice" }, word("ended")));
  } catch (error) { complain(error); }
}

function drawFiles() {
  const body = document.querySelector("#files .body");
  if (!body) return;
  const all = [...entries];
  const done = all.filter(([, entry]) => entry.file || entry.failure).length;
  const total = all.length + state.waiting;
  const at = new Map(documents.map((one) => [one.path, one.index]));
  const failed = all.filter(([, entry]) => entry.failure || entry.file?.documents.some((one) => one.status === "failed"));
  const marked = Object.keys(marks).length;
  const order = (entry) => (entry.failure ? 0 : entry.file?.documents.some((one) => one.status === "failed") ? 1 : entry.file ? 3 : 2);
  all.sort((a, b) => order(a[1]) - order(b[1]) || (a[0] < b[0] ? -1 : 1));
  body.replaceChildren(
    actions(),
    settings.directory ? make("p", { class: "hint" }, `${word("directory")} ${settings.directory}`) : make("p", { class: "hint" }, word("stays_here")),
    marked && state.marks_file ? make("p", { class: "hint" }, `${word("marks_kept")} ${state.marks_file}`) : "",
    unsaved && !state.marks_file ? make("p", { class: "hint important" }, word("marks_not_kept")) : "",
    total ? make("div", { class: "whole" },
      make("output", { "aria-live": "polite" }, `${word("progress")} ${done} / ${total}`, failed.length ? ` · ${word("failed_files")} ${failed.length}` : ""),
      done < total ? make("progress", { value: done, max: total }) : null) : make("p", { class: "empty" }, word("no_files")),
    skipped ? make("p", { class: "hint" }, either(`${skipped} ${word("skipped_files")}`, `${skipped} ${word("skipped_files")}`)) : "",
    total ? make("div", { class: "scroll" }, make("table", { class: "grid files" },
      make("thead", {}, make("tr", {}, ["document", "size", "result", "projects", "indicators", "findings"].map((key) => make("th", { scope: "col", class: NUMBERS.includes(key) ? "number" : null }, make("span", { class: "head" }, word(key)))))),
      make("tbody", {}, all.slice(0, LISTED).map(([name, entry]) => fileRow(name, entry, at))))) : "",
    all.length > LISTED ? make("p", { class: "hint" }, `${word("more_files")} ${all.length - LISTED} ${word("more_files_rest")}`) : "");
}

function fileRow(name, entry, at) {
  const cell = (key, className, ...children) => make("td", { class: className, "data-label": word(key) }, ...children);
  if (!entry.file) {
    const progress = entry.failure
      ? [make("span", { class: "status failed" }, word("refused")), make("p", { class: "failure" }, entry.failure)]
      : [make("progress", { value: entry.sent, max: 1 }), " ", word(entry.sent === 0 ? "queued" : entry.sent < 1 ? "sending" : "reading")];
    return make("tr", {}, cell("document", "long", name), cell("size", "number", entry.size === undefined ? "" : bytes(entry.size)), cell("result", "", progress), cell("projects"), cell("indicators"), cell("findings"));
  }
  const parts = entry.file.documents;
  const sum = (count) => parts.reduce((total, one) => total + count(one), 0);
  const statuses = [...new Set(parts.map((one) => one.status))].map((status) => make("span", { class: `status ${status}` }, word(status)));
  const failures = parts.filter((one) => one.error).slice(0, 5).map((one) =>
    make("p", { class: "failure" }, parts.length > 1 ? `${one.path}: ` : "", either(...one.error)));
  const place = at.get(parts[0]?.path) ?? -1;
  const counts = ["error", "warning", "info"].map((severity, at) => [severity, sum((one) => one.findings[at])]).filter(([, count]) => count);
  return make("tr", {},
    cell("document", "long", place >= 0 ? link(`#/document/${place}`, name) : name),
    cell("size", "number", bytes(entry.file.bytes)),
    cell("result", "", statuses, failures),
    cell("projects", "number", String(sum((one) => one.projects))),
    cell("indicators", "number", String(sum((one) => one.indicators))),
    cell("findings", "", counts.map(([severity, count]) => [make("span", { class: `severity ${severity}` }, `${word(severity)} ${count}`), " "])));
}

function bytes(count) {
  const units = ["B", "kB", "MB", "GB"];
  let place = 0;
  let amount = count;
  while (amount >= 1000 && place < 3) {
    amount /= 1000;
    place += 1;
  }
  return `${amount < 10 && place ? amount.toFixed(1) : Math.round(amount)} ${units[place]}`;
}

const chooseLanguage = choose;
choose = (chosen) => {
  language = chosen;
  drawDrop();
  drawFiles();
  chooseLanguage(chosen);
};
language = "zh";
catchDrops();
addEventListener("beforeunload", (event) => { if (sending || queue.length) event.preventDefault(); });
follow();
