import { isGerman } from './german';
import { SCREENS_OF_A_USER, SCREENS_OF_ACTIONS, SCREENS_OF_USERS } from './screens';

isGerman([...SCREENS_OF_USERS, ...SCREENS_OF_A_USER, ...SCREENS_OF_ACTIONS]);
