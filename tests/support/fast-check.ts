import fc from 'fast-check';

import { isRunOfEverything } from './run';

/** The same inputs each time, so that only a change turns a test red; the run of everything looks for new ones. */
if (!isRunOfEverything) fc.configureGlobal({ seed: 20_261_129 });

export default fc;
