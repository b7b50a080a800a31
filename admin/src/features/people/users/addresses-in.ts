import { E_MAIL_ADDRESS } from '../../../../../shared/e-mail-address';
import { trimTyped } from '../../../../../shared/typed';

export type Recipients = {
  /** In lower case, without duplicates. */
  addresses: string[];
  /** What was written in place of an address, unchanged. */
  wrong: string[];
};

type Token = { kind: 'word' | 'angle' | 'comma' | 'end'; text: string };

/**
 * In this order: quoted names and comments, which say who it is; addresses in angle brackets; separators;
 * words. What is opened but never closed is a word, and so no address (RFC 5322 §3.2 and §3.4).
 */
const TOKENS =
  /(?<name>"(?:[^"\\]|\\.)*"|\((?:[^()\\]|\\.)*\))|<(?<angle>[^<>]*)>|(?<comma>[,，、])|(?<end>[;；\r\n\t]+)|(?<word>[^\s,，、;；<>"()]+|[<>"()])/gsu;

const tokensOf = (text: string): Token[] =>
  [...text.matchAll(TOKENS)].flatMap(({ groups = {} }): Token[] => {
    const [kind, found] = Object.entries(groups).find(([, value]) => value !== undefined) ?? [];
    return kind === undefined || kind === 'name' ? [] : [{ kind: kind as Token['kind'], text: found ?? '' }];
  });

const partedBy = (kind: Token['kind'], tokens: readonly Token[]): Token[][] => {
  const parts: Token[][] = [[]];
  for (const token of tokens)
    if (token.kind === kind) parts.push([]);
    else parts.at(-1)?.push(token);
  return parts;
};

const plain = ({ text }: Token) =>
  trimTyped(text)
    .replace(/^mailto:/i, '')
    .replace(/^'(.*)'$/, '$1')
    .normalize()
    .toLowerCase();
const isAddress = (token: Token) => E_MAIL_ADDRESS.test(plain(token));

/** What was written between two commas: one address after a name, or several separated by blanks. */
const readPart = (part: readonly Token[]): Recipients => {
  const angles = part.filter(({ kind }) => kind === 'angle');
  const [angle] = angles;
  if (!angle) {
    // Like the start of a mail header: `To:`.
    const words = part.filter(({ text }, place) => place > 0 || !/^\p{L}+:$/u.test(text));
    return {
      addresses: words.filter(isAddress).map(plain),
      wrong: words.filter((word) => !isAddress(word)).map(({ text }) => text),
    };
  }
  const isOthers = (token: Token) => token.text.includes('@') && plain(token) !== plain(angle);
  // With two addresses side by side, or words after one, it is unclear which is meant.
  if (angles.length > 1 || part.some(isOthers) || part.at(-1) !== angle || !isAddress(angle))
    return { addresses: [], wrong: [asWritten(part)] };
  return { addresses: [plain(angle)], wrong: [] };
};

const asWritten = (part: readonly Token[]) =>
  part.map(({ kind, text }) => (kind === 'angle' ? `<${text}>` : text)).join(' ');

/** `Lane, Ann <…>`: if a name precedes the only address, the comma belongs to the name. */
const withoutCommasOfNames = (line: Token[]) => {
  const isOfName =
    line.at(-1)?.kind === 'angle' && line.filter(({ text }) => text.includes('@')).length === 1;
  return isOfName ? line.filter(({ kind }) => kind !== 'comma') : line;
};

/** The addresses in text typed, or pasted from a mail, a list or a sheet, with or without names. */
export const recipientsIn = (text: string): Recipients => {
  const parts = partedBy('end', tokensOf(text))
    .flatMap((line) => partedBy('comma', withoutCommasOfNames(line)))
    .filter((part) => part.length > 0)
    .map(readPart);
  return {
    addresses: [...new Set(parts.flatMap(({ addresses }) => addresses))],
    wrong: [...new Set(parts.flatMap(({ wrong }) => wrong))],
  };
};
