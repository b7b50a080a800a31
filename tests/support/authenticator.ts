import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const url64 = (data: Buffer) => data.toString('base64url');

/** As much of CBOR (RFC 8949) as an attestation needs: maps, texts, bytes and small integers. */
const head = (major: number, value: number) =>
  value < 24
    ? Buffer.from([(major << 5) | value])
    : value < 256
      ? Buffer.from([(major << 5) | 24, value])
      : Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
type Cbor = number | string | Buffer | Map<Cbor, Cbor>;
const cbor = (value: Cbor): Buffer => {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([
    head(5, value.size),
    ...[...value].flatMap(([key, item]) => [cbor(key), cbor(item)]),
  ]);
};

/** COSE EC2 key (RFC 9053 §7.1.1) for P-256. */
const coseOf = (key: KeyObject) => {
  const { x, y } = key.export({ format: 'jwk' });
  const part = (text: string | undefined) => Buffer.from(text as string, 'base64url');
  return cbor(new Map<Cbor, Cbor>([[1, 2], [3, -7], [-1, 1], [-2, part(x)], [-3, part(y)]])); // prettier-ignore
};

const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_KEY = 0x40;

/** A software security key that makes one passkey and signs with it, as a browser sends it (WebAuthn §5). */
export const anAuthenticator = (origin: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  const rpIdHash = sha256(new URL(origin).hostname);
  let uses = 0;

  const authenticatorData = (flags: number, ...more: Buffer[]) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(uses);
    return Buffer.concat([rpIdHash, Buffer.from([flags]), count, ...more]);
  };
  const clientData = (type: string, challenge: string, from: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
  const credential = {
    id: url64(id),
    rawId: url64(id),
    type: 'public-key' as const,
    clientExtensionResults: {},
  };

  return {
    id: credential.id,
    make: ({ challenge }: { challenge: string }, from = origin) => {
      const length = Buffer.from([0, id.length]);
      const authData = authenticatorData(
        PRESENT | VERIFIED | HAS_KEY,
        Buffer.alloc(16),
        length,
        id,
        coseOf(publicKey),
      );
      const attestation = new Map<Cbor, Cbor>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]);
      return {
        ...credential,
        response: {
          clientDataJSON: url64(clientData('webauthn.create', challenge, from)),
          attestationObject: url64(cbor(attestation)),
          transports: ['usb'],
        },
      };
    },
    /** `counts`: whether the counter goes up; the use of a copied key would not raise it here. */
    use: ({ challenge }: { challenge: string }, { from = origin, counts = true } = {}) => {
      if (counts) uses += 1;
      const data = authenticatorData(PRESENT | VERIFIED);
      const client = clientData('webauthn.get', challenge, from);
      const signature = createSign('sha256')
        .update(Buffer.concat([data, sha256(client)]))
        .sign(privateKey);
      return {
        ...credential,
        response: {
          clientDataJSON: url64(client),
          authenticatorData: url64(data),
          signature: url64(signature),
        },
      };
    },
  };
};
export type Authenticator = ReturnType<typeof anAuthenticator>;
