/** A text, or bytes, as a file of the reader's own: nothing leaves the tab but into their downloads. */
export function saveText(
  text: string | Uint8Array<ArrayBuffer>,
  name: string,
  type = 'application/x-ndjson',
): void {
  saveBlob(new Blob([text], { type }), name);
}

export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download holds on to what it has begun; the address is needed no longer than that takes.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
