import fc from 'fast-check';

import { isRunOfEverything } from './run';

/** The same inputs each time, so that only a change fails a test; the run of everything tries new ones. */
if (!isRunOfEverything) fc.configureGlobal({ seed: 20_261_129 });

export default fc;
