"""The style sheet, as a template over the colour tokens. No layout sizes beyond padding here.

Roles (``setProperty("role", …)``): on buttons ``primary``, ``answer``, ``danger``, ``quiet``,
``icon``; on frames ``card``, ``column``, ``bar``, ``band``, ``rule``; on labels ``title``,
``lead``, ``strong``, ``dim``, ``section``, ``chip``, ``error``. ``tone`` (see ``TONES``) colours
a chip, a band, a banner or a label.
"""

from string import Template

TONES = ("ok", "warn", "bad", "info", "vip", "ringing", "muted", "wrap", "accent", "off")

_BASE = Template("""
QWidget { color: $text; }
QMainWindow, QDialog { background: $bg; }
QToolTip { background: $raised; color: $text; border: 1px solid $line_strong; padding: 4px 6px; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="lead"] { font-size: 15px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="dim"] { color: $text_dim; }
QLabel[role="section"] { color: $text_dim; font-weight: 600; }
QLabel[role="error"] { color: $bad; }
QLabel[role="chip"] { background: $off_soft; color: $text_dim; border-radius: 4px;
    padding: 1px 6px; font-weight: 600; }

QFrame[role="card"] { background: $raised; border: 1px solid $line; border-radius: 8px; }
QFrame[role="column"] { background: $surface; border: none; }
QFrame[role="bar"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[role="rule"] { background: $line; border: none; min-height: 1px; max-height: 1px; }
QFrame[role="vrule"] { background: $line; border: none; min-width: 1px; max-width: 1px; }
QFrame[role="band"] { border: none; border-radius: 6px; background: $sunken; }

QFrame[role="band"][fill="muted"] { background: $muted_fill; }
QFrame[role="band"][fill="muted"] QLabel { color: $on_accent; }
QFrame[role="band"][fill="muted"] QPushButton { background: transparent; color: $on_accent;
    border: 1px solid $on_accent; min-height: 22px; padding: 0 8px; }
QFrame[role="band"][fill="muted"] QPushButton:focus { border: 2px solid $on_accent; }
QFrame[role="band"][fill="recording"] { background: $bad_fill; }
QFrame[role="band"][fill="paused"] { background: $warn_fill; }
QFrame[role="band"][fill="recording"] QLabel, QFrame[role="band"][fill="paused"] QLabel {
    color: $on_accent; }
QFrame[role="strip"] { background: $surface; border: none; border-top: 1px solid $line; }
QFrame[role="float"] { background: $raised; border: 1px solid $line_strong; }

QPushButton, QToolButton { background: $raised; color: $text; border: 1px solid $line_strong;
    border-radius: 6px; padding: 0 12px; min-height: 30px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $pressed; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; padding: 0 11px;
    min-height: 28px; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; border-color: $line;
    background: transparent; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }

QPushButton[role="primary"] { background: $accent_fill; color: $on_accent;
    border-color: $accent_fill; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_fill_hover;
    border-color: $accent_fill_hover; }
QPushButton[role="answer"] { background: $ok_fill; color: $on_accent; border-color: $ok_fill;
    font-weight: 600; }
QPushButton[role="answer"]:hover { background: $ok_fill_hover; border-color: $ok_fill_hover; }
QPushButton[role="primary"]:focus, QPushButton[role="answer"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled, QPushButton[role="answer"]:disabled {
    background: $sunken; color: $disabled; border-color: $line; }
QPushButton[big="true"] { min-height: 38px; }
QPushButton[big="true"]:focus { min-height: 36px; }
QPushButton[role="danger"], QToolButton[role="danger"] { background: transparent; color: $bad;
    border-color: $line_strong; }
QPushButton[role="danger"]:hover, QToolButton[role="danger"]:hover { background: $bad_soft;
    border-color: $bad; }
QPushButton[role="danger"]:focus, QToolButton[role="danger"]:focus { border: 2px solid $bad; }
QPushButton[role="danger"]:disabled, QToolButton[role="danger"]:disabled { color: $disabled;
    border-color: $line; }
QPushButton[role="quiet"], QToolButton[role="quiet"] { background: transparent;
    border: 1px solid transparent; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border: 2px solid $focus; }
QPushButton[role="quiet"]:checked, QToolButton[role="quiet"]:checked { background: $accent_soft;
    color: $accent; }
QPushButton[role="tab"] { background: transparent; border: 1px solid transparent; color: $text_dim;
    min-height: 22px; padding: 0 8px; }
QPushButton[role="tab"]:hover { background: $hover; }
QPushButton[role="tab"]:checked { background: $selection; color: $on_selection; }
QPushButton[role="tab"]:focus { border: 2px solid $focus; padding: 0 7px; min-height: 20px; }
QToolButton[role="icon"] { background: transparent; border: 1px solid transparent; padding: 0;
    min-width: 30px; min-height: 30px; }
QToolButton[role="icon"]:hover { background: $hover; }
QToolButton[role="icon"]:pressed { background: $pressed; }
QToolButton[role="icon"]:focus { border: 2px solid $focus; min-width: 28px; min-height: 28px; }
QToolButton[role="icon"]:checked { background: $accent_soft; }

QToolButton[role="tile"] { background: transparent; border: 1px solid transparent; padding: 0;
    min-height: 46px; }
QToolButton[role="tile"]:hover { background: $hover; }
QToolButton[role="tile"]:pressed { background: $pressed; }
QToolButton[role="tile"]:checked { background: $sunken; }
QToolButton[role="tile"]:focus { border: 2px solid $focus; min-height: 44px; }
QToolButton[role="key"] { background: $sunken; border: 1px solid transparent; padding: 0;
    font-size: 15px; min-height: 34px; }
QToolButton[role="key"]:hover { background: $hover; border-color: $line_strong; }
QToolButton[role="key"]:pressed { background: $pressed; }
QToolButton[role="key"]:focus { border: 2px solid $focus; min-height: 32px; }

QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QDateTimeEdit, QSpinBox, QDoubleSpinBox {
    background: $surface; color: $text; border: 1px solid $line_strong; border-radius: 6px;
    padding: 0 8px; selection-background-color: $selection; selection-color: $on_selection; }
QLineEdit, QComboBox, QDateTimeEdit, QSpinBox, QDoubleSpinBox { min-height: 30px; }
QTextEdit, QPlainTextEdit { padding: 4px; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateTimeEdit:focus,
QSpinBox:focus, QDoubleSpinBox:focus { border: 2px solid $focus; padding: 0 7px; min-height: 28px; }
QTextEdit:focus, QPlainTextEdit:focus { padding: 3px; min-height: 0; }
QLineEdit:disabled, QComboBox:disabled, QTextEdit:disabled, QPlainTextEdit:disabled,
QDateTimeEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled { background: $bg;
    color: $disabled; border-color: $line; }
QTextEdit[role="text"], QTextEdit[role="text"]:focus { background: transparent; border: none;
    border-radius: 0; padding: 0; min-height: 0; }
QLineEdit[role="quiet"] { background: $sunken; border-color: transparent; }
QLineEdit[role="quiet"]:focus { background: $surface; border: 2px solid $focus; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line_strong;
    selection-background-color: $selection; selection-color: $on_selection; outline: none;
    padding: 4px; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }

QMenu { background: $raised; border: 1px solid $line_strong; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 8px; border-radius: 4px; min-height: 20px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $selection; color: $on_selection; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QTabWidget::pane { border: none; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $text_dim; padding: 7px 4px 6px; margin-right: 16px;
    border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:selected:focus { color: $accent; background: $accent_soft;
    border-top-left-radius: 4px; border-top-right-radius: 4px; }

QAbstractItemView { background: transparent; border: none; outline: none; color: $text;
    alternate-background-color: $bg; selection-background-color: $selection;
    selection-color: $on_selection; }
QHeaderView::section { background: transparent; color: $text_dim; border: none;
    border-bottom: 1px solid $line; padding: 4px 8px; font-weight: 600; }
QHeaderView { background: transparent; border: none; }
QTableView { gridline-color: $line; }
QTableWidget[role="edit"] { background: $surface; border: 1px solid $line_strong;
    border-radius: 6px; }
QTableWidget[role="edit"]:focus { border: 2px solid $focus; }
QTableWidget[role="edit"]:disabled { background: $bg; border-color: $line; }
QLineEdit[role="cell"], QComboBox[role="cell"] { border-radius: 0; min-height: 0; }
QLineEdit[role="cell"]:focus, QComboBox[role="cell"]:focus { min-height: 0; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $text_dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $sunken; border: none; border-radius: 2px; max-height: 4px;
    min-height: 4px; }
QProgressBar::chunk { background: $accent_fill; border-radius: 2px; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSlider::groove:horizontal { background: $sunken; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent_fill; border-radius: 2px; }
QSlider::handle:horizontal { background: $accent_fill; border: 2px solid $raised; width: 14px;
    margin: -7px 0; border-radius: 9px; }
QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled {
    background: $disabled; }
QSlider:focus { border: 2px solid $focus; border-radius: 6px; }
QStatusBar { background: $surface; }
""")

