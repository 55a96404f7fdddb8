"""Make the icons of the program for Windows and macOS from funneldesk.svg, beside it: `python resources/icons/make.py`.

Every size is drawn by itself from the drawing, so that small ones are not shrunk pictures.
"""

import os
import sys
from io import BytesIO
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
DRAWING = HERE / "funneldesk.svg"
#: What the taskbar, the desktop and the properties of Windows show at 100 to 400 %.
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256)
ICNS_SIZES = (16, 32, 64, 128, 256, 512, 1024)


def drawn(renderer: QSvgRenderer, size: int) -> Image.Image:
    """Return the drawing `size` pixels wide."""
    image = QImage(QSize(size, size), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(BytesIO(held.data()))


def main() -> None:
    """Write both files."""
    application = QGuiApplication(sys.argv[:1])
    renderer = QSvgRenderer(str(DRAWING))
    for name, sizes in (("funneldesk.ico", ICO_SIZES), ("funneldesk.icns", ICNS_SIZES)):
        pictures = [drawn(renderer, size) for size in sizes]
        path = HERE / name
        # Pillow takes the pictures it is given for the sizes they have, and would shrink the largest for others.
        shown = [(size, size) for size in sizes]
        pictures[-1].save(
            path, append_images=pictures[:-1], **({"sizes": shown} if path.suffix == ".ico" else {})
        )
        print(path)
    del application


if __name__ == "__main__":
    main()
