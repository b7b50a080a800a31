import { normalizeAddress } from './address';

/**
 * The address a request comes from: the other end of the socket; where that is a trusted proxy, the last address in
 * `X-Forwarded-For` that is not one. Whatever stands further left was written by the client. Null: unknown.
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
    address = normalizeAddress(before);
  }
  return address;
};
