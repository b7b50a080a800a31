import { MAX_TYPED_PASSWORD } from '../../shared/constants';
import { DEFAULT_POLICY } from '../../shared/contracts/policy';
import {
  checkPassword,
  isReadWhole,
  normalizePassword,
  ownWordsOf,
  SHORTER_WITH_ALL_KINDS,
} from '../../shared/password-criteria';

const { maxAgeDays: _, ...byDefault } = DEFAULT_POLICY.password;
const NOTHING = {
  ...byDefault,
  minLength: 8,
  history: 0,
  blocklist: false,
  ownWords: false,
  breachLookup: false,
};

const missed = (password: string, policy: Partial<typeof byDefault> = {}, ownWords: string[] = []) =>
  checkPassword(password, { ...NOTHING, ...policy }, { ownWords })
    .filter(({ isMet }) => isMet === false)
    .map(({ name }) => name);

describe('what is asked of a password', () => {
  it('is what the policy asks for and nothing else, always in the same order', () => {
    const names = (policy: Partial<typeof byDefault>) =>
      checkPassword('', { ...NOTHING, ...policy }, { ownWords: [] }).map(({ name }) => name);

    expect(names({})).toEqual(['minLength', 'maxBytes']);
    expect(names({ ...byDefault, ...SHORTER_WITH_ALL_KINDS, breachLookup: true })).toEqual([
      'minLength',
      'maxBytes',
      'lower',
      'upper',
      'digit',
      'special',
      'ownWords',
      'blocklist',
      'history',
      'breachLookup',
    ]);
  });

  it('is not known before it is saved where the server alone can tell', () => {
    const unknown = checkPassword('x', { ...byDefault, breachLookup: true }, { ownWords: [] }).filter(
      ({ isMet }) => isMet === null,
    );

    expect(unknown.map(({ name }) => name)).toEqual(['blocklist', 'history', 'breachLookup']);
  });
});

describe('a text that is longer than any password', () => {
  const tooLong = 'e\u0301'.repeat(MAX_TYPED_PASSWORD);

  it('is not normalized, which would take the square of its length', () => {
    expect(normalizePassword(tooLong)).toBe(tooLong);
    expect(normalizePassword('e\u0301')).toBe('\u00e9');
  });

  it('is no password', () => {
    expect(isReadWhole(tooLong)).toBe(false);
    expect(isReadWhole('é'.repeat(36))).toBe(true);
    expect(isReadWhole('é'.repeat(37))).toBe(false);
  });
});

describe('the length', () => {
  it.each([
    ['8 letters', 'abcdefgh', []],
    ['7 letters', 'abcdefg', ['minLength']],
    ['7 signs of two code units each', '🙂'.repeat(7), ['minLength']],
    ['8 letters whose accents are typed apart', 'a\u0301'.repeat(8), []],
    ['7 of them, which are 14 as typed', 'a\u0301'.repeat(7), ['minLength']],
    ['72 bytes', 'x'.repeat(72), []],
    ['73 bytes', 'x'.repeat(73), ['maxBytes']],
    ['74 bytes of 37 letters', 'ü'.repeat(37), ['maxBytes']],
    ['72 bytes once its accents are composed', 'u\u0308'.repeat(36), []],
    ['spaces, which nobody cuts off', '        ', []],
  ])('of %s', (_name, password, expected) => expect(missed(password)).toEqual(expected));
});

describe('kinds', () => {
  it.each([
    ['lower', 'ABCDEFG1', 'ABCDEFGß'],
    ['upper', 'abcdefg1', 'abcdefgÄ'],
    ['digit', 'abcdefgh', 'abcdefg٣'],
    ['special', 'abcdefg1', 'abcdefg€'],
  ] as const)('%s: one of any script will do', (kind, without, withOne) => {
    expect(missed(without, { [kind]: true })).toEqual([kind]);
    expect(missed(withOne, { [kind]: true })).toEqual([]);
  });
});

describe("words of the user's own", () => {
  const ada = {
    firstname: 'Ada',
    lastname: 'Lovelace-King',
    displayName: 'Countess',
    userName: 'enchantress',
    email: 'ada.byron@analytical.example.test',
  };

  it('are the longer ones of names, user name, address and project, in lower case', () => {
    expect(ownWordsOf(ada, '@difference/engine-cms')).toEqual([
      'lovelace',
      'king',
      'countess',
      'enchantress',
      'byron',
      'analytical',
      'example',
      'difference',
      'engine',
    ]);
  });

  it('leave out what holds a shorter one', () => {
    expect(ownWordsOf({ firstname: 'Anna', userName: 'annabella' }, '')).toEqual(['anna']);
  });

  it.each(['my-LOVELACE-77', 'Xbyron!x', 'countessCOUNTESS'])('refuse %s', (password) => {
    expect(missed(password, { ownWords: true }, ownWordsOf(ada, ''))).toEqual(['ownWords']);
  });

  it('are found however their accents are typed', () => {
    const words = ownWordsOf({ lastname: 'Müller' }, '');

    expect(missed('xx-Mu\u0308ller-xx', { ownWords: true }, words)).toEqual(['ownWords']);
  });

  it('do not refuse another password, nor any where the policy does not ask', () => {
    expect(missed('correct-horse', { ownWords: true }, ownWordsOf(ada, ''))).toEqual([]);
    expect(missed('lovelace', {}, ownWordsOf(ada, ''))).toEqual([]);
  });
});
