"""What every exporter derives its output from."""

from dataclasses import asdict, dataclass, fields
from typing import Any

from ..article import Article, Correction, Head, Highlight, Marks, Mention
from ..corrections import rejected
from ..entities import group


@dataclass(frozen=True)
class Record:
    """One article with all that is known of it."""

    article: Article
    marks: Marks
    mentions: tuple[Mention, ...]

    def as_json(self) -> dict[str, Any]:
        """All of it as one JSON object; offsets are code points of `text`, end exclusive."""
        article, head = self.article, self.article.dispatch.head
        blocks = article.dispatch.blocks
        return {
            "id": article.id,
            "text": article.text,
            "sha256": article.sha256,
            **{field.name: getattr(head, field.name) for field in fields(Head)},
            "spans": {name: list(span) for name, span in head.spans.items()},
            "source": article.source,
            "blocks": [[block.start, block.end, block.kind] for block in blocks],
            "paragraphs": [[block.start, block.end] for block in blocks if block.kind == "body"],
            "mentions": [self._mention(mention) for mention in self._all_mentions()],
            "entities": [
                {"id": it.id, "name": it.name, "label": it.label, "aliases": list(it.aliases)}
                for it in group(article.text, self.mentions)
            ],
            "tags": list(self.marks.tags),
            "notes": [_stated(asdict(note)) for note in self.marks.notes],
            "highlights": [self._highlight(mark) for mark in self.marks.highlights],
            "corrections": [self._correction(it) for it in self.marks.corrections],
            "reading": {
                "read": self.marks.read,
                "starred": self.marks.starred,
                "place": self.marks.place,
            },
            **({"extra": dict(article.extra)} if article.extra else {}),
        }

    def _all_mentions(self) -> list[Mention]:
        """What is shown, and what the reader rejected, in the order of the text."""
        gone = rejected(self.article.text, self.mentions, self.marks.corrections)
        return sorted([*self.mentions, *gone], key=lambda it: (it.start, it.end))

    def _mention(self, mention: Mention) -> dict[str, Any]:
        quote = self.article.text[mention.start : mention.end]
        return {**_stated(asdict(mention)), "text": quote}

    def _correction(self, it: Correction) -> dict[str, Any]:
        found = {"id": it.id, "start": it.start, "end": it.end, "text": it.quote, "label": it.label}
        return found | _stated({"reach": it.reach, "same_as": it.same_as, "was": it.was})

    def _highlight(self, mark: Highlight) -> dict[str, Any]:
        notes = [
            note.text
            for note in self.marks.notes
            if (note.start, note.end) == (mark.start, mark.end)
        ]
        found = {"id": mark.id, "start": mark.start, "end": mark.end, "text": mark.quote}
        tags = list(mark.tags) or None
        return found | _stated(
            {"label": mark.label, "note": "\n\n".join(notes) or None, "tags": tags}
        )


def _stated(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "")}
