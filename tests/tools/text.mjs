// What the real tools read in the text formats and in PDF files.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Parser } from "@dbml/core";

/** The releases of Mermaid that hosts run today. */
export const MERMAIDS = ["mermaid", "mermaid-11"];

const plain = (text) => text.normalize("NFC").replace(/[\s\u00a0]+/g, "");

/** Pages in which a release of Mermaid stands ready, made once. */
export async function mermaids(browser) {
  const pages = [];
  for (const name of MERMAIDS) {
    const page = await browser.newPage();
    await page.goto("about:blank");
    await page.addScriptTag({ path: fileURLToPath(new URL(`node_modules/${name}/dist/mermaid.min.js`, import.meta.url)) });
    await page.evaluate(() => window.mermaid.initialize({ startOnLoad: false }));
    pages.push({ name, page });
  }
  return pages;
}

/** Whether Mermaid reads a text and, if it is to draw it, shows every label of it. */
export async function mermaid(pages, text, labels, isDrawn = true) {
  const findings = [];
  for (const { name, page } of pages) {
    const shown = await page.evaluate(async (text, isDrawn) => {
      try {
        await window.mermaid.parse(text);
        if (!isDrawn) return {};
        const { svg } = await window.mermaid.render(`d${Math.random().toString(36).slice(2)}`, text);
        const parsed = new DOMParser().parseFromString(svg, "text/html");
        parsed.querySelectorAll("style").forEach((style) => style.remove());
        return { words: parsed.body.textContent };
      } catch (error) {
        return { error: String(error.message ?? error).split("\n").slice(0, 4).join(" ") };
      }
    }, text, isDrawn);
    if (shown.error) findings.push(`${name} cannot read it: ${shown.error}`);
    else if (isDrawn) findings.push(...missing(labels, shown.words, name));
  }
  return findings;
}

/** Whether Graphviz reads a text, without a warning, and shows every label of it. */
export function dot(path, labels) {
  const drawn = spawnSync("dot", ["-Tsvg", path], { encoding: "utf8" });
  if (drawn.status !== 0) return [`dot cannot read it: ${drawn.stderr.trim()}`];
  const complaints = drawn.stderr.split("\n").filter((line) => line.trim() && !/font|pango/i.test(line));
  const words = [...drawn.stdout.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]).join("");
  const decoded = words
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code))
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
  return [...complaints.map((line) => `dot says: ${line}`), ...missing(labels, decoded, "dot")];
}

/** Whether the reader of DBML's authors takes a text, with as many tables and references as stand in it. */
export function dbml(path) {
  const text = readFileSync(path, "utf8");
  try {
    const { schemas } = new Parser().parse(text, "dbmlv2");
    const count = (key) => schemas.reduce((sum, schema) => sum + schema[key].length, 0);
    const lines = (start) => text.split("\n").filter((line) => line.startsWith(start)).length;
    const pairs = [["tables", "Table "], ["refs", "Ref: "], ["enums", "Enum "], ["tableGroups", "TableGroup "]];
    return pairs.filter(([key, start]) => count(key) !== lines(start)).map(([key, start]) => `DBML has ${count(key)} ${key}, and ${lines(start)} are written`);
  } catch (error) {
    const said = error.diags?.map((one) => `${one.message} (line ${one.location?.start?.line})`).join("; ");
    return [`DBML cannot be read: ${said ?? error.message}`];
  }
}

/** Whether a PDF is one page of the right size in which every line of text can be found. */
export function pdf(path, lines, size) {
  const read = spawnSync("pdftotext", ["-raw", "-enc", "UTF-8", path, "-"], { encoding: "utf8" });
  if (read.status !== 0) return [`pdftotext cannot read it: ${read.stderr.trim()}`];
  const findings = [];
  if (read.stderr.trim()) findings.push(`pdftotext says: ${read.stderr.trim().split("\n")[0]}`);
  const info = spawnSync("pdfinfo", [path], { encoding: "utf8" }).stdout;
  if (!/^Pages:\s+1$/m.test(info)) findings.push("is not one page");
  // A unit of the picture is a CSS pixel, 1/96 inch; a point is 1/72.
  const [, width, height] = info.match(/^Page size:\s+([\d.]+) x ([\d.]+) pts/m) ?? [];
  if (size && (Math.abs(width - size[0] * 0.75) > 1 || Math.abs(height - size[1] * 0.75) > 1)) {
    findings.push(`measures ${width} by ${height} points, and the picture ${size}`);
  }
  findings.push(...missing(lines, read.stdout, "pdftotext"));
  return findings;
}

/** Whether JSON is JSON with the labels in it. */
export function json(path, labels) {
  try {
    const words = JSON.stringify(JSON.parse(readFileSync(path, "utf8")));
    return missing(labels.map((label) => JSON.stringify(label).slice(1, -1)), words, "JSON");
  } catch (error) {
    return [`is no JSON: ${error.message}`];
  }
}

function missing(labels, words, reader) {
  const all = plain(words);
  return labels.filter((label) => !all.includes(plain(label))).map((label) => `${reader} does not show “${label}”`);
}
