import { keepsToItsRow } from './matrix';
import { mutations } from './scene';

keepsToItsRow(mutations.slice(mutations.length / 2));
