import { printable } from './printable';

const MAX = 255;
/** Parts of a link shorter than this are words; longer ones let somebody in. */
const TOKEN_LENGTH = 12;
const GONE = '…';

/**
 * A mail server's answer, fit for the log: one printable line, without URLs and without the mail's secrets,
 * which some servers repeat.
 */
export const cleanAnswer = (answer: string, secrets: readonly string[]): string => {
  const parts = secrets.flatMap((secret) => [
    secret,
    ...secret.split(/[#?&=/]/).filter((part) => part.length >= TOKEN_LENGTH),
  ]);
  const stripped = parts
    .filter((part) => part !== '')
    .reduce((text, part) => text.replaceAll(part, GONE), answer)
    .replace(/\bhttps?:\/\/\S+/gi, GONE);
  return printable(stripped.replace(/\s+/g, ' ').trim()).slice(0, MAX);
};
