/** One mailbox and nothing that a mail server or a library could read as another, decode (RFC 2047), or take for a header. */
const ONE_MAILBOX = /^(?!.*=\?)[^\s\p{C},;:<>()[\]"\\@]+@[^\s\p{C},;:<>()[\]"\\@]+$/u;

export const isOneMailbox = (address: string) => ONE_MAILBOX.test(address);
