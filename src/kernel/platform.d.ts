/**
 * The few globals that the pure folders may use, though the language itself does not bring them. Every host has them
 * (browsers, Workers, Node), and none of them can tell time, chance or place, so a history cannot depend on them.
 */
declare function structuredClone<Value>(value: Value): Value;

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean });
  decode(bytes: Uint8Array): string;
}
