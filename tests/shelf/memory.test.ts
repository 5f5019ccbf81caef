import { expect, test } from 'vitest';
import { passingProgress } from '../../src/shelf/progress.ts';
import { shelfCases } from './shelf-cases.ts';

test.each(shelfCases)('the shelf in memory %s', (_, run) => run(passingProgress(), expect));
