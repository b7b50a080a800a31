import { isEnglish } from './german';
import { looksWell } from './looks';
import { OTHER_SCREENS } from './screens';

looksWell(OTHER_SCREENS);

it('would notice what is English', () => {
  for (const text of ['Never', 'Add user', '12 users', 'Delete 10.*', 'Actions for Ada Lovelace'])
    expect([text, isEnglish(text)]).toEqual([text, true]);
});
