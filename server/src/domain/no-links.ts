import { WORD_JOINER } from '../../../shared/typed';

/** Where programs see a URL or an address in a text: after a scheme, before a host label, around an `@`. */
const SEAMS = /:(?=\/\/)|@|(?<=[\p{L}\p{N}-])[.\u3002\uff0e\uff61](?=\p{L})/gu;

/**
 * The text, to a reader as it was. Mail programs turn what looks like a URL into a link, and a name that
 * somebody chose must not become one in our mails: a zero-width mark splits it where a link would begin.
 */
export const withoutLinks = (text: string): string => text.replace(SEAMS, `$&${WORD_JOINER}`);
