"""A compositor that draws no more than what changed.

Textual 8.2 crops an update to the one rectangle that holds all changes. A selection that moves and
a status line that tells of it lie far apart, and everything between them is walked through. Here
each rectangle is drawn for itself, by the widgets in front, and no other cell is sent.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip


class RowsCompositor(Compositor):
    """Renders a partial update rectangle by rectangle."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Render what is dirty; None when nothing is."""
        dirty = self._dirty_regions.copy()
        self._dirty_regions.clear()
        if not dirty:
            return None
        spans = list(self._regions_to_spans(dirty))
        chops = [dict[int, Strip | None]() for _ in self.cuts]
        ends: list[list[int]] = [[] for _ in self.cuts]
        for crop in _rectangles(spans):
            drawn = self._render_chops(crop, crop.line_range.__contains__)
            for y in crop.line_range:
                for start, end in pairwise(self.cuts[y]):
                    left, right = max(start, crop.x), min(end, crop.right)
                    if left < right and (strip := drawn[y][start]):
                        chops[y][left] = strip.crop(left - start, right - start)
                        ends[y].append(right)
        return ChopsUpdate(chops, spans, ends)

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterator[tuple[Region, Region, list[Strip]]]:
        """The lines of the widgets in `crop`, front to back, until nothing shines through."""
        for widget, (region, clip) in self.visible_widgets.items():
            part = region.intersection(clip)
            if crop:
                rows = Region(part.x, crop.y, part.width, crop.height)
                part = part.intersection(rows) if part.overlaps(crop) else Region()
            if part:
                within = Region(part.x - region.x, part.y - region.y, part.width, part.height)
                yield part, part, widget.render_lines(within)
                if crop and part.contains_region(crop):
                    return


def _rectangles(spans: Iterable[tuple[int, int, int]]) -> Iterator[Region]:
    """Spans (y, x1, x2), in order, as rectangles: of rows that follow each other and are alike."""
    height = top = left = right = 0
    for y, x1, x2 in spans:
        if height and (top + height, left, right) == (y, x1, x2):
            height += 1
            continue
        if height:
            yield Region(left, top, right - left, height)
        height, top, left, right = 1, y, x1, x2
    if height:
        yield Region(left, top, right - left, height)
