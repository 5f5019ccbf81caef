/** Where a node Worker begins. */
import { programOf } from '../systems/programs.ts';
import { serveNodes } from './serve-nodes.ts';

serveNodes(self, programOf);
