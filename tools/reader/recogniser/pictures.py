"""Pictures of lines of text, as the reader's detector and crop give them to the recogniser. More than half are small print."""

import random
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont
from texts import Texts

HEIGHT = 48  # rows of a strip
STEP = 32  # widths are multiples of this, so that strips of equal width form a batch
WIDEST = 416
SIZE = 40  # pixels: the em at which letters are drawn, before they are made smaller
EDGE = 50  # pixels around what is drawn
SHRINK = 8  # columns of a strip for each place where the recogniser can give a character

ODD = ("Math", "Symbol", "Emoji", "Dingbat", "Music", "Barcode")
MONOSPACED = ("Mono", "mono", "Courier", "cursor", "Code", "3270", "Terminus", "OCR", "Hack", "Inconsolata", "Cousine",
              "VT", "Anonymous", "Hermit", "agave", "spleen", "Spleen", "Monof", "monof")
PLAIN = ("LiberationSans", "Arimo", "DejaVu", "FreeSans", "Roboto", "OpenSans", "NotoSans", "texgyreheros", "NimbusSans",
         "Carlito", "Inter")
LATIN_NOTO = ("NotoSans-", "NotoSerif-", "NotoSansMono", "NotoSansDisplay", "NotoSerifDisplay")


@dataclass
class Font:
    path: Path
    characters: set[str]


@dataclass
class Ink:
    """What is printed, from 0 to 1, and where the line's letters are in it. Pixels."""

    picture: numpy.ndarray
    left: float
    top: float
    right: float
    bottom: float


def find_fonts(folder: Path) -> list[Font]:
    found = []
    for path in sorted(folder.rglob("*.[to]tf")):
        if any(word in path.name for word in ODD) or (path.name.startswith("Noto") and not path.name.startswith(LATIN_NOTO)):
            continue
        try:
            characters = {chr(code) for code in TTFont(path, lazy=True).getBestCmap()}
        except Exception:  # a damaged font, or one without Unicode
            continue
        if all(chr(code) in characters for code in range(0x21, 0x7F)):
            found.append(Font(path, characters | {" "}))
    return found


