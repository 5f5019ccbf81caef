// Bounds that others than the reader keep to as well, who need nothing else of it.

/** Of the text of a command: a value of a megabyte fits; what is larger is no longer something to look at. */
export const COMMAND_TEXT_MAX = 1_048_576;

/** Of the name of a node that joins. */
export const ADDED_NAME_MAX = 64;
