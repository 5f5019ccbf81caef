/** What tools/build-facts.mjs puts into the page when it is built. */
declare const __BUILD__: {
  readonly version: string;
  readonly packages: readonly {
    readonly name: string;
    readonly version: string;
    readonly licence: string;
    readonly text: string;
  }[];
};
