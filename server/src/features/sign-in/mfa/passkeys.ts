import { isIP } from 'node:net';

import type * as WebAuthn from '@simplewebauthn/server';

import type { NewPasskey, UsedPasskey } from '../../../../../shared/contracts/mfa';
import { projectOf } from '../../../platform/project';
import { requireLazily } from '../../../domain/require-lazily';
import type { Strapi } from '../../../platform/strapi';
import type { StoredFactor } from './store';

type Transport = 'usb' | 'nfc' | 'ble' | 'internal' | 'hybrid' | 'cable' | 'smart-card';
type Passkey = Pick<StoredFactor, 'credentialId' | 'publicKey' | 'signCount' | 'transports'>;

/** Some 300 files, most of them about certificates. */
const webAuthn = () => requireLazily<typeof WebAuthn>('@simplewebauthn/server');

/**
 * Where passkeys are valid: the panel's domain and origin, from Strapi's configuration and never from a
 * request. Null if the panel has no domain name: browsers then create no passkeys (WebAuthn §5.1.3).
 */
export const relyingPartyOf = (strapi: Strapi) => {
  const { name, url } = projectOf(strapi);
  const panel = URL.canParse(url) ? new URL(url) : null;
  if (!panel || isIP(panel.hostname.replace(/^\[|\]$/g, ''))) return null;
  return { name, id: panel.hostname, origin: panel.origin };
};
export type RelyingParty = NonNullable<ReturnType<typeof relyingPartyOf>>;

const reached = ({ credentialId, transports }: Passkey) => ({
  id: credentialId as string,
  transports: transports as Transport[],
});

export const creationOptions = (
  party: RelyingParty,
  user: { id: number; email: string; displayName: string },
  passkeys: readonly Passkey[],
) =>
  webAuthn().generateRegistrationOptions({
    rpName: party.name,
    rpID: party.id,
    userID: new TextEncoder().encode(`gatehouse-${user.id}`),
    userName: user.email,
    userDisplayName: user.displayName,
    excludeCredentials: passkeys.map(reached),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });

export const requestOptions = (party: RelyingParty, passkeys: readonly Passkey[]) =>
  webAuthn().generateAuthenticationOptions({
    rpID: party.id,
    allowCredentials: passkeys.map(reached),
    userVerification: 'preferred',
  });

/** What to store of a new passkey; null if it wasn't made for this challenge and relying party. */
export const readNewPasskey = async (party: RelyingParty, passkey: NewPasskey, toSign: string) => {
  try {
    const { verified, registrationInfo } = await webAuthn().verifyRegistrationResponse({
      response: passkey as never,
      expectedChallenge: toSign,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      // The password is what the user knows; the passkey only has to be what they have.
      requireUserVerification: false,
    });
    if (!verified) return null;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    return {
      credentialId: id,
      publicKey: Buffer.from(publicKey).toString('base64url'),
      signCount: counter,
      transports: transports.map(String),
    };
  } catch {
    // The library throws on any mismatch.
    return null;
  }
};

/** The passkey's new signature counter; null if the signature isn't valid. */
export const readUsedPasskey = async (
  party: RelyingParty,
  { credentialId, publicKey, signCount }: Passkey,
  passkey: UsedPasskey,
  toSign: string,
): Promise<number | null> => {
  try {
    const { verified, authenticationInfo } = await webAuthn().verifyAuthenticationResponse({
      response: passkey as never,
      expectedChallenge: toSign,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      credential: {
        id: credentialId as string,
        publicKey: new Uint8Array(Buffer.from(publicKey as string, 'base64url')),
        counter: signCount,
      },
      requireUserVerification: false,
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
};
