"""A list of records with the opened one under it; and the list of a customer's orders."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QStackedLayout, QVBoxLayout, QWidget

from softphone.domain.customer import Order
from softphone.ui.context import UiContext
from softphone.ui.look.theme import GRID
from softphone.ui.widgets.detail_pane import DetailPane
from softphone.ui.widgets.empty_state import EmptyState
from softphone.ui.widgets.record_table import Column, RecordTable
from softphone.ui.wording.tickets import order_status_word
from softphone.ui.wording.times import brief, moment, money

R = TypeVar("R")
Fields = list[tuple[str, str]]
translate = QCoreApplication.translate
DATE_SAMPLE = "2024-12-30"


class RecordList(QWidget, Generic[R]):
    """A table with the opened record under it; a sentence where there is nothing."""

    def __init__(
        self,
        name: str,
        empty: str,
        columns: Sequence[Column[R]],
        describe: Callable[[R], tuple[str, Fields]],
    ) -> None:
        super().__init__()
        self._describe = describe
        self._open: R | None = None
        self.table: RecordTable[R] = RecordTable(columns)
        self.table.setAccessibleName(name)
        self.table.opened.connect(self._toggle)
        self.detail = DetailPane()
        self.detail.closed.connect(self._closed)
        self._actions: list[tuple[QPushButton, Callable[[R], bool]]] = []
        full = QWidget()
        inner = QVBoxLayout(full)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(GRID)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.detail)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(EmptyState("", empty))
        self._pages.addWidget(full)

    def show_rows(self, rows: Sequence[R]) -> None:
        """Other records; one that is gone is closed."""
        self.table.show_rows(rows)
        self._pages.setCurrentIndex(1 if rows else 0)
        if self._open is not None and self._open not in rows:
            self._open = None
            self.detail.hide()

    def add_action(
        self, button: QPushButton, wanted: Callable[[R], bool], act: Callable[[R], None]
    ) -> None:
        """A button under the opened record, where the record wants it."""
        self.detail.add_button(button)
        self._actions.append((button, wanted))
        button.clicked.connect(lambda: self._act(act))

    def _act(self, act: Callable[[R], None]) -> None:
        if self._open is not None:
            act(self._open)

    def _toggle(self, record: R) -> None:
        if record == self._open:
            self.detail.close_pane()
            return
        self._open = record
        for button, wanted in self._actions:
            button.setVisible(wanted(record))
        self.detail.show_record(*self._describe(record))

    def _closed(self) -> None:
        self._open = None
        self.table.setFocus()


def order_list(context: UiContext) -> RecordList[Order]:
    """A customer's orders, newest first."""
    columns = (
        Column[Order](
            translate("OrderList", "Date"),
            lambda order: brief(order.placed_at, context.now(), context.language),
            sample=DATE_SAMPLE,
            sort=lambda order: order.placed_at,
            token=lambda _: "text_dim",
        ),
        Column[Order](translate("OrderList", "Order"), lambda order: order.summary),
        Column[Order](
            translate("OrderList", "Amount"),
            lambda order: money(order.amount_minor, order.currency),
            sample="¥10,000.00",
            sort=lambda order: order.amount_minor,
            right=True,
        ),
        Column[Order](
            translate("OrderList", "Status"),
            lambda order: order_status_word(order.status),
            sample="Delivered",
            token=lambda _: "text_dim",
            drop_below=380,
        ),
    )

    def describe(order: Order) -> tuple[str, Fields]:
        return order.summary, [
            (translate("OrderList", "Order no."), order.id),
            (
                translate("OrderList", "Placed"),
                moment(order.placed_at, context.now(), context.language),
            ),
            (translate("OrderList", "Amount"), money(order.amount_minor, order.currency)),
            (translate("OrderList", "Status"), order_status_word(order.status)),
        ]

    return RecordList(
        translate("OrderList", "Orders"),
        translate("OrderList", "No orders."),
        columns,
        describe,
    )
