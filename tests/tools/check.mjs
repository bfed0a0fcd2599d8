// Draws every example and every hard document in every format, and asks the real tools about the result.
// usage: node check.mjs BINARY. Ends with 1 if anything is found, or if a check no longer finds what is broken.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { compare } from "./png.mjs";
import { trials } from "./trials.mjs";
import { judge } from "./svg.mjs";
import * as text from "./text.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const binary = process.argv[2];
const work = mkdtempSync(join(tmpdir(), "crm-diagram-tools-"));
const THEMES = ["light", "dark", "mono", "auto"];
/** Chromium cannot paint pictures with more pixels a side. */
const LONGEST_SIDE = 16_000;
/** Of pictures with more pixels it leaves parts out where it is short of memory. */
const MOST_PIXELS = 100_000_000;

const chromium = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"].find(existsSync);
/** A browser with a page to compute in and one for each release of Mermaid. */
async function start() {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? chromium,
    args: ["--no-sandbox", "--font-render-hinting=none", "--force-color-profile=srgb", "--disable-lcd-text"],
  });
  return { browser, blank: await browser.newPage(), mermaids: await text.mermaids(browser) };
}

let [passed, failed] = [0, 0];
function report(what, findings) {
  if (findings.length === 0) return void passed++;
  failed++;
  console.log(`FAIL ${what}`);
  findings.slice(0, 12).forEach((finding) => console.log(`     ${finding}`));
}

/** Runs the program under test; gives what it wrote into a folder of its own. */
function draw(document, ...options) {
  const folder = mkdtempSync(join(work, "drawn-"));
  const run = spawnSync(binary, ["render", document, "--all", "--quiet", "-o", `${folder}/`, ...options], { encoding: "utf8" });
  return { files: readdirSync(folder).sort().map((name) => join(folder, name)), status: run.status, said: run.stderr };
}

/** Names that every text format must show: the string keys of a document's touchpoints and stages, as written. */
function labels(document) {
  const names = readFileSync(document, "utf8").matchAll(/^\s*- ("(?:[^"\\]|\\.)*"):/gm);
  return [...names].map((match) => JSON.parse(match[1]));
}

const documents = ["examples", "examples/smallest", "examples/funnel-from-export", "tests/tools/hard"].flatMap((folder) =>
  readdirSync(join(root, folder)).filter((name) => name.endsWith(".yaml")).sort().map((name) => join(root, folder, name)));
/**
 * What Mermaid reads and is not asked to draw. The layout inside it throws where 200 nodes stand in subgraphs ("setting
 * 'order'" of undefined), and takes minutes where so many or a hundred edges stand in lanes.
 */
const BEYOND_MERMAID = new Set(["swim-two-hundred.yaml", "swim-two-hundred.yaml with lanes", "order-to-cash.yaml with lanes"]);
/** Where things lie is the same in every theme; the style sheets of all are seen in these, which have all families between them. */
const IN_ALL_THEMES = new Set(["northwind-cloud", "blueprint", "class", "flowchart", "org", "raci"].map((name) => `examples/${name}.yaml`));

