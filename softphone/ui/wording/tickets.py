"""Words for tickets, customers and contacts, in the window's language."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.call import Direction, EndCause
from softphone.domain.customer import ContactSummary, Tier
from softphone.domain.ticket import Priority, TicketField
from softphone.ui.wording.plain_text import isolate


def tier_word(tier: Tier) -> str:
    """How a customer ranks; "" for everybody else."""
    match tier:
        case Tier.VIP:
            return QCoreApplication.translate("TicketWords", "VIP")
        case Tier.GOLD:
            return QCoreApplication.translate("TicketWords", "Gold")
        case Tier.SILVER:
            return QCoreApplication.translate("TicketWords", "Silver")
    return ""


def tier_tone(tier: Tier) -> str:
    """The chip's colour."""
    return {Tier.VIP: "vip", Tier.GOLD: "vip", Tier.SILVER: "off"}.get(tier, "off")


def priority_word(priority: Priority) -> str:
    """The name of a priority."""
    match priority:
        case Priority.URGENT:
            return QCoreApplication.translate("TicketWords", "Urgent")
        case Priority.ROUTINE:
            return QCoreApplication.translate("TicketWords", "Routine")
        case Priority.COMPLEX:
            return QCoreApplication.translate("TicketWords", "Complex")


def priority_token(priority: Priority) -> str:
    """The colour token of a priority; the word always stands beside it."""
    return {Priority.URGENT: "bad", Priority.ROUTINE: "text", Priority.COMPLEX: "wrap"}[priority]


def field_word(field: TicketField) -> str:
    """A field of the ticket, as it stands in a sentence."""
    match field:
        case TicketField.CUSTOMER:
            return QCoreApplication.translate("TicketWords", "customer")
        case TicketField.CATEGORY:
            return QCoreApplication.translate("TicketWords", "category")
        case TicketField.PRIORITY:
            return QCoreApplication.translate("TicketWords", "priority")
        case TicketField.DISPOSITION:
            return QCoreApplication.translate("TicketWords", "disposition")
        case TicketField.NOTES:
            return QCoreApplication.translate("TicketWords", "notes")


def listed(words: list[str]) -> str:
    """Words in a row, with the language's own comma."""
    return QCoreApplication.translate("TicketWords", ", ", "between listed words").join(words)


def contact_word(contact: ContactSummary) -> str:
    """How a past contact ended, seen from the customer."""
    match contact.cause:
        case EndCause.ANSWERED:
            if contact.direction is Direction.OUTGOING:
                return QCoreApplication.translate("TicketWords", "We called")
            return QCoreApplication.translate("TicketWords", "Called us")
        case EndCause.MISSED:
            return QCoreApplication.translate("TicketWords", "Missed")
        case EndCause.ELSEWHERE:
            return QCoreApplication.translate("TicketWords", "Answered elsewhere")
        case EndCause.REJECTED:
            return QCoreApplication.translate("TicketWords", "Rejected")
        case EndCause.ABANDONED:
            return QCoreApplication.translate("TicketWords", "Hung up while waiting")
        case EndCause.FAILED:
            return QCoreApplication.translate("TicketWords", "Failed")
        case EndCause.FORWARDED:
            words = QCoreApplication.translate("TicketWords", "Forwarded to {target}")
            return words.format(target=isolate(contact.transferred_to))
        case EndCause.ENGINE_FAILURE:
            return QCoreApplication.translate("TicketWords", "Cut off by a failure")
    return QCoreApplication.translate("TicketWords", "Now on the phone")


def contact_icon(contact: ContactSummary) -> str:
    """The drawing of a past contact."""
    if contact.cause in (EndCause.MISSED, EndCause.ABANDONED):
        return "phone-missed"
    if contact.cause is EndCause.FORWARDED:
        return "transfer"
    return "phone-out" if contact.direction is Direction.OUTGOING else "phone-in"


def order_status_word(status: str) -> str:
    """The usual states of an order in the window's language; any other text as it came."""
    known = {
        "new": QCoreApplication.translate("TicketWords", "New"),
        "paid": QCoreApplication.translate("TicketWords", "Paid"),
        "packed": QCoreApplication.translate("TicketWords", "Packed"),
        "shipped": QCoreApplication.translate("TicketWords", "Shipped"),
        "delivered": QCoreApplication.translate("TicketWords", "Delivered"),
        "returned": QCoreApplication.translate("TicketWords", "Returned"),
        "refunded": QCoreApplication.translate("TicketWords", "Refunded"),
        "cancelled": QCoreApplication.translate("TicketWords", "Cancelled"),
    }
    return known.get(status.strip().lower(), status)


def group_number(number: str) -> str:
    """A stored E.164 number, grouped for reading where the grouping is known."""
    digits = number[3:]
    if number.startswith("+86") and len(digits) == 11 and digits.startswith("1"):
        return f"+86 {digits[:3]} {digits[3:7]} {digits[7:]}"
    if number.startswith("+86") and len(digits) == 10 and digits.startswith(("10", "2")):
        return f"+86 {digits[:2]} {digits[2:6]} {digits[6:]}"
    return number
