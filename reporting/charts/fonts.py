"""The typeface of the charts, for measuring: the same files that pages and papers use."""

from __future__ import annotations

import os
import tempfile
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags

# The first is what the paper embeds; a browser shows a picture in the fonts of its machine.
FAMILY = ["Source Sans 3", "Arial", "sans-serif"]


def _web_font(weight: int) -> Path | None:
    """The woff2 of a weight among the built files or the installed packages; None if neither."""
    name = f"source-sans-3-latin-{weight}-normal.woff2"
    base = Path(settings.BASE_DIR)
    built = sorted((base / "static" / "build").rglob(name))
    package = base / "node_modules/@fontsource/source-sans-3/files" / name
    return next((path for path in [*built, package] if path.is_file()), None)


def _unpacked(source: Path, weight: int) -> Path:
    """The font as TrueType, unpacked once a machine; several processes may do it at once."""
    target = Path(settings.VAR_DIR) / "fonts" / f"source-sans-3-{weight}.ttf"
    if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
        from fontTools.ttLib import TTFont

        target.parent.mkdir(parents=True, exist_ok=True)
        with TTFont(source) as font:
            font.flavor = None
            handle, part = tempfile.mkstemp(dir=target.parent, suffix=".part")
            os.close(handle)
            font.save(part)
        Path(part).replace(target)
    return target


@lru_cache(maxsize=4)
def font_path(weight: int) -> str:
    """The file that measures a weight; DejaVu Sans, a little wider, where ours is not built yet."""
    source = _web_font(weight)
    return str(_unpacked(source, weight)) if source else font_manager.findfont("DejaVu Sans")


@lru_cache(maxsize=16)
def text_style(size: float, weight: int) -> font_manager.FontProperties:
    """The typeface as matplotlib wants it: our family by name, measured from our file."""
    return font_manager.FontProperties(
        family=FAMILY, size=size, weight=weight, fname=font_path(weight)
    )


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: int = 400) -> float:
    """Width of a line of text in the chart's units."""
    font = FT2Font(font_path(weight))
    font.set_size(size, 72)
    font.set_text(text, 0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64