_TONE = Template("""
QLabel[tone="$tone"] { color: $ink; }
QLabel[role="chip"][tone="$tone"] { background: $soft; color: $ink; }
QFrame[role="band"][tone="$tone"] { background: $soft; }
QFrame[role="band"][tone="$tone"] QLabel { color: $ink; }
QFrame[role="banner"][tone="$tone"] { background: $soft; border: 1px solid $soft;
    border-radius: 8px; }
QFrame[role="strip"][tone="$tone"] { background: $soft; border-top: 1px solid $soft; }
QFrame[role="strip"][tone="$tone"] QLabel { color: $ink; }
QFrame[role="bar"][tone="$tone"] { background: $soft; border-bottom: 1px solid $soft; }
QFrame[role="bar"][tone="$tone"] QPushButton[role="state"] { border-color: $line_strong; }
QPushButton[role="state"][tone="$tone"] { background: $soft; color: $ink; border: 1px solid $soft;
    font-weight: 600; padding: 0 10px; text-align: left; }
QPushButton[role="state"][tone="$tone"]:hover { border-color: $ink; }
QPushButton[role="state"][tone="$tone"]:focus { border: 2px solid $ink; padding: 0 9px; }
""")


def stylesheet_text(tokens: dict[str, str]) -> str:
    """The style sheet in those colours."""
    parts = [_BASE.substitute(tokens)]
    for tone in TONES:
        inks = {"ink": tokens[tone], "soft": tokens[f"{tone}_soft"]}
        parts.append(_TONE.substitute(tokens, tone=tone, **inks))
    return "".join(parts)
