// Whether a PNG shows what Chromium shows of the SVG: label by label, and window by window.
import { readFileSync } from "node:fs";

/**
 * What is asked of a picture. `label`: the least likeness of the letters of one label in both pictures; a missing or shifted
 * label has none. `mean`: the least mean likeness of all labels; another family of type falls below it. `window`: the largest
 * mean difference of a window of 24 by 24 units, of 255.
 */
const LIMITS = { label: 0.6, mean: 0.9, window: 24 };
/** At single scale small letters fall on other pixels in the two painters, so only what is missing or elsewhere is found. */
const SINGLE_SCALE_LIMITS = { label: 0.4, mean: 0.7, window: 40 };

/**
 * Findings about a PNG beside what was seen of the SVG that it was made from, and the figures behind them. `blank` is any page
 * to compute in.
 */
export async function compare(blank, { shot, lines, size, scale }, png) {
  const figures = await blank.evaluate(measure, shot, readFileSync(png).toString("base64"), lines, scale, 24);
  const findings = [];
  const limits = scale > 1 ? LIMITS : SINGLE_SCALE_LIMITS;
  const [width, height] = size.map((side) => Math.round(side * scale));
  if (Math.abs(figures.size[0] - width) > 1 || Math.abs(figures.size[1] - height) > 1) {
    findings.push(`has ${figures.size} pixels, and the SVG ${width},${height}`);
  }
  for (const label of figures.labels.filter((label) => label.likeness < limits.label)) {
    findings.push(`shows “${label.text.slice(0, 40)}” otherwise than Chromium (${label.likeness.toFixed(2)})`);
  }
  if (figures.mean < limits.mean) findings.push(`has letters unlike Chromium's (${figures.mean.toFixed(2)})`);
  if (figures.window.difference > limits.window) {
    const { difference, x, y } = figures.window;
    findings.push(`differs from Chromium at ${x}, ${y} (${difference.toFixed()} of 255)`);
  }
  return { findings, figures };
}

/** Runs inside the page. */
async function measure(ours, theirs, lines, scale, window) {
  const pixels = async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const grey = new Float32Array(image.width * image.height);
    for (let at = 0; at < grey.length; at++) grey[at] = 0.3 * data[4 * at] + 0.59 * data[4 * at + 1] + 0.11 * data[4 * at + 2];
    return { width: image.width, height: image.height, grey };
  };
  const [a, b] = [await pixels(ours), await pixels(theirs)];
  const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];
  // Pearson's correlation of the two pictures inside the ink of a label.
  const likeness = (line) => {
    const [x0, y0] = [Math.max(0, Math.floor(line.x0 * scale)), Math.max(0, Math.floor(line.y0 * scale))];
    const [x1, y1] = [Math.min(width, Math.ceil(line.x1 * scale)), Math.min(height, Math.ceil(line.y1 * scale))];
    let [n, sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0, 0];
    for (let y = y0; y < y1; y++) {
      for (let x = x0; x < x1; x++) {
        const [p, q] = [a.grey[y * a.width + x], b.grey[y * b.width + x]];
        n++; sa += p; sb += q; saa += p * p; sbb += q * q; sab += p * q;
      }
    }
    const spread = Math.sqrt(Math.max(0, saa - (sa * sa) / n) * Math.max(0, sbb - (sb * sb) / n));
    return spread < 1 ? 0 : (sab - (sa * sb) / n) / spread;
  };
  const labels = lines.map((line) => ({ text: line.text, likeness: likeness(line) }));
  let worst = { difference: 0, x: 0, y: 0 };
  const step = Math.round(window * scale);
  for (let top = 0; top < height; top += step) {
    for (let left = 0; left < width; left += step) {
      let [sum, n] = [0, 0];
      for (let y = top; y < Math.min(top + step, height); y++) {
        for (let x = left; x < Math.min(left + step, width); x++) {
          sum += Math.abs(a.grey[y * a.width + x] - b.grey[y * b.width + x]);
          n++;
        }
      }
      if (sum / n > worst.difference) worst = { difference: sum / n, x: Math.round(left / scale), y: Math.round(top / scale) };
    }
  }
  const mean = labels.reduce((sum, label) => sum + label.likeness, 0) / Math.max(1, labels.length);
  return { size: [b.width, b.height], labels, mean: labels.length ? mean : 1, window: worst };
}
