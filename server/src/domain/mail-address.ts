/** One mailbox that no server or library reads as another, decodes (RFC 2047), or takes for a header. */
const ONE_MAILBOX = /^(?!.*=\?)[^\s\p{C},;:<>()[\]"\\@]+@[^\s\p{C},;:<>()[\]"\\@]+$/u;

export const isOneMailbox = (address: string) => ONE_MAILBOX.test(address);
