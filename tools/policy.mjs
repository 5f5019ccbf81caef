/**
 * What the site allows itself: its own files, and no code made from text. A link from a stranger is data, and this is the last of the
 * walls that keep it so. The build writes it into index.html, where it binds the page on any host; our server sends it as a header too,
 * which binds the Workers as well, so that the tests see what breaks it.
 *
 * Styles may stand in attributes, because Svelte's templates put them there. A frame made from text (`srcdoc`) inherits this policy, so
 * a sandbox for learner code will have to be a file of its own.
 */
export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
