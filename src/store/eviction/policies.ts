/** The policies for teaching, by the names that the command lines take. */
import { belady } from './belady.ts';
import { onlinePolicies } from './online.ts';
import type { Policy } from './policy.ts';

const { random, ...others } = onlinePolicies;
const table = { ...others, belady, random };

export type PolicyName = keyof typeof table;

export const policyNames = Object.keys(table) as readonly PolicyName[];

/** Each policy knows its own state; to everybody else it is opaque. */
export const policies: Readonly<Record<PolicyName, Policy<unknown>>> = table;
