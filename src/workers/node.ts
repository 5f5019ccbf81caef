/** Where a node Worker begins. */
import { programOf } from '../systems/registry.ts';
import { serveNodes } from './serve-nodes.ts';

serveNodes(self, programOf);
