/** How much of an address is looked at before it is trimmed. */
export const MAX_TYPED_ADDRESS = 320;

/** RFC 5322 §3.2.3, and letters of any script (RFC 6531 §3.3). */
const ATOM = String.raw`[\p{L}\p{M}\p{N}!#$%&'*+/=?^_\x60{|}~-]+`;
/** RFC 1123 §2.1, and letters of any script (RFC 5890). */
const LABEL = String.raw`[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?`;
/** As in Strapi: between letters. An IP address has none. */
const TOP_LEVEL = String.raw`\p{L}[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}]`;

/**
 * An address that a user can have: what Strapi accepts and mail can be delivered to. Never quoted, and with
 * nothing that some library decodes (RFC 2047) or that is unseen, so that nobody reads it as another one.
 */
export const E_MAIL_ADDRESS = new RegExp(
  String.raw`^(?!.*(?:=\?|\p{DI}))(?=[^@]{1,64}@)${ATOM}(?:\.${ATOM})*@(?:${LABEL}\.)+${TOP_LEVEL}$`,
  'u',
);