class Pictures:
    def __init__(self, texts: Texts, fonts: list[Font], seed: int) -> None:
        self.texts = texts
        self.random = random.Random(seed)
        self.noise = numpy.random.default_rng(seed)
        families: dict[str, list[Font]] = {}
        for font in fonts:
            families.setdefault(font.path.name.split("-")[0], []).append(font)
        self.families = list(families.values())
        self.monospaced = [family for family in self.families if any(word in str(family[0].path) for word in MONOSPACED)]
        self.plain = [family for family in self.families if any(word in family[0].path.name for word in PLAIN)]
        self.opened: dict[Path, ImageFont.FreeTypeFont] = {}

    def sample(self) -> tuple[str, numpy.ndarray]:
        """A text, and its strip: three planes blue, green, red of 48 rows, from -1 to 1."""
        while True:
            text = self.texts.line()
            font = self.font(text) if text else None
            strip = self.strip(text, font) if font else None
            if strip is None:
                continue
            repeated = sum(a == b for a, b in zip(text, text[1:]))  # the recogniser gives a blank between the two
            if strip.shape[1] // SHRINK > len(text) + repeated:
                return text, (strip.astype(numpy.float32) / 127.5 - 1).transpose(2, 0, 1)

    def font(self, text: str) -> ImageFont.FreeTypeFont | None:
        for _ in range(20):
            pick = self.random.random()
            group = self.monospaced if pick < 0.35 else self.plain if pick < 0.7 else self.families
            font = self.random.choice(self.random.choice(group))
            if font.characters.issuperset(text):
                if font.path not in self.opened:
                    self.opened[font.path] = ImageFont.truetype(font.path, SIZE)
                return self.opened[font.path]
        return None

    def strip(self, text: str, font: ImageFont.FreeTypeFont) -> numpy.ndarray | None:
        r = self.random
        ink = self.ink(text, font)
        if ink is None:
            return None
        small = r.random() < 0.55
        em = r.triangular(6.3, 13, 7.6) if small else float(numpy.exp(r.uniform(numpy.log(12), numpy.log(44))))
        stretch = r.uniform(0.72, 1.35) if r.random() < 0.5 else 1
        x_scale, y_scale = em / SIZE * stretch, em / SIZE
        height, width = ink.picture.shape
        size = (max(8, round(width * x_scale)), max(6, round(height * y_scale)))
        picture = self.scan(ink.picture, size) if small and r.random() < 0.75 else self.photo(ink.picture, size, em)
        if small or r.random() < 0.6:
            quality = r.randint(32, 60) if small and r.random() < 0.7 else r.randint(40, 95)
            _, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
            picture = cv2.imdecode(jpeg, cv2.IMREAD_COLOR)
        box = (ink.left * x_scale, ink.top * y_scale, ink.right * x_scale, ink.bottom * y_scale)
        return self.cut(picture, box, em, 0.55 if small else 0.38)

    def ink(self, text: str, font: ImageFont.FreeTypeFont) -> Ink | None:
        """The text, sometimes with lines above and below, slivers of which come into the strip."""
        r = self.random
        spacing = r.uniform(0.5, 5) if r.random() < 0.17 else 0
        left, top, right, bottom = font.getbbox(text)
        if right - left < 4 or bottom - top < 4:
            return None
        advance = font.getlength(text) + spacing * len(text)
        pitch = SIZE * r.uniform(0.95, 1.5)
        base = EDGE + pitch / 2
        mask = Image.new("L", (int(max(right, advance) + 2 * EDGE), int(SIZE + 2 * EDGE + pitch)), 0)
        draw = ImageDraw.Draw(mask)
        x = EDGE
        for piece in text if spacing else [text]:
            draw.text((x, base), piece, 255, font)
            x += font.getlength(piece) + spacing
        if r.random() < 0.45:
            for shift in (-pitch, pitch):
                if r.random() < 0.8:
                    draw.text((EDGE + r.uniform(-40, 60), base + shift), self.texts.line(), 255, font)
        if r.random() < 0.05:
            y = base + bottom + r.uniform(2, 10)
            draw.line((0, y, mask.width, y), 255, r.choice([1, 2, 3]))
        picture = numpy.asarray(mask, numpy.float32) / 255
        if r.random() < 0.3:
            change = cv2.dilate if r.random() < 0.6 else cv2.erode
            picture = change(picture, numpy.ones((2, 2), numpy.uint8))
        if r.random() < 0.25:
            picture = picture * self.gaps(picture.shape)
        right = EDGE + max(right, advance - spacing)
        return Ink(picture, EDGE + left, base + top, right, base + bottom)

    def gaps(self, shape: tuple[int, int]) -> numpy.ndarray:
        """Where a printer's head or ribbon is worn."""
        r = self.random
        rows, columns = (max(2, side // r.choice([2, 4, 12])) for side in shape)
        worn = cv2.resize(self.noise.random((rows, columns), numpy.float32), shape[::-1])
        return numpy.clip((worn - r.uniform(-0.3, 0.35)) * 4, 0, 1)

    def scan(self, ink: numpy.ndarray, size: tuple[int, int]) -> numpy.ndarray:
        """Dark on white, scanned at a higher resolution and made smaller."""
        r = self.random
        between = r.uniform(1.8, 3.6)
        shape = cv2.resize(ink, (round(size[0] * between), round(size[1] * between)), interpolation=cv2.INTER_AREA)
        if r.random() < 0.4:
            shape = numpy.clip((shape - r.uniform(0.3, 0.65)) * r.uniform(4, 30) + 0.5, 0, 1)
        if r.random() < 0.3:
            shape = cv2.GaussianBlur(shape, (0, 0), r.uniform(0.4, 1.1))
        filtering = Image.LANCZOS if r.random() < 0.8 else Image.BILINEAR
        shape = numpy.asarray(Image.fromarray(shape).resize(size, filtering))[..., None]
        paper = r.uniform(220, 255)
        picture = paper * (1 - (1 - r.uniform(0, 0.45)) * shape) + self.tint(2.8, 0.6)
        if r.random() < 0.25:
            picture = picture + self.noise.normal(0, r.uniform(1, 12), shape.shape)
        return numpy.clip(picture, 0, 255).astype(numpy.uint8)

    def photo(self, ink: numpy.ndarray, size: tuple[int, int], em: float) -> numpy.ndarray:
        """Any paper and ink, in uneven light, blurred and noisy."""
        r = self.random
        shape = cv2.resize(ink, size, interpolation=cv2.INTER_AREA)[..., None]
        paper = r.uniform(150, 255) if r.random() < 0.7 else r.uniform(60, 255)
        dark = paper * (r.uniform(0, 0.55) if r.random() < 0.75 else r.uniform(0.5, 0.72))
        if r.random() < 0.05:
            paper, dark = dark, paper
        picture = paper + (dark - paper) * shape
        if r.random() < 0.3:
            picture = picture * numpy.linspace(r.uniform(0.7, 1), r.uniform(0.7, 1), size[0])[:, None]
        picture = picture + self.tint(14, 0.6) + self.tint(50, 0.15) * shape
        if r.random() < 0.4:
            picture = cv2.GaussianBlur(picture, (0, 0), em * r.uniform(0.01, 0.055) + 0.15)
        if r.random() < 0.08:
            picture = self.shake(picture)
        if r.random() < 0.5:
            picture = picture + self.noise.normal(0, r.uniform(1, 12), shape.shape)
        return numpy.clip(picture, 0, 255).astype(numpy.uint8)

    def tint(self, most: float, share: float) -> numpy.ndarray:
        return numpy.array([self.random.uniform(-most, most) for _ in range(3)]) * (self.random.random() < share)

    def shake(self, picture: numpy.ndarray) -> numpy.ndarray:
        line = numpy.zeros((5, 5), numpy.float32)
        line[2, :] = 1
        line = cv2.warpAffine(line, cv2.getRotationMatrix2D((2, 2), self.random.uniform(0, 180), 1), (5, 5))
        return cv2.filter2D(picture, -1, line / max(line.sum(), 1))

    def cut(
        self, picture: numpy.ndarray, box: tuple[float, float, float, float], em: float, loosest: float
    ) -> numpy.ndarray | None:
        """What the detector's box around these letters gives: not quite straight, and never quite tight."""
        r = self.random
        left, top, right, bottom = box
        margin = r.uniform(0.05, loosest) / 2
        top -= em * max(0.0, margin + r.gauss(0, 0.06))
        bottom += em * max(0.0, margin + r.gauss(0, 0.06))
        left -= em * r.uniform(-0.03, 0.5)
        right += em * r.uniform(-0.03, 0.5)
        width, height = right - left, bottom - top
        if height < 3 or width < 3:
            return None
        ideal = r.triangular(0.6, 1.0, 0.8) * HEIGHT * width / height
        if ideal > WIDEST * 1.1:
            return None
        columns = min(WIDEST, max(STEP, round(ideal / STEP) * STEP))
        angle = numpy.deg2rad(r.gauss(0, 0.8) if r.random() < 0.6 else 0)
        shear = r.gauss(0, 0.06) if r.random() < 0.3 else 0
        along = numpy.array([numpy.cos(angle), numpy.sin(angle)]) * width / columns
        down = numpy.array([-numpy.sin(angle) + shear, numpy.cos(angle)]) * height / HEIGHT
        centre = numpy.array([(left + right) / 2, (top + bottom) / 2])
        origin = centre - along * (columns / 2 - 0.5) - down * (HEIGHT / 2 - 0.5) - 0.5
        return cv2.warpAffine(
            picture,
            numpy.stack([along, down, origin], axis=1).astype(numpy.float32),
            (columns, HEIGHT),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
