import { isEnglish, isGerman } from './german';
import { OTHER_SCREENS, type Screen } from './screens';

const HOME: Screen = {
  name: 'the home page',
  path: () => '../..',
  open: (page, t) => page.getByText(t('widget.locked.title')).waitFor(),
};

isGerman([...OTHER_SCREENS, HOME]);

it('would notice what is English', () => {
  for (const text of ['Never', 'Add user', '12 users', 'Delete 10.*', 'Edit Ada Lovelace'])
    expect([text, isEnglish(text)]).toEqual([text, true]);
});
