"""Makes the two faces that a PDF is set in. Needs fonttools and brotli (PyPI), and the unpacked npm package
@fontsource/atkinson-hyperlegible, whose folder `files` is the first argument. See README.md."""

import sys

from fontTools import subset
from fontTools.merge import Merger
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

# Other letters that are drawn as one the face has: no-break hyphen, horizontal bar, figure dash, the primes of minutes.
SAME = {0x2011: 0x002D, 0x2010: 0x002D, 0x2015: 0x2014, 0x2012: 0x2013, 0x02BC: 0x2019}
# Spaces, in parts of the usual one: narrow no-break, thin, hair, figure, en, em.
SPACES = {0x202F: 0.62, 0x2009: 0.7, 0x200A: 0.4, 0x2007: 2.0, 0x2002: 1.9, 0x2003: 3.8}


def drawn(corners):
    pen = TTGlyphPen(None)
    for outline in corners:
        pen.moveTo(outline[0])
        for corner in outline[1:]:
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()


def box(left, bottom, right, top):
    return [(left, bottom), (left, top), (right, top), (right, bottom)]


# What the charts and the words show as signs, drawn here: (advance, outlines), clockwise outside, the other way inside.
SIGNS = {
    0x2192: (900, [[(80, 290), (80, 370), (600, 370), (600, 520), (820, 330), (600, 140), (600, 290)]]),
    0x2190: (900, [[(820, 290), (300, 290), (300, 140), (80, 330), (300, 520), (300, 370), (820, 370)]]),
    0x2191: (700, [[(310, 0), (310, 460), (160, 460), (350, 680), (540, 460), (390, 460), (390, 0)]]),
    0x2193: (700, [[(310, 680), (390, 680), (390, 220), (540, 220), (350, 0), (160, 220), (310, 220)]]),
    0x25B2: (760, [[(60, 0), (380, 620), (700, 0)]]),
    0x25BC: (760, [[(60, 620), (700, 620), (380, 0)]]),
    0x25A0: (700, [box(80, 30, 620, 570)]),
    0x25C6: (760, [[(380, -20), (60, 300), (380, 620), (700, 300)]]),
    0x2713: (760, [[(60, 300), (130, 370), (290, 210), (630, 600), (700, 530), (290, 70)]]),
    0x2264: (620, [[(60, 330), (60, 400), (560, 600), (560, 520), (170, 365), (560, 210), (560, 130)], box(60, 20, 560, 85)]),
    0x2265: (620, [[(560, 330), (60, 130), (60, 210), (450, 365), (60, 520), (60, 600), (560, 400)], box(60, 20, 560, 85)]),
    0x23CE: (900, [[(80, 290), (300, 500), (300, 350), (740, 350), (740, 600), (820, 600), (820, 270), (300, 270), (300, 80)]]),
    # A letter that the face has not: a box, never nothing.
    0xFFFD: (640, [box(70, 0, 570, 660), [(120, 50), (520, 50), (520, 610), (120, 610)]]),
}


def make(folder, weight, target):
    parts = [f"{folder}/atkinson-hyperlegible-{part}-{weight}-normal.woff2" for part in ("latin", "latin-ext")]
    loose = []
    for at, part in enumerate(parts):
        font = TTFont(part)
        font.flavor = None
        for table in ("GSUB", "GPOS", "GDEF", "DSIG"):
            if table in font:
                del font[table]
        loose.append(f"/tmp/press-{weight}-{at}.ttf")
        font.save(loose[-1])
    font = Merger().merge(loose)
    cmap = font.getBestCmap()
    glyf, hmtx, order = font["glyf"], font["hmtx"], font.getGlyphOrder()
    more = {new: cmap[old] for new, old in SAME.items() if new not in cmap}
    space = hmtx[cmap[0x20]][0]
    added = []
    for code, part in SPACES.items():
        if code not in cmap:
            added.append((code, round(space * part), TTGlyphPen(None).glyph()))
    for code, (advance, outlines) in SIGNS.items():
        if code not in cmap or code == 0xFFFD:
            added.append((code, advance, drawn(outlines)))
    for code, advance, glyph in added:
        name = f"sign{code:04X}"
        font.setGlyphOrder(font.getGlyphOrder() + [name])
        glyf[name] = glyph
        glyph.recalcBounds(glyf)
        hmtx[name] = (advance, getattr(glyph, "xMin", 0) or 0)
        more[code] = name
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(more)
    options = subset.Options()
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.glyph_names = False
    options.drop_tables += ["meta"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(set(cmap) | set(more)))
    cutter.subset(font)
    font.save(target)
    print(target, len(font.getBestCmap()))


for weight, name in ((400, "regular"), (700, "bold")):
    make(sys.argv[1], weight, f"hyperlegible-{name}.ttf")
