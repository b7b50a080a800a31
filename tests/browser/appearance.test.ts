import { looksWell } from './looks';
import { OTHER_SCREENS } from './screens';

looksWell(OTHER_SCREENS);
