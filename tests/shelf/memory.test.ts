import { describe } from 'vitest';
import { passingProgress } from '../../src/shelf/progress.ts';
import { shelfSpec } from './shelf-spec.ts';

describe('the shelf in memory', () => shelfSpec(passingProgress));
