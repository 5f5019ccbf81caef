/** What tools/help-pages.mjs makes of a page of docs/: a HelpPage of blocks.ts. */
declare module '*.md?help' {
  export const page: unknown;
}
