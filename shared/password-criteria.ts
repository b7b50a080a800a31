import { MAX_PASSWORD_BYTES, MAX_TYPED_PASSWORD } from './constants';
import type { PasswordRules } from './contracts/me';
import type { PasswordPolicy } from './contracts/policy';

/** All that may be required of a new password, in display order, with the code for missing it. */
export const PASSWORD_CRITERIA = {
  minLength: 'TOO_SHORT',
  maxBytes: 'TOO_LONG',
  lower: 'NO_LOWER',
  upper: 'NO_UPPER',
  digit: 'NO_DIGIT',
  special: 'NO_SPECIAL',
  ownWords: 'OWN_WORDS',
  blocklist: 'COMMON',
  history: 'USED_BEFORE',
  breachLookup: 'BREACHED',
} as const;
export type CriterionName = keyof typeof PASSWORD_CRITERIA;
export type PasswordProblem = (typeof PASSWORD_CRITERIA)[CriterionName];

export type Criterion = {
  name: CriterionName;
  /** Null: only the server can tell, when the password is saved. */
  isMet: boolean | null;
  /** The number it asks for, where there is one. */
  value?: number;
};

/** A preset on the Environment page: shorter, and with all kinds of characters. */
export const SHORTER_WITH_ALL_KINDS = {
  minLength: 10,
  lower: true,
  upper: true,
  digit: true,
  special: true,
} as const satisfies Partial<PasswordPolicy>;

/**
 * The form in which a password is hashed and compared: some keyboards compose an accented letter, others
 * write the letter and its accent. Nothing is cut or trimmed. Overlong text stays as it is: normalizing takes
 * quadratic time (V8, UAX #15), while everybody waits.
 */
export const normalizePassword = (typed: string) =>
  typed.length > MAX_TYPED_PASSWORD ? typed : typed.normalize('NFC');

/** Whether bcrypt reads all of it, rather than matching anything that starts with the same bytes. */
export const isReadWhole = (password: string) =>
  password.length <= MAX_PASSWORD_BYTES && new TextEncoder().encode(password).length <= MAX_PASSWORD_BYTES;

const KINDS = {
  lower: /\p{Ll}/u,
  upper: /\p{Lu}/u,
  digit: /\p{Nd}/u,
  special: /[\p{P}\p{S}\p{Zs}]/u,
} as const;

/** What the policy requires and whether the password has it. The server adds what only it can tell. */
export const checkPassword = (
  typed: string,
  policy: PasswordRules['policy'],
  { ownWords }: { ownWords: readonly string[] },
): Criterion[] => {
  const password = normalizePassword(typed);
  const folded = password.toLowerCase();
  const kinds = (Object.keys(KINDS) as (keyof typeof KINDS)[])
    .filter((name) => policy[name])
    .map((name) => ({ name, isMet: KINDS[name].test(password) }));
  const hasNoOwnWord = !ownWords.some((word) => folded.includes(word));
  return [
    { name: 'minLength', isMet: [...password].length >= policy.minLength, value: policy.minLength },
    {
      name: 'maxBytes',
      isMet: isReadWhole(password),
      value: MAX_PASSWORD_BYTES,
    },
    ...kinds,
    ...(policy.ownWords ? [{ name: 'ownWords', isMet: hasNoOwnWord } as const] : []),
    ...(policy.blocklist ? [{ name: 'blocklist', isMet: null } as const] : []),
    ...(policy.history > 0 ? [{ name: 'history', isMet: null, value: policy.history } as const] : []),
    ...(policy.breachLookup ? [{ name: 'breachLookup', isMet: null } as const] : []),
  ];
};

/** Shorter words occur in many a good password by chance. */
const MIN_WORD = 4;
const NOT_IN_A_WORD = /[^\p{L}\p{M}\p{N}]+/u;

export type WordSources = {
  firstname?: string | null;
  lastname?: string | null;
  displayName?: string | null;
  userName?: string | null;
  email?: string | null;
};

/** Words of the user's record and the project's name, in lower case, that a password must not contain. */
export const ownWordsOf = (
  { firstname, lastname, displayName, userName, email }: WordSources,
  project: string,
) => {
  const [local = '', domain = ''] = (email ?? '').split('@');
  // Without the last label (`com`, `museum`), which is nobody's own.
  const labels = domain.split('.').slice(0, -1);
  const [userNameAlone = ''] = (userName ?? '').split('@');
  const sources = [firstname, lastname, displayName, userNameAlone, local, ...labels, project];
  const words = sources
    .flatMap((source) => (source ?? '').split(NOT_IN_A_WORD))
    .map((word) => normalizePassword(word).toLowerCase())
    .filter((word) => [...word].length >= MIN_WORD);
  // A password with the longer word is already refused for the shorter one in it.
  return [...new Set(words)].filter(
    (word, _, all) => !all.some((other) => other !== word && word.includes(other)),
  );
};
