"""Danish letters as a scanner makes them: drawn, rendered, turned a little out of line, made noisy."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from random import Random
from re import findall

import pypdfium2
from PIL import Image, ImageChops, ImageFilter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

LETTERS = (
    """Høringssvar vedrørende fælles værdier

Børne- og Ungdomsudvalget i Ærøskøbing har på mødet den 23. april 2019 drøftet oplægget. Udvalget takker for
muligheden for at svare og har følgende bemærkninger.

1. Nærdemokratiet bør stå centralt. Borgerne skal kunne følge med i, hvordan beslutninger træffes, og de skal
kunne påvirke dem, før de er truffet.

2. Samarbejdet mellem dagtilbud, skole og fritid er afgørende for børns trivsel. Vi foreslår, at § 4 præciseres,
så forældrebestyrelserne inddrages tidligere.

3. Økonomien skal følge opgaverne, jf. aftalen for 2020 på 1.250,5 mio. kr.

Med venlig hilsen

Søren Ålborg-Kjær
Udvalgsformand""",
    """Svar på jeres henvendelse af 3. oktober 2019

Kære Mette

Vi har forelagt spørgsmålene for skolebestyrelserne, ungerådet og ældrerådet.

Skolebestyrelserne peger på, at værdierne ikke må blive endnu et skriftligt krav. De ønsker mere tid til
undervisning, pædagogik og forberedelse.

Ungerådet lægger vægt på, at unge høres i sager, der vedrører dem, herunder byggeri af idrætsanlæg, kollektiv
trafik om aftenen og psykologhjælp uden lang ventetid.

Ældrerådet har ingen bemærkninger. Vi kan tilslutte os forslaget, men beder om, at fristen udskydes til
1. januar 2021.

Mange hilsner
Jørgen Bæk Østergaard, chefkonsulent""",
)
_DPI = 200


def draw_letter(text: str, font: str = "Helvetica", size: int = 11) -> bytes:
    """Return a letter as a PDF of one page."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setFont(font, size)
    for number, line in enumerate(_wrap(text, font, size)):
        canvas.drawString(72, 780 - number * size * 1.35, line)
    canvas.save()
    return buffer.getvalue()


def scan_letter(text: str, font: str = "Helvetica") -> Image.Image:
    """Return a letter as scanned at 200 dots an inch: grey, not quite straight, with some noise."""
    page = pypdfium2.PdfDocument(draw_letter(text, font))[0].render(scale=_DPI / 72, grayscale=True).to_pil()
    skewed = page.rotate(0.6, fillcolor=255, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.6))
    dust = Image.frombytes("L", skewed.size, Random(1).randbytes(skewed.width * skewed.height))  # noqa: S311 - no secret
    return ImageChops.add(skewed, dust.point([110 + value // 7 for value in range(256)]), scale=1, offset=-128)


def save_picture(image: Image.Image, ending: str, **more: object) -> bytes:
    """Return a picture as the octets of a file: ``png``, ``jpeg``, ``tiff``, ``pdf``, …"""
    buffer = BytesIO()
    image.save(buffer, ending, **more)
    return buffer.getvalue()


def save_scan(image: Image.Image) -> bytes:
    """Return a scanned page as a PDF with nothing but its picture."""
    return save_picture(image, "pdf", resolution=_DPI)


def find_share(text: str, read: str) -> float:
    """Find which share of a text's words was read."""
    expected = Counter(findall(r"\w+", text.casefold()))
    return (expected & Counter(findall(r"\w+", read.casefold()))).total() / expected.total()


def _wrap(text: str, font: str, size: int) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        for lines in paragraph.split("\n"):
            line = ""
            for word in lines.split(" "):
                longer = f"{line} {word}".strip()
                if stringWidth(longer, font, size) > 450 and line:
                    yield line
                    longer = word
                line = longer
            yield line
        yield ""
