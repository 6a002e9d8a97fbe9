// Uses the page of `yusuan serve` as a clerk would: drop, progress, failures, filter, mark, download, reload.
// `node page.mjs ADDRESS FOLDER [SCREENSHOT]`: FOLDER holds what is dropped. Nothing may be asked of another server or said on
// the console.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [address, folder, screenshot] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "yusuan-page-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  headless: true,
  acceptDownloads: true,
  // the page is Chinese whatever the browser is
  locale: "en-US",
  viewport: { width: 1440, height: 900 },
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

const complaints = [];
const foreign = [];
const page = context.pages()[0] || (await context.newPage());
page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
page.on("pageerror", (error) => complaints.push(String(error)));
page.on("request", (request) => { if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) foreign.push(request.url()); });
page.on("dialog", (dialog) => dialog.accept());

const names = readdirSync(folder).filter((name) => !name.startsWith("."));
const documents = names.filter((name) => name !== "photo.jpg");
const texts = (selector) => page.locator(selector).allInnerTexts();
const goto = async (hash) => {
  await page.evaluate((next) => { location.hash = next; }, hash);
  await page.waitForFunction((next) => location.hash.startsWith(next.split("?")[0]) && seen === location.hash && document.querySelector(`#${next.split(/[/?]/)[1]}:not([hidden])`), hash);
};
/** Drops files on the page as a mouse would. */
const drop = async (list) => {
  const contents = list.map((name) => [name, readFileSync(join(folder, name)).toString("base64")]);
  const transfer = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const [name, content] of files) {
      const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
      data.items.add(new File([bytes], name));
    }
    return data;
  }, contents);
  await page.dispatchEvent(".drop", "dragover", { dataTransfer: transfer });
  assert.ok(await page.locator(".drop.over").count(), "the place to drop shows that it takes files");
  await page.dispatchEvent(".drop", "drop", { dataTransfer: transfer });
};
const finished = (count) => page.waitForFunction((all) => document.querySelector("#files output")?.textContent.includes(`${all} / ${all}`), count);
const download = async (name) => {
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(`[data-save="${name}"]`).click()]);
  assert.equal(file.suggestedFilename(), name);
  return readFileSync(await file.path());
};

const steps = {
  async "the page is Chinese and says that files stay here"() {
    await page.goto(address);
    assert.match(await page.locator("#files").innerText(), /拖到这里[\s\S]*只在这台电脑上处理/);
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
  },
  async "files that are dropped are read, and failures say why"() {
    await drop(documents);
    await finished(documents.length);
    const rows = await texts("#files tbody tr");
    assert.equal(rows.length, documents.length);
    const broken = rows.filter((row) => /读取失败/.test(row));
    assert.ok(broken.length >= 1 && broken.every((row) => /请/.test(row)), `no way out: ${broken}`);
    assert.ok(rows[0].includes("读取失败"), "what failed comes first");
  },
  async "more files are added, and of a folder only documents"() {
    await page.locator("#choose_folder").setInputFiles(folder);
    await page.waitForFunction((all) => document.querySelectorAll("#files tbody tr").length === all, 2 * documents.length);
    await finished(2 * documents.length);
    assert.equal((await texts("#files .hint")).filter((text) => /1 个文件按类型不是文档/.test(text)).length, 1);
  },
  async "the overview follows"() {
    await page.waitForFunction((count) => document.querySelector("#overview dd")?.textContent === String(count), 2 * documents.length);
    await goto("#/overview");
    assert.match(await page.locator("#overview .figures").innerText(), /万元/);
    assert.ok((await page.locator("#overview rect").count()) > 10);
  },
  async "a finding leads to its cell"() {
    await goto("#/findings");
    await page.locator("#findings input[type=search]").fill("purpose-sum-mismatch");
    await page.locator("#findings tbody tr").locator("td.long a").first().click();
    const cell = page.locator("#document td.current");
    await cell.waitFor();
    assert.match(await cell.innerText(), /1\.3万元/);
  },
  async "a finding is marked, and the mark is kept"() {
    const card = page.locator("#document article.current");
    await card.locator("input").fill("按合同");
    await card.locator('[data-verdict="false_alarm"]').click();
    await page.locator('#document article.current [aria-pressed="true"]').waitFor();
    const yaml = await page.evaluate(async () => (await fetch("download/yusuan.yaml")).text());
    assert.match(yaml, /ignored_findings:\n {4}- \{finding_id: [0-9a-f]{16}, reason: "误报：按合同"\}/);
    await goto("#/files");
    assert.match(await page.locator("#files .important").innerText(), /yusuan\.yaml/);
  },
  async "a reload changes nothing"() {
    await page.reload();
    await finished(2 * documents.length);
    await goto("#/findings");
    await page.locator("#findings input[type=search]").fill("purpose-sum-mismatch");
    await page.locator("#findings tbody tr").locator("td.long a").first().click();
    const mark = page.locator('#document article.current [aria-pressed="true"]');
    await mark.waitFor();
    assert.equal(await mark.innerText(), "误报");
  },
  async "everything is downloaded"() {
    await goto("#/files");
    assert.ok((await download("yusuan.xlsx")).subarray(0, 2).equals(Buffer.from("PK")));
    assert.ok((await download("yusuan-csv.zip")).includes("yusuan.yaml"));
    assert.equal(JSON.parse(await download("documents.json")).length, 2 * documents.length);
    assert.match((await download("report.html")).toString(), /^<!doctype html>[\s\S]*id="view-0"/);
    assert.match((await download("yusuan.yaml")).toString(), /误报/);
  },
  async "the language changes everywhere"() {
    await page.locator('[data-language="en"]').click();
    assert.match(await page.locator("#files").innerText(), /Drop files/);
    assert.deepEqual((await page.locator("body").innerText()).match(/\?[a-z_]+/g), null, "a word is missing");
    await page.locator('[data-language="zh"]').click();
  },
  async "a narrow screen has no sideways scroll"() {
    await page.setViewportSize({ width: 390, height: 800 });
    for (const hash of ["#/files", "#/overview", "#/findings"]) {
      await goto(hash);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${hash}: ${over}`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  },
  async "nothing was asked of another server or said on the console"() {
    assert.deepEqual(foreign, []);
    assert.deepEqual(complaints, []);
  },
  async "everything is cleared, and the program ended"() {
    await goto("#/files");
    if (screenshot) await page.screenshot({ path: screenshot });
    await page.getByRole("button", { name: "清空" }).click();
    await page.locator("#files .empty").waitFor();
    await page.getByRole("button", { name: "结束程序" }).click();
    await page.getByText("程序已结束").waitFor();
  },
};

try {
  for (const [name, step] of Object.entries(steps)) {
    await step();
    console.log(`ok ${name}`);
  }
  console.log(`${Object.keys(steps).length} passed, 0 failed`);
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
