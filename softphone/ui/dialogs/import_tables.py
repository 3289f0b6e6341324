"""The tables of an import's preview."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt

from softphone.ports import ImportChange, ImportPreview, ImportProblem
from softphone.ui.widgets.record_table import Column, RecordTable
from softphone.ui.wording.plain_text import clean
from softphone.ui.wording.problems import say

translate = QCoreApplication.translate

_MOST_COLUMNS = 9


def problem_table(rows: Sequence[ImportProblem], name: str) -> RecordTable[ImportProblem]:
    """Rows of the file and what is to be said of them; ``name`` is for screen readers."""
    table = RecordTable[ImportProblem](
        (
            Column(
                translate("ImportDialog", "Line"),
                lambda row: str(row.line) if row.line else "",
                sample="100000",
                sort=lambda row: row.line,
                right=True,
            ),
            Column(
                translate("ImportDialog", "Field"),
                lambda row: field_name(row.field),
                sample="customer_id",
            ),
            Column(
                translate("ImportDialog", "Value"), lambda row: row.value, sample="+862259990134"
            ),
            Column(
                translate("ImportDialog", "Problem"),
                lambda row: say(row.problem),
                token=lambda _: "warn",
            ),
        )
    )
    table.setAccessibleName(name)
    table.show_rows(tuple(rows))
    return table


def change_table(rows: Sequence[ImportChange]) -> RecordTable[ImportChange]:
    """What would be another value after the import."""
    table = RecordTable[ImportChange](
        (
            Column(
                translate("ImportDialog", "Line"),
                lambda row: str(row.line),
                sample="100000",
                sort=lambda row: row.line,
                right=True,
            ),
            Column(translate("ImportDialog", "Id"), lambda row: row.id, sample="customer_id"),
            Column(
                translate("ImportDialog", "Field"),
                lambda row: field_name(row.field),
                sample="customer_id",
            ),
            Column(
                translate("ImportDialog", "Now"), lambda row: row.before, sample="+862259990134"
            ),
            Column(translate("ImportDialog", "After the import"), lambda row: row.after),
        )
    )
    table.setAccessibleName(translate("ImportDialog", "What changes"))
    table.show_rows(tuple(rows))
    return table


def field_name(name: str) -> str:
    """A field of the file in words; one that is not known stays."""
    return {
        "id": translate("ImportFields", "Id"),
        "customer_id": translate("ImportFields", "Customer ID"),
        "name": translate("ImportFields", "Name"),
        "tier": translate("ImportFields", "Tier"),
        "numbers": translate("ImportFields", "Numbers"),
        "company": translate("ImportFields", "Company"),
        "email": translate("ImportFields", "E-mail"),
        "city": translate("ImportFields", "City"),
        "language": translate("ImportFields", "Language"),
        "note": translate("ImportFields", "Note"),
        "placed_at": translate("ImportFields", "Ordered on"),
        "status": translate("ImportFields", "Status"),
        "summary": translate("ImportFields", "Contents"),
        "amount_minor": translate("ImportFields", "Amount"),
        "currency": translate("ImportFields", "Currency"),
    }.get(name, name)


def sample_table(preview: ImportPreview) -> RecordTable[tuple[str, ...]]:
    """The first rows as they were read."""
    heads = preview.sample[0][:_MOST_COLUMNS] if preview.sample else ()

    def cell(number: int) -> Column[tuple[str, ...]]:
        return Column(
            clean(heads[number], 40), lambda row: row[number] if number < len(row) else ""
        )

    table = RecordTable[tuple[str, ...]]([cell(number) for number in range(len(heads))])
    table.setSortingEnabled(False)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    table.setAccessibleName(translate("ImportFields", "First rows"))
    table.show_rows(preview.sample[1:])
    return table
