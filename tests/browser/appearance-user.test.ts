import { looksWell } from './looks';
import { SCREENS_OF_A_USER } from './screens';

looksWell(SCREENS_OF_A_USER);
