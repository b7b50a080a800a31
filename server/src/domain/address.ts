import ipaddr from 'ipaddr.js';

/** The one spelling of an address, IPv4-mapped IPv6 as IPv4 (RFC 5952; RFC 4291 §2.5.5.2); null where it is none. */
export const normalizeAddress = (text: string | null | undefined): string | null => {
  if (!text || !(ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text))) return null;
  const address = ipaddr.process(text);
  // A zone names an interface of the machine it was seen on and says nothing about the other end.
  if (address instanceof ipaddr.IPv6) address.zoneId = undefined;
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
};
