// How an SVG lies in Chromium: whether text keeps to its box, to the picture and clear of lines and other text.

/** Loads a picture alone in a page of its size; gives the page, the size and what was asked of the network. */
async function open(browser, url) {
  const page = await browser.newPage();
  const asked = [];
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) asked.push(request.url());
  });
  await page.goto(url);
  const size = await page.evaluate(() => {
    const box = document.documentElement.viewBox?.baseVal;
    return box ? [box.width, box.height] : [100, 100];
  });
  await setScale(page, size, 1);
  await page.evaluate(async () => document.fonts && (await document.fonts.ready));
  return { page, asked, size };
}

const setScale = (page, [width, height], deviceScaleFactor) =>
  page.setViewport({ width: Math.ceil(width), height: Math.ceil(height), deviceScaleFactor });

/**
 * All findings about one SVG, its size, and the lines of text with their places. With `scaleOf`, which gives the scale for a
 * size, also that scale and what Chromium paints at it, as a PNG in base64.
 */
export async function judge(browser, url, scaleOf = null) {
  const { page, size, asked } = await open(browser, url);
  const result = { size, ...(await page.evaluate(look)) };
  if (scaleOf) {
    result.scale = scaleOf(size);
    if (result.scale !== 1) await setScale(page, size, result.scale);
    result.shot = await page.screenshot({ encoding: "base64", optimizeForSpeed: true, captureBeyondViewport: false });
  }
  await page.close();
  result.findings.push(...asked.map((what) => `asks the network for ${what}`));
  return result;
}

