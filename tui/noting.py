"""Notes while they are written: what is typed survives the window, however that ends."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from store.article import Note, Span
from store.drafts import Left, NoteDraft, Place
from store.errors import DatelineError, NotFound
from store.library import Library
from store.settings import Settings

from .ending import Loss
from .opened import Opening
from .target import HERE, Target

if TYPE_CHECKING:
    from .dialogs.note import NoteEditor

PAUSE = 0.5
"""Seconds from a change in the editor until it is on disk."""
BACK = "what you had typed here is back"
LEFT = "left as it was; c brings back what you typed, until you leave"
THROWN = "thrown away; c on the same place brings it back, until you leave"
LOSING = "this note is not on disk; Ctrl-Q again throws it away"
GONE = "the article of this note is not in this library; what you typed stays in its drafts"


@dataclass(frozen=True)
class Subject:
    """What the note in the editor is on.

    Attributes:
        article: the article's id.
        span: the stretch; None for the article.
        known: the note being changed; None for a new one.
        target: all that it is on, where that is more than the stretch.
        is_gone: whether there is no such article.
    """

    article: str
    span: Span | None
    known: Note | None
    target: Target | None = None
    is_gone: bool = False

    @property
    def place(self) -> Place:
        """Where a draft of it belongs."""
        return (self.article, *((self.span.start, self.span.end) if self.span else (None, None)))

    @property
    def meant(self) -> Target | None:
        """What the note is on; None for the article."""
        return self.target or (Target(self.span) if self.span else None)

    @property
    def before(self) -> str:
        """The note as it was."""
        return self.known.text if self.known else ""


class Noting(Opening):
    """Writes notes, puts aside what is typed, and offers what was left unfinished."""

    def __init__(
        self, library: Library, greeting: str = "", settings: Settings | None = None
    ) -> None:
        super().__init__(library, greeting, settings)
        self._subject: Subject | None = None
        self._saver: Timer | None = None
        self._offers: list[Left] = []
        self._finished = False
        self._given_up = ""
        self.loss: Loss | None = None

    def on_mount(self) -> None:
        """Offer what was left behind, once the list is there."""
        self.call_after_refresh(self._look_for_drafts)

    # -- writing ---------------------------------------------------------------------------------

    async def write_note(self, target: Target | None) -> None:
        """Open the editor on the note that is on a target, or on the article, or on a new one."""
        if self.desk.article:
            span = target.span if target else None
            known = self.desk.note_on(span)
            await self._write(Subject(self.desk.article.id, span, known, target))

    async def _write(self, subject: Subject, quote: str | None = None) -> None:
        self._put_aside()  # the editor may be open on another stretch still
        self._subject = subject
        draft = self.desk.drafts.get(subject.place)
        quote = self.desk.quote(subject.span) if quote is None else quote
        await self.foot.edit(quote, draft.text if draft else subject.before)
        if draft:
            self.foot.say(BACK)

    def on_note_editor_edited(self) -> None:
        """Have it on disk soon; not at every key."""
        if self._saver is None:
            self._saver = self.set_timer(PAUSE, self._put_aside)

    def _put_aside(self) -> None:
        self.attempt(self._save_draft)

    def _save_draft(self) -> None:
        """Have on disk what stands in the editor, if it is anything new.

        Raises:
            LibraryError: when that cannot be done.
        """
        if self._saver:
            self._saver.stop()
            self._saver = None
        subject, editor, drafts = self._subject, self.foot.editor, self.desk.drafts
        if subject is None or editor is None:
            return
        had = drafts.get(subject.place)
        if not editor.text.strip() or editor.text == subject.before:
            return  # a draft stays as it was: an undo too can bring the editor here
        if had is None or had.text != editor.text or had in drafts.unsaved():
            known = subject.known.id if subject.known else None
            drafts.keep(NoteDraft(*subject.place, known, editor.text, editor.quote))

    def on_note_editor_kept(self, message: "NoteEditor.Kept") -> None:
        """Keep the note; if it cannot be saved, what was written stays in the editor."""
        subject = self._subject
        if subject is None:
            return
        if subject.is_gone:
            self.foot.say(GONE, error=True)
        # Another article may have been opened beside the editor in the meantime.
        elif self.open(subject.article) and self.do(
            partial(self.desk.note, message.text, subject.meant, subject.known),
            then=partial(self.page.reach, HERE),
        ):
            self._close_editor()
            self.attempt(partial(self.desk.drafts.drop, subject.place))
            return
        with suppress(DatelineError):  # why it cannot be kept has been said
            self._save_draft()

    def on_note_editor_dropped(self) -> None:
        """Leave the note as it was; what was typed can still be had."""
        subject = self._subject
        self._put_aside()
        if subject and self.desk.drafts.get(subject.place):
            self.foot.say(GONE if subject.is_gone else LEFT)
        self._close_editor()

    def _close_editor(self) -> None:
        if self._saver:
            self._saver.stop()
        self._saver = self._subject = None
        self.back_to_pane()
        self.call_later(self._offer_next)

    # -- what was left behind --------------------------------------------------------------------

    async def _look_for_drafts(self) -> None:
        self._offers = self.desk.drafts.left_behind()
        await self._offer_next()

    async def _offer_next(self) -> None:
        if self._offers:
            draft = self._offers[0].draft
            title = self.desk.title(draft.article) or "an article that is not here"
            await self.foot.offer(draft.quote, title, draft.text)

    async def on_offer_gone_on(self) -> None:
        """Open the article, its stretch selected, with the editor as it was left."""
        if not self._offers:
            return
        left = self._offers.pop(0)
        self.foot.close()
        self.attempt(partial(self.desk.drafts.take, left))
        draft = left.draft
        try:
            self.desk.open(draft.article)
        except NotFound:
            subject = Subject(draft.article, _span(draft), None, is_gone=True)
            await self._write(subject, draft.quote)
            self.foot.say(GONE, error=True)
            return
        self.desk.article = None  # so that it is opened in every pane
        self.read(draft.article)
        await self._write(self._subject_of(draft))

    def _subject_of(self, draft: NoteDraft) -> Subject:
        """What a draft is on, as things are now: its stretch where the text still fits."""
        span, drafts = _span(draft), self.desk.drafts
        if span and (draft.quote != self.desk.quote(span) or not draft.quote):
            span = None
        same = [note for note in self.desk.marks.notes if note.id == draft.note]
        subject = Subject(draft.article, span, same[0] if same else self.desk.note_on(span))
        if span:
            self.page.selected = span
        if subject.place != draft.place:
            held = drafts.get(draft.place) or draft
            moved = drafts.joined(NoteDraft(*subject.place, draft.note, held.text))
            self.attempt(partial(drafts.keep, moved))
            self.attempt(partial(drafts.drop, draft.place))
        return subject

    async def on_offer_thrown_away(self) -> None:
        """Let it go with this window."""
        if self._offers:
            left = self._offers.pop(0)
            if self.attempt(partial(self.desk.drafts.take, left)):
                self.foot.say(THROWN)
        await self._answered()

    async def on_offer_put_off(self) -> None:
        """Leave it for the next start."""
        if self._offers:
            self.desk.drafts.put_off(self._offers.pop(0))
        await self._answered()

    async def _answered(self) -> None:
        self.back_to_pane()
        await self._offer_next()

    # -- the end ---------------------------------------------------------------------------------

    def may_leave(self) -> bool:
        """Whether leaving loses nothing; if it does, say so, and let it be the next time."""
        with suppress(DatelineError):
            self._save_draft()
        lost = "".join(it.text for it in self._unsaved(forced=False))
        if lost in ("", self._given_up):
            return True
        self._given_up = lost
        self.foot.say(LOSING, error=True)
        return False

    def _unsaved(self, forced: bool) -> list[NoteDraft]:
        """What an end now would lose: the note in the editor; a forced one, what was closed too."""
        here = self._subject.place if self._subject else None
        return [it for it in self.desk.drafts.unsaved() if forced or it.place == here]

    def on_unmount(self) -> None:
        """The reader leaves: what was closed with Escape goes, what is open stays a draft."""
        self.finish(forced=False)

    def finish(self, forced: bool) -> None:
        """The window ends; `forced` when nobody chose that: then every draft stays."""
        if self._finished:
            return
        self._finished = True
        with suppress(DatelineError):
            self._save_draft()
        if lost := self._unsaved(forced):
            earlier = any(self.desk.drafts.is_on_disk(it.place) for it in lost)
            self.loss = Loss(tuple(it.text for it in lost), earlier)
        here = self._subject.place if self._subject else None
        with suppress(DatelineError):
            self.desk.drafts.close(
                lambda draft: forced or draft.place == here or not self.desk.title(draft.article)
            )


def _span(draft: NoteDraft) -> Span | None:
    return None if draft.start is None or draft.end is None else Span(draft.start, draft.end)
