"""What engine, store and settings say in words, marked for the translation tools.

Those rooms never load Qt: they speak English, and ``outside_words`` finds the sentence here again.
``{}`` stand where a value is. A test reads their source and fails on a sentence that is missing.
"""

from PySide6.QtCore import QT_TRANSLATE_NOOP

ENGINE = (
    QT_TRANSLATE_NOOP("OutsideWords", "The line is not ready, so no call can be made now."),
    QT_TRANSLATE_NOOP("OutsideWords", "No account is set up yet."),
    QT_TRANSLATE_NOOP("OutsideWords", "{path} is too large for a list of targets."),
    QT_TRANSLATE_NOOP("OutsideWords", "{path} is not valid CSV: {error}."),
    QT_TRANSLATE_NOOP("OutsideWords", "{path} has no column number."),
    QT_TRANSLATE_NOOP("OutsideWords", "The account cannot be changed during a call."),
    QT_TRANSLATE_NOOP("OutsideWords", "The name {name} is not known"),
    QT_TRANSLATE_NOOP("OutsideWords", "There is no phone system to call through."),
    QT_TRANSLATE_NOOP("OutsideWords", "Not a valid number."),
    QT_TRANSLATE_NOOP("OutsideWords", "Not a valid SIP address."),
    QT_TRANSLATE_NOOP("OutsideWords", "The header {name} cannot be sent."),
    QT_TRANSLATE_NOOP("OutsideWords", "Only 0-9, *, # and A-D can be sent as tones, 32 at a time."),
    QT_TRANSLATE_NOOP("OutsideWords", "The call engine could not do it ({kind})."),
    QT_TRANSLATE_NOOP("OutsideWords", "A call with this ID already exists."),
    QT_TRANSLATE_NOOP("OutsideWords", "The call could not be placed: {error}."),
    QT_TRANSLATE_NOOP("OutsideWords", "The call could not be answered: {error}."),
    QT_TRANSLATE_NOOP("OutsideWords", "The call could not be forwarded: {error}."),
    QT_TRANSLATE_NOOP("OutsideWords", "The call could not be {done}: {error}."),
    QT_TRANSLATE_NOOP("OutsideWords", "put on hold"),
    QT_TRANSLATE_NOOP("OutsideWords", "taken back"),
    QT_TRANSLATE_NOOP("OutsideWords", "another change of the call is under way"),
    QT_TRANSLATE_NOOP("OutsideWords", "the other side refused"),
    QT_TRANSLATE_NOOP("OutsideWords", "This call is not ringing."),
    QT_TRANSLATE_NOOP(
        "OutsideWords", "A call can be refused with 480, 486 or 603, not with {code}."
    ),
    QT_TRANSLATE_NOOP("OutsideWords", "Only a running call can be put on hold."),
    QT_TRANSLATE_NOOP("OutsideWords", "This call is not on hold."),
    QT_TRANSLATE_NOOP("OutsideWords", "This call is being transferred."),
    QT_TRANSLATE_NOOP("OutsideWords", "This call is already being transferred."),
    QT_TRANSLATE_NOOP("OutsideWords", "Only an answered call can be transferred."),
    QT_TRANSLATE_NOOP("OutsideWords", "Tones can be sent in a running call only."),
    QT_TRANSLATE_NOOP("OutsideWords", "The tones could not be sent: {error}."),
    QT_TRANSLATE_NOOP("OutsideWords", "The other call could not be put on hold: {why}."),
    QT_TRANSLATE_NOOP("OutsideWords", "This call is not answered yet."),
    QT_TRANSLATE_NOOP("OutsideWords", "Cancelled before it was dialled."),
    QT_TRANSLATE_NOOP("OutsideWords", "This call is over."),
    QT_TRANSLATE_NOOP("OutsideWords", "Both calls must be answered first."),
    QT_TRANSLATE_NOOP("OutsideWords", "Calls of a conference cannot be swapped."),
    QT_TRANSLATE_NOOP("OutsideWords", "These calls are not a conference."),
    QT_TRANSLATE_NOOP("OutsideWords", "The echo test cannot run during a call."),
    QT_TRANSLATE_NOOP("OutsideWords", "The calls were not mixed: {error}."),
    QT_TRANSLATE_NOOP("OutsideWords", "Recordings are not set up."),
    QT_TRANSLATE_NOOP("OutsideWords", "This recording is still being made."),
    QT_TRANSLATE_NOOP("OutsideWords", "The recordings folder must be an absolute path."),
    QT_TRANSLATE_NOOP("OutsideWords", "The key of the recordings cannot be read."),
    QT_TRANSLATE_NOOP("OutsideWords", "The key of the recordings has the wrong length."),
    QT_TRANSLATE_NOOP("OutsideWords", "Recordings cannot be encrypted without a key."),
    QT_TRANSLATE_NOOP("OutsideWords", "The notice of recordings cannot be played: {error}."),
    QT_TRANSLATE_NOOP("OutsideWords", "the spoken notice is empty"),
    QT_TRANSLATE_NOOP("OutsideWords", "the recording is damaged or was changed"),
    QT_TRANSLATE_NOOP("OutsideWords", "the file is too short"),
    QT_TRANSLATE_NOOP("OutsideWords", "the file is no recording of this program"),
    QT_TRANSLATE_NOOP("OutsideWords", "the file is no Opus recording: {error}"),
    QT_TRANSLATE_NOOP("OutsideWords", "the library for Opus files is missing: {error}"),
    QT_TRANSLATE_NOOP("OutsideWords", "A recording cannot be named after this contact."),
    QT_TRANSLATE_NOOP("OutsideWords", "This contact is already being recorded."),
    QT_TRANSLATE_NOOP("OutsideWords", "There is no call to record."),
    QT_TRANSLATE_NOOP("OutsideWords", "There is no such call to record."),
    QT_TRANSLATE_NOOP("OutsideWords", "Too many recordings at once."),
    QT_TRANSLATE_NOOP("OutsideWords", "Recordings must not be paused."),
    QT_TRANSLATE_NOOP("OutsideWords", "This recording is not paused."),
    QT_TRANSLATE_NOOP("OutsideWords", "This recording is over."),
    QT_TRANSLATE_NOOP("OutsideWords", "A recording can be played only while there is no call."),
    QT_TRANSLATE_NOOP("OutsideWords", "This is not a recording."),
    QT_TRANSLATE_NOOP("OutsideWords", "An echo test is running. Play the recording after it."),
    QT_TRANSLATE_NOOP(
        "OutsideWords", "The recording is encrypted, and the keyring has no key for it."
    ),
    QT_TRANSLATE_NOOP("OutsideWords", "The recording is no longer on this computer."),
    QT_TRANSLATE_NOOP(
        "OutsideWords", "The recording was encrypted with another key than the keyring's."
    ),
    QT_TRANSLATE_NOOP("OutsideWords", "The recording cannot be read: {error}."),
    QT_TRANSLATE_NOOP("OutsideWords", "Old recordings cannot be deleted in {folder}: {error}."),
)
TLS = (
    QT_TRANSLATE_NOOP(
        "OutsideWords",
        "The phone system's certificate is for another name. Tell your administrator.",
    ),
    QT_TRANSLATE_NOOP(
        "OutsideWords",
        "The phone system's certificate has expired, or this computer's clock is wrong. "
        "Tell your administrator.",
    ),
    QT_TRANSLATE_NOOP(
        "OutsideWords",
        "The phone system's certificate comes from an authority this computer does not trust. "
        "Tell your administrator.",
    ),
    QT_TRANSLATE_NOOP(
        "OutsideWords", "The phone system's certificate is not valid. Tell your administrator."
    ),
    QT_TRANSLATE_NOOP(
        "OutsideWords",
        "The phone system offers only an old version of TLS. 1.2 or newer is "
        "needed. Tell your administrator.",
    ),
    QT_TRANSLATE_NOOP(
        "OutsideWords",
        "The phone system does not speak TLS at this port. Tell your administrator.",
    ),
    QT_TRANSLATE_NOOP(
        "OutsideWords",
        "The file of trusted certificates {path} cannot be read. Tell your administrator.",
    ),
)
SOUND = (
    QT_TRANSLATE_NOOP("OutsideWords", "The {role} could not be opened. Choose another one."),
    QT_TRANSLATE_NOOP("OutsideWords", "No {role} found: {effect}."),
    QT_TRANSLATE_NOOP("OutsideWords", "Echo cancellation cannot be used. Wear a wired headset."),
    QT_TRANSLATE_NOOP("OutsideWords", "microphone"),
    QT_TRANSLATE_NOOP("OutsideWords", "speaker"),
    QT_TRANSLATE_NOOP("OutsideWords", "ringer"),
    QT_TRANSLATE_NOOP("OutsideWords", "callers cannot hear you"),
    QT_TRANSLATE_NOOP("OutsideWords", "you cannot hear callers"),
    QT_TRANSLATE_NOOP("OutsideWords", "calls do not ring"),
    QT_TRANSLATE_NOOP("OutsideWords", "This computer does not let the program use its keys."),
)
STORE = (
    QT_TRANSLATE_NOOP("OutsideWords", "The disk is full. Free some space, then try again."),
    QT_TRANSLATE_NOOP(
        "OutsideWords", "Your disk quota is used up. Free some space, then try again."
    ),
    QT_TRANSLATE_NOOP("OutsideWords", "The disk is read-only. Choose another data folder."),
    QT_TRANSLATE_NOOP(
        "OutsideWords", "The disk reported an error. Check the disk, then try again."
    ),
    QT_TRANSLATE_NOOP(
        "OutsideWords", "The data folder may not be written to. Ask for access, then try again."
    ),
    QT_TRANSLATE_NOOP("OutsideWords", "The file does not exist."),
    QT_TRANSLATE_NOOP("OutsideWords", "This is a folder, not a file."),
    QT_TRANSLATE_NOOP("OutsideWords", "The file could not be used: {error}."),
    QT_TRANSLATE_NOOP(
        "OutsideWords",
        "The database is read-only. Ask for write access to the data folder, then try again.",
    ),
    QT_TRANSLATE_NOOP(
        "OutsideWords",
        "The database is locked by another program. Close that program, then try again.",
    ),
    QT_TRANSLATE_NOOP(
        "OutsideWords",
        "The database cannot be opened. Check that the data folder exists and may be written to.",
    ),
    QT_TRANSLATE_NOOP(
        "OutsideWords",
        "The database is damaged. Start the program again: it repairs what it can.",
    ),
    QT_TRANSLATE_NOOP(
        "OutsideWords", "The database refused the entry: it contradicts another one."
    ),
    QT_TRANSLATE_NOOP("OutsideWords", "The text is too long to be stored."),
    QT_TRANSLATE_NOOP(
        "OutsideWords", "The database could not do this ({kind}). The log has the details."
    ),
    QT_TRANSLATE_NOOP(
        "OutsideWords",
        "The database was created by a newer version of this program. "
        "Install that version, or choose another data folder.",
    ),
    QT_TRANSLATE_NOOP("OutsideWords", "A new database could not be made: {problem}"),
    QT_TRANSLATE_NOOP("OutsideWords", "a folder has the database's name"),
    QT_TRANSLATE_NOOP(
        "OutsideWords", "Numbers cannot be read: the program was started without a country."
    ),
    QT_TRANSLATE_NOOP("OutsideWords", "The sample data cannot be read: {error}."),
    QT_TRANSLATE_NOOP(
        "OutsideWords", "The sample data is wrong in line {line}, {field} “{value}”: {problem}."
    ),
)
IMPORT_FILE = (
    QT_TRANSLATE_NOOP("OutsideWords", "The file is empty."),
    QT_TRANSLATE_NOOP(
        "OutsideWords", "The file is larger than {limit} MB. Split it and import the parts."
    ),
    QT_TRANSLATE_NOOP("OutsideWords", "More than {limit} rows. Split the file."),
    QT_TRANSLATE_NOOP(
        "OutsideWords",
        "The file's characters cannot be read. Choose another encoding, "
        "or save it as UTF-8 and try again.",
    ),
    QT_TRANSLATE_NOOP("OutsideWords", "Unknown encoding: “{name}”."),
    QT_TRANSLATE_NOOP(
        "OutsideWords",
        "The file cannot be read. Close it in the other program, or ask for access to it, "
        "then try again.",
    ),
    QT_TRANSLATE_NOOP(
        "OutsideWords",
        "The file cannot be read: the disk reported an error. Copy it elsewhere first.",
    ),
    QT_TRANSLATE_NOOP("OutsideWords", "The program is closing: the import was stopped."),
    QT_TRANSLATE_NOOP(
        "OutsideWords", "Two columns say the same: “{first}” and “{second}”. Remove one."
    ),
    QT_TRANSLATE_NOOP(
        "OutsideWords",
        "No column is named for: {fields}. docs/store.md lists the names that are understood.",
    ),
    QT_TRANSLATE_NOOP(
        "OutsideWords",
        "There is neither an id nor a number column: nothing tells customers apart.",
    ),
    QT_TRANSLATE_NOOP("OutsideWords", "Line {line} was read: “{cells}”."),
    QT_TRANSLATE_NOOP("OutsideWords", "Only these can be imported: {kinds}."),
    QT_TRANSLATE_NOOP(
        "OutsideWords", "The file has changed since the preview. Look at the preview again."
    ),
)
IMPORT_ROW = (
    QT_TRANSLATE_NOOP("OutsideWords", "the name is missing"),
    QT_TRANSLATE_NOOP("OutsideWords", "neither an id nor a number"),
    QT_TRANSLATE_NOOP("OutsideWords", "it is missing"),
    QT_TRANSLATE_NOOP("OutsideWords", "more cells than the header has"),
    QT_TRANSLATE_NOOP("OutsideWords", "the same as in line {line}"),
    QT_TRANSLATE_NOOP("OutsideWords", "{count} more rows have problems"),
    QT_TRANSLATE_NOOP("OutsideWords", "several customers have this number: give an id"),
    QT_TRANSLATE_NOOP("OutsideWords", "no such customer: import customers first"),
    QT_TRANSLATE_NOOP("OutsideWords", "longer than {limit} characters"),
    QT_TRANSLATE_NOOP("OutsideWords", "{count} more rows to check"),
    QT_TRANSLATE_NOOP("OutsideWords", "a quotation mark is opened and never closed"),
    QT_TRANSLATE_NOOP(
        "OutsideWords",
        "not a known tier (normal, silver, gold, vip): left as it is, new customers are normal",
    ),
    QT_TRANSLATE_NOOP("OutsideWords", "read as {tier}"),
    QT_TRANSLATE_NOOP("OutsideWords", "customer {id} already has this number"),
    QT_TRANSLATE_NOOP(
        "OutsideWords", "customer {id} has this number: has the id lost its leading zeros?"
    ),
    QT_TRANSLATE_NOOP("OutsideWords", "more than {limit} numbers"),
    QT_TRANSLATE_NOOP(
        "OutsideWords",
        "the spreadsheet has shortened this number: format the column as text, export again",
    ),
    QT_TRANSLATE_NOOP("OutsideWords", "digits are hidden: no customer can be found by it"),
    QT_TRANSLATE_NOOP("OutsideWords", "not a phone number"),
    QT_TRANSLATE_NOOP("OutsideWords", "{reason}: not imported"),
    QT_TRANSLATE_NOOP("OutsideWords", "not a date: write it like 2025-03-01 or 2025-03-01 14:30"),
    QT_TRANSLATE_NOOP("OutsideWords", "not a currency code: write it like CNY or USD"),
    QT_TRANSLATE_NOOP("OutsideWords", "not an amount in this currency"),
    QT_TRANSLATE_NOOP("OutsideWords", "not an amount: write it like 1234.50"),
)
SETTINGS = (
    QT_TRANSLATE_NOOP("OutsideWords", "{path} is too large for a settings file."),
    QT_TRANSLATE_NOOP("OutsideWords", "{path} is too large for a list of targets."),
    QT_TRANSLATE_NOOP("OutsideWords", "{path} is not valid CSV: {problem}."),
    QT_TRANSLATE_NOOP("OutsideWords", "{path} has no column number."),
    QT_TRANSLATE_NOOP("OutsideWords", "{path} cannot be read: {error}."),
    QT_TRANSLATE_NOOP("OutsideWords", "{path} is not UTF-8. Save it as UTF-8 text."),
    QT_TRANSLATE_NOOP("OutsideWords", "{path} is not valid TOML: {error}. Correct that line."),
    QT_TRANSLATE_NOOP("OutsideWords", "{path}: {problem}. Correct that field."),
    QT_TRANSLATE_NOOP("OutsideWords", "{path}: the field {field} is not known and is ignored."),
    QT_TRANSLATE_NOOP("OutsideWords", "field {name}: {problem}"),
    QT_TRANSLATE_NOOP("OutsideWords", "this computer has no keyring"),
    QT_TRANSLATE_NOOP("OutsideWords", "this computer's keyring is not encrypted"),
    QT_TRANSLATE_NOOP("OutsideWords", "the keyring refused: {error}"),
    QT_TRANSLATE_NOOP("OutsideWords", "the keyring did not answer within {limit} s"),
)
SENTENCES = tuple(
    str(one) for one in ENGINE + TLS + SOUND + STORE + IMPORT_FILE + IMPORT_ROW + SETTINGS
)