/** Runs inside the page, so it can use nothing from outside. */
function look() {
  const findings = [];
  const root = document.documentElement;
  if (root.localName !== "svg" || document.querySelector("parsererror")) {
    return { findings: ["is not well-formed"], lines: [] };
  }
  const canvas = root.viewBox.baseVal;
  const faces = [...document.fonts];
  for (const face of faces.filter((face) => face.status === "error")) {
    findings.push(`the face ${face.family} ${face.weight} cannot be read`);
  }
  if (faces.length && !faces.some((face) => face.status === "loaded")) findings.push("uses none of its faces");
  if (document.querySelector("script, foreignObject")) findings.push("holds a script or foreign objects");
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of ids.filter((id, at) => ids.indexOf(id) !== at)) findings.push(`uses the id ${id} twice`);
  const painted = [...root.querySelectorAll("*")].filter((element) => {
    const unseen = element.closest("defs, clipPath, mask, marker, pattern, symbol, title, desc, style");
    return !unseen && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  });
  const order = new Map(painted.map((element, at) => [element, at]));

  // One entry for each line of text: its ink, from the size of the type and the letters in it.
  const lines = [];
  for (const text of painted.filter((element) => element.localName === "text")) {
    const size = parseFloat(getComputedStyle(text).fontSize);
    const content = text.textContent;
    const rows = new Map();
    for (let at = 0; at < text.getNumberOfChars(); at++) {
      const { x, width } = text.getExtentOfChar(at);
      if (!(content[at] ?? "").trim() || width === 0) continue;
      const baseline = text.getStartPositionOfChar(at).y;
      const key = Math.round(baseline);
      const row = rows.get(key) ?? { left: Infinity, right: -Infinity, baseline, text: "" };
      row.left = Math.min(row.left, x);
      row.right = Math.max(row.right, x + width);
      row.text += content[at];
      rows.set(key, row);
    }
    const matrix = text.getCTM();
    for (const row of rows.values()) {
      const isTall = /[^\u0000-\u052F\u2000-\u22FF]/.test(row.text);
      const hasDescender = isTall || /[gjpqyQ,;()[\]{}|@$]/.test(row.text);
      const top = row.baseline - size * (isTall ? 0.88 : 0.74);
      const bottom = row.baseline + size * (hasDescender ? 0.2 : 0.02);
      const corners = [[row.left, top], [row.right, top], [row.right, bottom], [row.left, bottom]].map(
        ([x, y]) => new DOMPoint(x, y).matrixTransform(matrix),
      );
      const xs = corners.map((corner) => corner.x);
      const ys = corners.map((corner) => corner.y);
      lines.push({
        text: row.text, element: text, at: order.get(text),
        x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys),
      });
    }
  }
  const short = (line) => `“${line.text.slice(0, 40)}”`;

  for (const line of lines) {
    if (line.x0 < -1 || line.y0 < -1 || line.x1 > canvas.width + 1 || line.y1 > canvas.height + 1) {
      findings.push(`text outside the picture: ${short(line)}`);
    }
  }
  for (let a = 0; a < lines.length; a++) {
    for (let b = a + 1; b < lines.length; b++) {
      const [p, q] = [lines[a], lines[b]];
      const wide = Math.min(p.x1, q.x1) - Math.max(p.x0, q.x0);
      const high = Math.min(p.y1, q.y1) - Math.max(p.y0, q.y0);
      if (wide > 1 && high > 1) findings.push(`text over text: ${short(p)} and ${short(q)}`);
    }
  }

  const shapes = painted.filter((element) => element instanceof SVGGeometryElement);
  const bounds = new Map(shapes.map((shape) => {
    const box = shape.getBBox();
    const matrix = shape.getCTM();
    const corners = [[box.x, box.y], [box.x + box.width, box.y + box.height]].map(([x, y]) =>
      new DOMPoint(x, y).matrixTransform(matrix));
    return [shape, { x0: corners[0].x, y0: corners[0].y, x1: corners[1].x, y1: corners[1].y }];
  }));
  // Most shapes are elsewhere, which their bounds tell at once.
  const inside = (shape, x, y) => {
    const { x0, y0, x1, y1 } = bounds.get(shape);
    if (x < Math.min(x0, x1) || x > Math.max(x0, x1) || y < Math.min(y0, y1) || y > Math.max(y0, y1)) return false;
    return shape.isPointInFill(new DOMPoint(x, y).matrixTransform(shape.getCTM().inverse()));
  };
  for (const [shape, box] of bounds) {
    if (box.x0 < -2 || box.y0 < -2 || box.x1 > canvas.width + 2 || box.y1 > canvas.height + 2) {
      findings.push(`a ${shape.localName} outside the picture at ${box.x0.toFixed()}, ${box.y0.toFixed()}`);
    }
    if ([...Object.values(box)].some(Number.isNaN)) findings.push(`a ${shape.localName} without a place`);
  }
  const isClosed = (shape) =>
    shape.localName !== "line" && shape.localName !== "polyline" &&
    (shape.localName !== "path" || /z\s*$/i.test(shape.getAttribute("d")));
  const style = new Map(shapes.map((shape) => [shape, getComputedStyle(shape)]));
  const isSeen = (shape) => {
    const { fill, stroke, fillOpacity } = style.get(shape);
    // Washes under a curve are no boxes: they are told by being see-through or by a gradient.
    const isBox = fill !== "none" && !fill.startsWith("url") && parseFloat(fillOpacity) > 0.5;
    return isClosed(shape) && (isBox || (fill === "none" && stroke !== "none"));
  };
  const isOpaque = (shape) => isClosed(shape) && style.get(shape).fill !== "none" &&
    parseFloat(style.get(shape).fillOpacity) === 1 && parseFloat(style.get(shape).opacity) === 1;
  const boxes = shapes.filter((shape) => {
    const { x0, y0, x1, y1 } = bounds.get(shape);
    const isCanvas = x1 - x0 > canvas.width - 2 && y1 - y0 > canvas.height - 2;
    return isSeen(shape) && !isCanvas && order.get(shape) >= 0;
  });
  const band = (element) => element.closest('[id$="-lanes"], [id$="-groups"]');
  for (const line of lines) {
    const [x, y] = [(line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2];
    // A label may lie across the border of a lane or a group, as its line does; what stands in their heads may not.
    const isMeant = (box) => !band(box) || band(box) === band(line.element);
    const around = boxes.filter((box) => order.get(box) < line.at && isMeant(box) && inside(box, x, y));
    const area = (box) => {
      const { x0, y0, x1, y1 } = bounds.get(box);
      return (x1 - x0) * (y1 - y0);
    };
    const points = [[line.x0 + 1, line.y0 + 1], [line.x1 - 1, line.y0 + 1], [line.x0 + 1, line.y1 - 1], [line.x1 - 1, line.y1 - 1]];
    // What a plate under the whole text covers is not its box, as the bar under a chip.
    const plates = around.filter((box) => isOpaque(box) && points.every(([x, y]) => inside(box, x, y)));
    const isCovered = (box) => plates.some((plate) => order.get(plate) > order.get(box));
    const box = around.filter((box) => !isCovered(box)).sort((a, b) => area(a) - area(b))[0];
    if (!box) continue;
    if (points.some(([x, y]) => !inside(box, x, y))) findings.push(`text leaves its box: ${short(line)}`);
  }

  // Lines are walked in steps that no line of text is too low for; what an opaque shape hides before the text is painted does
  // not count.
  const strokes = shapes.filter((shape) => style.get(shape).stroke !== "none" && style.get(shape).fill === "none");
  const plates = shapes.filter(isOpaque);
  for (const stroke of strokes) {
    const box = bounds.get(stroke);
    const near = lines.filter((line) => line.x0 < box.x1 + 1 && box.x0 - 1 < line.x1 && line.y0 < box.y1 + 1 && box.y0 - 1 < line.y1);
    if (!near.length) continue;
    const matrix = stroke.getCTM();
    const length = stroke.getTotalLength();
    const crossed = new Set();
    for (let at = 0; at <= length; at += 3) {
      const { x, y } = stroke.getPointAtLength(at).matrixTransform(matrix);
      for (const line of near) {
        if (crossed.has(line) || x < line.x0 + 1 || x > line.x1 - 1 || y < line.y0 + 1 || y > line.y1 - 1) continue;
        const isHidden = plates.some((plate) =>
          order.get(plate) > order.get(stroke) && order.get(plate) < line.at && inside(plate, x, y));
        if (!isHidden) crossed.add(line);
      }
    }
    crossed.forEach((line) => findings.push(`a line runs through ${short(line)}`));
  }
  const places = lines.map(({ text, x0, y0, x1, y1 }) => ({ text, x0, y0, x1, y1 }));
  return { findings, lines: places };
}
