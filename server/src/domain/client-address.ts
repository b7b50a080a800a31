import { normalizeAddress } from './address';

/** Where a request comes from and what sent it. Read at once: a closed socket no longer tells. */
export type Asker = { address: string | null; userAgent: string | null };

const IPV4_WITH_PORT = /^([\d.]+):(\d{1,5})$/;
/** As in a URL (RFC 3986 §3.2.2), where only IPv6 is bracketed. */
const IN_BRACKETS = /^\[([^[\]]+)\](?::(\d{1,5}))?$/;
const MAX_PORT = 65_535;

/** The address in an entry of the header, to which some gateways add the client's port; null if none. */
const forwardedAddress = (entry: string): string | null => {
  const bracketed = IN_BRACKETS.exec(entry);
  const [, text, port] = bracketed ?? IPV4_WITH_PORT.exec(entry) ?? [entry, entry];
  if ((bracketed && !text?.includes(':')) || Number(port ?? 0) > MAX_PORT) return null;
  return normalizeAddress(text);
};

/**
 * The address a request comes from: the socket's peer or, if that is a trusted proxy, the last address in
 * `X-Forwarded-For` that is not one. Anything further left was written by the client. Null: unknown.
 */
export const clientAddress = ({
  socketAddress,
  forwardedFor,
  isTrusted,
}: {
  socketAddress: string | undefined;
  forwardedFor: string | undefined;
  isTrusted: (address: string) => boolean;
}): string | null => {
  const hops = forwardedFor ? forwardedFor.split(',').map((hop) => hop.trim()) : [];
  let address = normalizeAddress(socketAddress);
  while (address !== null && isTrusted(address)) {
    const before = hops.pop();
    if (before === undefined) return address;
    address = forwardedAddress(before);
  }
  return address;
};
