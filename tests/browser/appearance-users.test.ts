import { looksWell } from './looks';
import { SCREENS_OF_USERS } from './screens';

looksWell(SCREENS_OF_USERS);
