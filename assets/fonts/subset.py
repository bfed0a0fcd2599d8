#!/usr/bin/env python3
"""Makes the embedded faces from the Inter family.

    npm pack inter-ui@4.1.1 && tar xzf inter-ui-4.1.1.tgz
    pip install fonttools==4.60.1 brotli
    python3 subset.py package/ .
    UPDATE_PAIRS=1 cargo test text::pairs

Inter is under the SIL Open Font License 1.1 without a Reserved Font Name, so a subset may keep its name.
Hinting goes (nobody who draws our pictures hints), so do features that change letters by their neighbours: what
this program measures must be what every painter paints, whether it knows such features or not. Kerning and marks
stay.

Each face comes twice: whole, and as a core of what most pictures need (`*.core.ttf`), which is read and cut to the
characters of a picture in a third of the time.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FACES = {
    # file: (source, family, weight, is italic)
    "Inter-Regular": ("web/Inter-Regular.woff2", "Inter", 400, False),
    "Inter-Italic": ("web/Inter-Italic.woff2", "Inter", 400, True),
    "Inter-Medium": ("web/Inter-Medium.woff2", "Inter", 500, False),
    "Inter-SemiBold": ("web/Inter-SemiBold.woff2", "Inter", 600, False),
    "InterDisplay-SemiBold": ("display/InterDisplay-SemiBold.woff2", "Inter Display", 600, False),
}

RANGES = [
    (0x0020, 0x007E), (0x00A0, 0x024F),  # Latin
    (0x0259, 0x0259), (0x02B0, 0x02FF),  # modifiers
    (0x0300, 0x036F),  # combining marks
    (0x0370, 0x03FF), (0x1F00, 0x1FFF),  # Greek
    (0x0400, 0x052F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin, Vietnamese
    (0x2000, 0x206F),  # punctuation and spaces
    (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x218F),  # super- and subscripts, currencies, letter-likes
    (0x2190, 0x21FF), (0x2200, 0x22FF),  # arrows, maths
    (0x2460, 0x24FF), (0x25A0, 0x25FF), (0x2600, 0x27BF),  # circled numbers, shapes, ticks
    (0xFEFF, 0xFEFF), (0xFFFD, 0xFFFD),
]

# What most pictures get by with: Western European letters, and the marks that the program writes itself.
CORE = [
    (0x0020, 0x007E), (0x00A0, 0x00FF),
    (0x2013, 0x2014), (0x2018, 0x201A), (0x201C, 0x201E), (0x2022, 0x2022), (0x2026, 0x2026),  # punctuation
    (0x20AC, 0x20AC), (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x2264, 0x2265),  # € ← ↑ → ↓ − ≈ ≤ ≥
]

WEIGHT_NAMES = {400: "Regular", 500: "Medium", 600: "SemiBold"}


def rename(font, family, weight, is_italic):
    """One family with weights, so that `font-family` and `font-weight` find each face."""
    style = (WEIGHT_NAMES[weight] + (" Italic" if is_italic else "")).replace("Regular Italic", "Italic")
    is_basic = weight == 400
    names = {
        1: family if is_basic else f"{family} {WEIGHT_NAMES[weight]}",
        2: ("Italic" if is_italic else "Regular"),
        4: f"{family} {style}",
        6: f"{family.replace(' ', '')}-{style.replace(' ', '')}",
        16: family,
        17: style,
    }
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 5, 13, 14)]
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def main(package, out):
    options = subset.Options()
    options.hinting = False
    options.notdef_outline = True
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]
    options.name_IDs = ["*"]
    options.name_legacy = False
    options.recalc_timestamp = False
    options.flavor = None
    for name, (source, family, weight, is_italic) in FACES.items():
        for suffix, ranges in (("ttf", RANGES), ("core.ttf", CORE)):
            font = TTFont(package / source)
            font.flavor = None
            subsetter = subset.Subsetter(options)
            subsetter.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
            subsetter.subset(font)
            rename(font, family, weight, is_italic)
            font.recalcTimestamp = False
            font.save(out / f"{name}.{suffix}", reorderTables=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