/** All checks of one document. */
async function check(document, { browser, blank, mermaids }) {
  const name = document.slice(root.length + 1);
  const themes = IN_ALL_THEMES.has(name) ? THEMES : ["light"];
  const names = labels(document);
  // What the embedded faces lack is refused in PNG and PDF; in SVG the reader's machine has it.
  const needsFonts = /[\u0590-\u08ff\u0900-\u0e7f\u1100-\u11ff\u2e80-\ud7ff\u{1f000}-\u{1faff}]/u.test(readFileSync(document, "utf8"));
  // Letters and lines are compared at the scale that people use where a reader looks first, and at single scale elsewhere:
  // what takes the time is to paint and to read pixels.
  const isLarge = ([width, height]) => 2 * Math.max(width, height) > LONGEST_SIDE || 4 * width * height > MOST_PIXELS;
  const scaleOf = (size) => (name.startsWith("tests/") || isLarge(size) ? 1 : 2);
  const drawn = new Map();
  for (const theme of themes) {
    const { files, status, said } = draw(document, "-f", "svg", "--theme", theme);
    if (status !== 0 && !/no view|none of|not drawn yet/.test(said)) report(`${name} ${theme}`, [said.trim()]);
    for (const file of files) {
      const seen = await judge(browser, pathToFileURL(file).href, theme === "light" && !needsFonts ? scaleOf : null);
      report(`${name} ${basename(file)} ${theme}`, seen.findings);
      if (theme === "light") drawn.set(basename(file, ".svg"), seen);
    }
  }
  if (drawn.size === 0) return;
  // Only some views have a text of their own for releases that know lanes.
  const readByMermaid = new Set();
  for (const [more, ...release] of [[""], [" with lanes", "--mermaid", "11.16"]]) {
    for (const file of draw(document, "-f", "mermaid", ...release).files) {
      const written = readFileSync(file, "utf8");
      if (readByMermaid.has(written)) continue;
      readByMermaid.add(written);
      report(`${name} ${basename(file)}${more}`, await text.mermaid(mermaids, written, names, !BEYOND_MERMAID.has(basename(document) + more)));
    }
  }
  for (const file of draw(document, "-f", "dot").files) report(`${name} ${basename(file)}`, text.dot(file, names));
  for (const file of draw(document, "-f", "dbml").files) report(`${name} ${basename(file)}`, text.dbml(file));
  for (const file of draw(document, "-f", "json").files) report(`${name} ${basename(file)}`, text.json(file, names));
  // All views are drawn at once, at each scale that any of them wants.
  const painted = new Map();
  const pngs = (scale) => {
    if (!painted.has(scale)) painted.set(scale, draw(document, "-f", "png", "--theme", "light", "--scale", String(scale)));
    return painted.get(scale);
  };
  const pdfs = draw(document, "-f", "pdf", "--theme", "light");
  for (const [view, seen] of drawn) {
    const scale = scaleOf(seen.size);
    const [png, pdf] = [pngs(scale), pdfs];
    if (needsFonts) {
      const isRefused = (run) => run.status !== 0 && run.files.length === 0 && run.said.includes("--font-dir");
      report(`${name} ${view} png and pdf refused`, isRefused(png) && isRefused(pdf) ? [] : [png.said, pdf.said]);
      continue;
    }
    const file = (run) => run.files.find((path) => basename(path).replace(/\.\w+$/, "") === view);
    const { findings, figures } = await compare(blank, seen, file(png));
    report(`${name} ${view}.png`, findings);
    if (process.env.VERBOSE) {
      const worst = figures.labels.sort((a, b) => a.likeness - b.likeness)[0];
      console.log(`     ${name} ${view}.png: mean ${figures.mean.toFixed(3)}, worst ${worst?.likeness.toFixed(3)} “${worst?.text}”, window ${figures.window.difference.toFixed(1)} at ${figures.window.x}, ${figures.window.y}`);
    }
    report(`${name} ${view}.pdf`, text.pdf(file(pdf), seen.lines.map((line) => line.text), seen.size));
  }
}

// Two documents at a time: while one is drawn the other is judged. Each has a browser of its own, for a page that is not in
// front is never painted.
const waiting = [...documents];
async function workThrough() {
  const tools = await start();
  for (let document = waiting.shift(); document; document = waiting.shift()) await check(document, tools);
  await tools.browser.close();
}
await Promise.all([workThrough(), workThrough()]);

const { browser, blank, mermaids } = await start();
// What imports make of foreign files is drawn and written like any other document.
// Exports of records become numbers alone, which the examples draw.
const foreigners = readdirSync(join(root, "tests/import")).filter((name) => !/\.[ct]sv$/.test(name)).sort();
for (const foreign of foreigners) {
  const document = join(work, `${foreign}.yaml`);
  const kinds = ["sql", "salesforce", "hubspot", "dbml", "dot"];
  const kind = kinds.find((kind) => foreign.split(".").includes(kind)) ?? "mermaid";
  // Files with several pipelines or processes have one of this name.
  const chosen = foreign === "crm.hubspot" ? [] : ["--process", "Direct sales"];
  const made = spawnSync(binary, ["import", kind, join(root, "tests/import", foreign), "-q", "-o", document, ...chosen], { encoding: "utf8" });
  report(`import ${foreign}`, made.status === 0 ? [] : [made.stderr]);
  for (const file of draw(document, "-f", "svg", "--theme", "light").files) report(`import ${foreign} ${basename(file)}`, (await judge(browser, pathToFileURL(file).href)).findings);
  for (const file of draw(document, "-f", "mermaid").files) report(`import ${foreign} ${basename(file)}`, await text.mermaid(mermaids, readFileSync(file, "utf8"), []));
  for (const file of draw(document, "-f", "dot").files) report(`import ${foreign} ${basename(file)}`, text.dot(file, []));
  for (const file of draw(document, "-f", "dbml").files) report(`import ${foreign} ${basename(file)}`, text.dbml(file));
}

for (const trial of await trials({ browser, blank, draw, work, mermaids, document: join(root, "examples/journey.yaml") })) {
  report(`trial: ${trial.name}`, trial.isFound ? [] : [`is not found: ${trial.said || "nothing was said"}`]);
}

await browser.close();
rmSync(work, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
