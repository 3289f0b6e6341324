"""The main window and what surrounds the columns: bars, toast, tray, menus."""
