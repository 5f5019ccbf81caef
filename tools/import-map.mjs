/**
 * An ESLint rule: the import map for components. dependency-cruiser sees a component only after it was compiled, and by then its type-only
 * imports are gone; so here the same table is asked about the imports as they are written.
 */
import { relative, resolve, sep } from 'node:path';
import cruiser from '../.dependency-cruiser.cjs';
import { root } from './process.mjs';

const { layers } = cruiser;

/** @type {import('eslint').Rule.RuleModule} */
export const importMap = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'folders import only what .dependency-cruiser.cjs allows' },
    messages: {
      forbidden: 'src/{{from}} may not import src/{{to}}: see the table in .dependency-cruiser.cjs.',
      shape: 'src/{{from}} may only `import type` from src/{{to}}.',
    },
  },
  create(context) {
    const here = folderOf(context.filename);
    const layer = here === undefined ? undefined : layers[here];
    if (here === undefined || layer === undefined) return {};
    /** @param {import('eslint').Rule.Node & { source?: unknown, importKind?: string, exportKind?: string }} node */
    const check = (node) => {
      const path = /** @type {{ value?: unknown } | null} */ (node.source)?.value;
      if (typeof path !== 'string' || !path.startsWith('.')) return;
      const to = folderOf(resolve(context.filename, '..', path));
      if (to === undefined || to === here || layer.folders.includes(to)) return;
      const onlyTypes = node.importKind === 'type' || node.exportKind === 'type';
      if (layer.types?.includes(to) && onlyTypes) return;
      context.report({
        node,
        messageId: layer.types?.includes(to) ? 'shape' : 'forbidden',
        data: { from: here, to },
      });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

/** @param {string} file */
function folderOf(file) {
  const [top, folder] = relative(root, file).split(sep);
  return top === 'src' ? folder : undefined;
}
