// Opens the report of the samples as a reader would: figures, filter, sort, languages, and a finding followed to its cell.
// `node test.mjs REPORT [SCREENSHOT]`; CHROMIUM names the browser. Nothing may be asked of a network or said on the console.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [report, screenshot] = process.argv.slice(2);
const url = pathToFileURL(resolve(report)).href;
const profile = mkdtempSync(join(tmpdir(), "yusuan-report-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  headless: true,
  locale: "zh-CN",
  viewport: { width: 1440, height: 900 },
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

const complaints = [];
const requests = [];
const page = context.pages()[0] || (await context.newPage());
page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
page.on("pageerror", (error) => complaints.push(String(error)));
page.on("request", (request) => { if (request.url() !== url && !request.url().startsWith("data:")) requests.push(request.url()); });

const texts = (selector) => page.locator(selector).allInnerTexts();
const goto = async (hash) => {
  await page.evaluate((next) => { location.hash = next; }, hash);
  await page.waitForFunction((next) => location.hash.startsWith(next.split("?")[0]) && seen === location.hash && document.querySelector(`#${next.split(/[/?]/)[1]}:not([hidden])`), hash);
};

const steps = {
  async "the language is the browser's"() {
    await page.goto(url);
    assert.equal(await page.title(), "绩效目标核查报告");
    assert.match((await texts("#tabs"))[0], /概览\s+项目\s+指标\s+问题/);
  },
  async "figures and charts are there"() {
    const figures = await texts("#overview .figures > div");
    assert.ok(figures.length >= 7, String(figures));
    assert.match(figures.join(" "), /万元/);
    assert.ok((await page.locator("#overview table.chart").count()) === 4);
    const widths = await page.locator("rect").evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
    assert.ok(widths.length > 20 && widths.every((width) => width > 0), "a bar has no width");
  },
  async "a filter leaves the rows that fit"() {
    await goto("#/indicators");
    const all = await page.locator("#indicators output").innerText();
    await page.locator("#indicators input[type=search]").fill("满意度");
    const rows = await texts("#indicators tbody tr");
    assert.ok(rows.length > 0 && rows.every((row) => row.includes("满意度")), rows.find((row) => !row.includes("满意度")));
    assert.notEqual(await page.locator("#indicators output").innerText(), all);
    await page.locator("#indicators input[type=search]").fill("没有这样的指标");
    assert.equal(await page.locator("#indicators tbody tr").count(), 0);
    await page.locator("#indicators input[type=search]").fill("");
    await page.locator("#indicators select[data-key=kind]").selectOption("=date");
    assert.deepEqual([...new Set(await texts("#indicators tbody tr td:nth-child(5)"))], ["日期"]);
  },
  async "a click on a head sorts, a second one turns round"() {
    await goto("#/projects");
    const budgets = async () => (await texts("#projects tbody tr td:nth-child(5)")).filter((text) => text !== "–").map((text) => Number(text.replaceAll(",", "")));
    const button = page.locator('#projects th[data-key="budget_wan"] button');
    await button.click();
    const rising = await budgets();
    assert.deepEqual(rising, [...rising].sort((a, b) => a - b));
    await button.click();
    const falling = await budgets();
    assert.deepEqual(falling, [...falling].sort((a, b) => b - a));
    assert.notEqual(falling[0], falling.at(-1));
    assert.equal(await page.locator('#projects th[data-key="budget_wan"]').getAttribute("aria-sort"), "descending");
  },
  async "words are searched for one by one"() {
    await goto("#/indicators");
    await page.locator("#indicators select[data-key=kind]").selectOption("");
    await page.locator("#indicators input[type=search]").fill("满意度 90");
    const rows = await texts("#indicators tbody tr");
    assert.ok(rows.length > 0 && rows.every((row) => row.includes("满意度") && row.includes("90")), String(rows));
    await page.locator("#indicators input[type=search]").fill("");
  },
  async "figures and bars lead to as many rows as they say"() {
    await goto("#/overview");
    const links = await page.locator('#overview a[href^="#/"]').evaluateAll((all) => all.map((one) => {
      const bar = one.closest("tr");
      const number = bar ? [...bar.querySelectorAll("b")].pop() : one.closest("dd");
      return [one.getAttribute("href"), number.textContent];
    }));
    const counted = links.filter(([href]) => !href.startsWith("#/document/") && !href.includes("sort=") && !href.includes("measured="));
    assert.ok(counted.length > 25, String(counted.length));
    for (const [href, text] of counted) {
      const expected = href.includes("severity") || href.includes("repeats=yes") ? null : Number(text.replace(/[^\d]/g, ""));
      await goto(href.split("?")[0]);
      await goto(href);
      const rows = Number((await page.locator(`${href.split("?")[0].replace("#/", "#")} output`).innerText()).split(" ")[0].replaceAll(",", ""));
      if (expected !== null) assert.equal(rows, expected, href);
      else assert.ok(rows > 0, href);
    }
  },
  async "the address keeps filter, search, order and page"() {
    await goto("#/findings?q=table&severity=warning&sort=-document");
    const rows = await texts("#findings tbody tr");
    const address = await page.evaluate(() => location.href);
    await page.goto("about:blank");
    await page.goto(address);
    assert.deepEqual(await texts("#findings tbody tr"), rows);
    assert.ok(rows.length > 1 && rows.every((row) => row.includes("警告")), String(rows.length));
    assert.equal(await page.locator("#findings input[type=search]").inputValue(), "table");
    assert.equal(await page.locator('#findings th[data-key="document"]').getAttribute("aria-sort"), "descending");
  },
  async "the rows that fit are saved"() {
    const rows = await page.locator("#findings tbody tr").count();
    const [file] = await Promise.all([page.waitForEvent("download"), page.locator('[data-save="findings"]').click()]);
    const text = readFileSync(await file.path(), "utf8");
    assert.equal(file.suggestedFilename(), "findings.csv");
    assert.match(text, /^\ufeff严重程度,说明,/);
    assert.equal(text.trim().split("\r\n").length, rows + 1);
  },
  async "one finding leads to the next in the order of the list"() {
    await goto("#/findings?severity=error");
    const messages = await texts("#findings td.long");
    await page.locator("#findings td.long a").first().click();
    const current = async () => (await page.locator("#document article.current").innerText()).replace(/\s/g, "");
    assert.ok((await current()).includes(messages[0].replace(/\s/g, "")));
    await page.getByRole("link", { name: "下一个问题" }).click();
    await page.locator("#document .steps", { hasText: "2 /" }).waitFor();
    assert.ok((await current()).includes(messages[1].replace(/\s/g, "")));
  },
  async "a mark is kept where the browser keeps it"() {
    await page.locator('#document article.current [data-verdict="verified"]').click();
    await page.reload();
    await page.locator('#document article.current [aria-pressed="true"]').waitFor();
    await goto("#/findings?mark=verified");
    assert.equal(await page.locator("#findings tbody tr").count(), 1);
    await goto("#/findings?sort=severity");
  },
  async "the language changes everywhere"() {
    await goto("#/projects");
    await page.locator('[data-language="en"]').click();
    assert.match((await texts("#tabs"))[0], /Overview\s+Projects\s+Indicators\s+Findings/);
    assert.match((await texts("#projects thead"))[0], /Name[\s\S]*Budget/);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    const visible = await page.locator("#tabs [lang=zh]").evaluateAll((spans) => spans.filter((span) => span.offsetWidth > 0).length);
    assert.equal(visible, 0);
    assert.deepEqual((await page.locator("body").innerText()).match(/\?[a-z_]+/g), null, "a word is missing");
    await page.locator('[data-language="zh"]').click();
  },
  async "a finding leads to its cell and the cell back"() {
    await goto("#/findings?q=purpose-sum-mismatch+seed.docx");
    await page.locator("#findings tbody tr", { hasText: "seed.docx" }).locator("td.long a").first().click();
    const cell = page.locator("#document td.current");
    await cell.waitFor();
    assert.match(await cell.innerText(), /用于机关OA系统运行维护费1\.3万元/);
    assert.ok(await cell.evaluate((td) => {
      const [box, side] = [td.getBoundingClientRect(), td.closest(".side").getBoundingClientRect()];
      return box.bottom > side.top && box.top < side.bottom;
    }), "the cell is not in sight");
    const card = page.locator("#document article.current");
    assert.match(await card.innerText(), /12\.00万元/);
    await page.locator("#document td .mark").last().click();
    assert.equal(await page.locator("#document article.current").count(), 1);
    assert.notEqual(await card.getAttribute("id"), null);
    const number = await page.locator("#document td.current .mark").last().innerText();
    assert.ok((await card.innerText()).startsWith(number), "the card is that of the mark");
  },
  async "every finding with a cell has its mark"() {
    const missing = await page.evaluate(() => {
      const bad = [];
      for (const record of documents) {
        drawDocument(record.index);
        const marks = new Set([...document.querySelectorAll("#document .mark")].map((mark) => mark.hash.split("/").pop()));
        for (const finding of findingsOf.get(record.index) || []) {
          if (finding.table && finding.row && !marks.has(String(finding.index))) bad.push(`${record.path} ${finding.code}`);
        }
        if (document.querySelector("#document").innerText.includes("[object")) bad.push(`${record.path}: an object where words should be`);
      }
      shown = null;
      show();
      return bad;
    });
    assert.deepEqual(missing, []);
  },
  async "an indicator leads to its row"() {
    await page.locator("#document .understood tbody a").first().click();
    const name = await page.locator("#document .understood tr.current a").innerText();
    const cells = await texts("#document .printed td.current");
    assert.ok(cells.some((cell) => cell.replace(/\s/g, "").includes(name.replace(/\s/g, ""))), `${name}: ${cells}`);
  },
  async "a narrow screen has no sideways scroll"() {
    await page.setViewportSize({ width: 390, height: 800 });
    for (const hash of ["#/overview", "#/projects", "#/findings", "#/comparisons", "#/document/0"]) {
      await goto(hash);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${hash}: ${over}`);
    }
    // a row is a card, as wide as the screen, with the titles of its cells
    await goto("#/projects");
    const card = await page.locator("#projects tbody tr").first().evaluate((row) => [row.getBoundingClientRect().width, getComputedStyle(row.cells[1], "::before").content]);
    assert.ok(card[0] > 300 && card[1].includes("单位"), String(card));
    await page.setViewportSize({ width: 1440, height: 900 });
  },
  async "nothing was asked of a network or said on the console"() {
    assert.deepEqual(requests, []);
    assert.deepEqual(complaints, []);
  },
};

try {
  for (const [name, step] of Object.entries(steps)) {
    await step();
    console.log(`ok ${name}`);
  }
  console.log(`${Object.keys(steps).length} passed, 0 failed`);
  if (screenshot) {
    await goto("#/findings");
    await page.locator("#findings input[type=search]").fill("purpose-sum-mismatch");
    await page.locator("#findings tbody tr", { hasText: "seed.docx" }).locator("td.long a").first().click();
    await page.locator("#document td.current").waitFor();
    await page.screenshot({ path: screenshot });
  }
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
