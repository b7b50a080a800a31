import { WORD_JOINER } from '../../../shared/typed';

/** Where a program sees an address in a text: behind a scheme, before a name of a host, and around an `@`. */
const SEAMS = /:(?=\/\/)|@|(?<=[\p{L}\p{N}-])[.\u3002\uff0e\uff61](?=\p{L})/gu;

/**
 * The text as it was, to read. Mail programs make links of what looks like an address, and a name somebody has chosen must
 * be none in our mails: a mark without width parts it where a link would begin.
 */
export const withoutLinks = (text: string): string => text.replace(SEAMS, `$&${WORD_JOINER}`);
