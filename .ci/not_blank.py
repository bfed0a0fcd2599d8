#!/usr/bin/env python3
"""Fails if an SVG has no text or shapes, or a PNG is one colour. Only the standard library."""

import struct
import sys
import xml.etree.ElementTree as tree
import zlib


def check_svg(path):
    root = tree.parse(path).getroot()
    kinds = [element.tag.rsplit("}", 1)[-1] for element in root.iter()]
    texts, shapes = kinds.count("text"), kinds.count("path") + kinds.count("rect")
    assert texts > 20 and shapes > 20, f"{path}: {texts} texts, {shapes} shapes"
    print(f"{path}: {texts} texts, {shapes} shapes")


def check_png(path):
    data = open(path, "rb").read()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", f"{path}: not a PNG"
    at, pixels, width, height, kind = 8, b"", 0, 0, 0
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        chunk = data[at + 8 : at + 8 + length]
        if name == b"IHDR":
            width, height, _, kind = struct.unpack(">IIBB", chunk[:10])
        if name == b"IDAT":
            pixels += chunk
        at += 12 + length
    raw = zlib.decompress(pixels)
    stride = 1 + width * {3: 1, 2: 3, 6: 4}[kind]
    rows = {raw[row * stride + 1 : (row + 1) * stride] for row in range(height)}
    assert width > 900 and len(rows) > 200, f"{path}: {width} x {height}, {len(rows)} different rows"
    print(f"{path}: {width} x {height}, {len(rows)} different rows")


for name in sys.argv[1:]:
    (check_svg if name.endswith(".svg") else check_png)(name)
