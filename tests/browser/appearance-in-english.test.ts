import { looksWell } from './looks';
import { OTHER_SCREENS, SCREENS_OF_A_USER, SCREENS_OF_ACTIONS, SCREENS_OF_USERS } from './screens';

looksWell([...SCREENS_OF_USERS, ...SCREENS_OF_A_USER, ...SCREENS_OF_ACTIONS, ...OTHER_SCREENS], 'en');
