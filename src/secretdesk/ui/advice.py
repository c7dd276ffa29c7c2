"""What the rules say of an open form: asked a moment after the last key, shown at its fields, consented to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from secretdesk.store.errors import StoreError
from secretdesk.ui import consent
from secretdesk.ui.composing import is_composing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from secretdesk.domain.declaration import Action
    from secretdesk.domain.review import Reason
    from secretdesk.ui.dialog_frame import DialogFrame

SOON, LATER = 150, 700  # ms after the last key: reasons; then also to what may be half typed


class Advice(QObject):
    """*ask* gives the reasons of the form as it stands, or none while a worker has the desk."""

    looked = Signal()

    def __init__(
        self, frame: DialogFrame, action: Action, ask: Callable[[], Sequence[Reason] | None]
    ) -> None:
        super().__init__(frame)
        self.frame, self.area, self.action, self.ask = frame, frame.area, action, ask
        self.reasons: Sequence[Reason] = ()
        self.agreed: consent.Agreed = frozenset()
        self.tried = False  # whether saving was tried: then nothing is spared
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(lambda: self._look(self._soon, kindly=True))
        self._later = QTimer(self, singleShot=True, interval=LATER)
        self._later.timeout.connect(lambda: self._look(self._later))

    def begin(self) -> None:
        """A new entry: nothing was tried, nothing agreed to."""
        self.tried, self.agreed = False, frozenset()

    def soon(self) -> None:
        """A field was left."""
        self._soon.start()

    def typed(self) -> None:
        """A key was pressed."""
        self._soon.start()
        self._later.start()

    def rest(self) -> None:
        """The form was just saved: nothing is to be asked of it."""
        self._soon.stop()
        self._later.stop()

    def _look(self, timer: QTimer, *, kindly: bool = False) -> None:
        """Reasons wait until an input method has done."""
        if is_composing(self.frame.focusWidget()):
            timer.start()
        else:
            self.look(kindly=kindly)

    def look(self, *, kindly: bool = False) -> Sequence[Reason]:
        """Ask the desk and show the reasons; *kindly* spares what is being typed."""
        try:
            found = self.ask()
        except StoreError as error:
            self.frame.say_general(error.text)
            return ()
        if found is None:
            return self.reasons
        self.reasons = list(dict.fromkeys(found))
        self.agreed = consent.still(self.agreed, self.reasons)
        self.show(self.reasons, kindly=kindly)
        self.looked.emit()
        return self.reasons

    def show(self, reasons: Sequence[Reason], *, kindly: bool = False) -> None:
        """Each at its field, the others above the form."""
        boxes = self.area.boxes
        at_fields, general = consent.placed(reasons, boxes, self.action.on_field)
        if not self.tried:
            general = [r for r in general if r.code != "bad_value"]  # "nothing changed": not yet
        spared = {k for k, b in boxes.items() if kindly and b.is_being_typed}
        unseen = {k for k, b in boxes.items() if not (self.tried or b.touched)}
        shown = [
            r for r in at_fields if r.field not in spared and (r.code != "missing" or r.field not in unseen)
        ]
        self.area.tell(shown, self.agreed)
        refused = bool(consent.refusals(general))
        self.frame.say_general(consent.sentences(general, self.agreed), "refuse" if refused else "ask")

    def agree(self) -> None:
        """Consent to the first thing that is asked."""
        waiting = consent.questions(self.look(), self.agreed)
        if waiting:
            self.agreed |= {consent.key_of(waiting[0])}
            self.show(self.reasons)

    def refused(self, reasons: Sequence[Reason]) -> None:
        """The act itself was refused: show why and go there."""
        self.reasons = reasons
        self.show(reasons)
        self.go_to(reasons)

    def stands_in_the_way(self) -> bool:
        """Saving is tried: what stands in the way is shown, and gone to."""
        self.tried = True
        reasons = self.look()
        standing = [*consent.refusals(reasons), *consent.questions(reasons, self.agreed)]
        if standing:
            self.go_to(standing)
        return bool(standing)

    def go_to(self, reasons: Sequence[Reason]) -> None:
        """To the first field that one of them concerns."""
        at_fields, _ = consent.placed(reasons, self.area.boxes, self.action.on_field)
        order = list(self.area.boxes)
        self.area.go_to(min((r.field for r in at_fields), key=order.index, default=""))
