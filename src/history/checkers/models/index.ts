/** The models that a history can be held against, by the names that `npm run lab -- check --model` takes. */
import type { Checker } from '../checker.ts';
import { redisChecker } from './redis.ts';
import { cellCheckers } from './register.ts';

export const checkers: ReadonlyMap<string, Checker> = new Map(
  [...cellCheckers, redisChecker].map((checker) => [checker.name, checker]),
);
