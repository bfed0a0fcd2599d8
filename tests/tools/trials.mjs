// Broken output, one fault each: a check that does not find it is no check.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compare } from "./png.mjs";
import { judge } from "./svg.mjs";
import * as text from "./text.mjs";

const HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" viewBox="0 0 300 200" font-family="Arial" font-size="14">';
const box = '<rect x="20" y="20" width="80" height="40" fill="#eeeeee"/>';
const SVGS = [
  ["not well-formed", `${HEAD}<text x="20" y="40">A & B</text></svg>`, /well-formed/],
  ["text outside the picture", `${HEAD}<text x="260" y="40">Far too long</text></svg>`, /outside the picture/],
  ["text over text", `${HEAD}<text x="20" y="40">One</text><text x="28" y="44">Two</text></svg>`, /text over text/],
  ["text that leaves its box", `${HEAD}${box}<text x="30" y="44">Longer than its box</text></svg>`, /leaves its box/],
  ["a line through text", `${HEAD}<path d="M10 36H200" fill="none" stroke="#000"/><text x="20" y="40">Crossed</text></svg>`, /runs through/],
  ["a curve through text", `${HEAD}<text x="20" y="40">Crossed</text><path d="M10 0C30 40 50 40 60 90" fill="none" stroke="#000"/></svg>`, /runs through/],
  ["an image from elsewhere", `${HEAD}<image href="http://127.0.0.1:9/a.png" width="9" height="9"/></svg>`, /asks the network/],
  ["a face that is none", `${HEAD}<style>@font-face{font-family:F;src:url(data:font/ttf;base64,AAAA)}</style><text x="9" y="40" font-family="F">A</text></svg>`, /cannot be read/],
  ["an id twice", `${HEAD}<g id="a"/><g id="a"/></svg>`, /twice/],
];
const GOOD_SVG = `${HEAD}<path d="M10 36H200" fill="none" stroke="#000"/>${box}<text x="30" y="44">Fits</text><text x="120" y="70">Free</text></svg>`;

/** Each trial: its name, whether the fault was found, and what was said. */
export async function trials({ browser, blank, draw, work, mermaids, document }) {
  const folder = mkdtempSync(join(work, "trials-"));
  const put = (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const results = [];
  const expect = (name, findings, wanted) =>
    results.push({ name, isFound: wanted ? findings.some((finding) => wanted.test(finding)) : findings.length === 0, said: findings.join("; ") });
  for (const [name, content, wanted] of SVGS) {
    const path = put(`${name.replaceAll(" ", "-")}.svg`, content);
    expect(name, (await judge(browser, pathToFileURL(path).href)).findings, wanted);
  }
  expect("nothing wrong", (await judge(browser, pathToFileURL(put("good.svg", GOOD_SVG)).href)).findings, null);

  const svg = draw(document, "-f", "svg", "--theme", "light").files[0];
  const pngs = [1, 2].map((scale) => draw(document, "-f", "png", "--theme", "light", "--scale", String(scale)).files[0]);
  const { lines, size } = await judge(browser, pathToFileURL(svg).href);
  const content = readFileSync(svg, "utf8");
  const beside = async (name, changed, wanted, scales = [1, 2]) => {
    if (changed === content) return results.push({ name, isFound: false, said: "the trial changes nothing" });
    const path = put(`${name.replaceAll(" ", "-")}.svg`, changed);
    for (const scale of scales) {
      const { shot } = await judge(browser, pathToFileURL(path).href, () => scale);
      const { findings } = await compare(blank, { shot, lines, size, scale }, pngs[scale - 1]);
      expect(`${name}, at scale ${scale}`, findings, wanted);
    }
  };
  await beside("a label missing in one picture", content.replace(/<text[^>]*>See savings, stay<\/text>/, ""), /otherwise|differs/);
  await beside("a word that differs", content.replace(">See savings, stay<", ">See stay, savings<"), /otherwise/, [2]);
  await beside("another family of type", content.replaceAll(/@font-face\{[^}]*\}/g, "").replaceAll("Inter", "DejaVu Serif"), /unlike|otherwise/);
  await beside("a label moved by four", content.replace(/y="(\d+)"([^>]*>See savings, stay<)/, (_, y, rest) => `y="${Number(y) + 4}"${rest}`), /otherwise/);
  await beside("a box that is not filled", content.replace(/<rect x="48"[^>]*fill="#[^"]*"|<rect[^>]*rx="6"[^>]*>/, (rect) => rect.replace(/fill="#[^"]*"/, 'fill="#888888"')), /differs/);

  const journey = readFileSync(draw(document, "-f", "mermaid").files[0], "utf8");
  expect("Mermaid that is none", await text.mermaid(mermaids, journey.replace("section", "sektion"), []), /cannot read/);
  expect("Mermaid without a label", await text.mermaid(mermaids, journey, ["Never there"]), /does not show/);
  const graph = readFileSync(draw(document, "-f", "dot").files[0], "utf8");
  expect("DOT that is none", text.dot(put("a.dot", graph.replace("{", "")), []), /cannot read/);
  expect("DOT without a label", text.dot(put("b.dot", graph), ["Never there"]), /does not show/);
  expect("DBML that is none", text.dbml(put("a.dbml", "Table a {\n}\n")), /cannot be read/);
  expect("DBML with a reference to nothing", text.dbml(put("b.dbml", "Table a {\n  id int [pk]\n}\nRef: a.id > b.id\n")), /cannot be read/);
  expect("DBML with nothing wrong", text.dbml(put("c.dbml", "Table a {\n  id int [pk]\n}\n")), null);
  const pdf = draw(document, "-f", "pdf").files[0];
  expect("PDF that is none", text.pdf(put("a.pdf", readFileSync(pdf).subarray(0, 900)), [], size), /cannot read|says/);
  expect("PDF without a line", text.pdf(pdf, ["Never there"], size), /does not show/);
  expect("PDF of another size", text.pdf(pdf, [], [size[0] + 100, size[1]]), /measures/);
  expect("JSON that is none", text.json(put("a.json", "{"), []), /no JSON/);
  return results;
}
