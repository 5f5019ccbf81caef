// What the schemas refuse, in this project's own words. No sentence of the library ever reaches a person: its words are English of
// another voice, change with its versions, and speak of schemas instead of scenarios.

import type * as v from 'valibot';
import { show } from './fault.ts';

/** Given to every parse as the message of last resort; a schema's own sentence comes before it. */
export function sentence(issue: v.BaseIssue<unknown>): string {
  const shown = show(issue.input);
  switch (issue.type) {
    case 'object':
    case 'loose_object':
      return 'this key is missing'; // `exact` has seen to it that the value is an object
    case 'never':
      return 'this key is not known here';
    case 'array':
      return `${shown} is not a list`;
    case 'string':
      return `${shown} is not a text`;
    case 'number':
      return `${shown} is not a number`;
    case 'boolean':
      return `${shown} is neither true nor false`;
    case 'integer':
      return `${shown} is not a whole number`;
    case 'min_value':
      return `${shown} is less than ${String(issue.requirement)}`;
    case 'max_value':
      return `${shown} is more than ${String(issue.requirement)}`;
    case 'min_length':
      return Array.isArray(issue.input) ? 'this list is empty' : 'this text is empty';
    case 'max_length':
      return `this text is longer than ${String(issue.requirement)} characters`;
    case 'picklist':
    case 'literal':
      return `${shown} is not allowed here, only ${options(issue)}`;
    default:
      return `${shown} is not allowed here`;
  }
}

// The library lists what it expects as `("power" | "process")`.
function options(issue: v.BaseIssue<unknown>): string {
  return (issue.expected ?? '').replace(/^\(|\)$/g, '').replaceAll(' | ', ', ');
}
