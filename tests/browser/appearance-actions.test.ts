import { looksWell } from './looks';
import { SCREENS_OF_ACTIONS } from './screens';

looksWell(SCREENS_OF_ACTIONS);
