import { createHash, randomBytes } from 'node:crypto';

/** One token of a session. A renewal adds a new one and keeps the old (core's session-manager, 5.54). */
export type SessionToken = {
  id: number;
  sessionId: string;
  childId: string | null;
  deviceId: string | null;
  isActive: boolean;
  createdAt: Date;
  expiresAt: Date;
  endsAt: Date | null;
  metadata: TokenMetadata;
};

/** Kept by Strapi with a token and copied to the next. `isOther`: another plugin vouched for the sign-in. */
export type TokenMetadata = {
  loginAt?: string;
  deviceName?: string;
  gatehouse?: { key?: unknown; isOther?: unknown };
};

const KEY_BYTES = 16;
const DEVICE_LENGTH = 8;

export const newSessionKey = () => randomBytes(KEY_BYTES).toString('hex');

/** The key of the session; null for one that began before Gatehouse was installed. */
export const keyOf = ({ metadata }: { metadata?: TokenMetadata | null }): string | null => {
  const key = metadata?.gatehouse?.key;
  return typeof key === 'string' ? key : null;
};

/** A digest, as browsers request their sessions by the id itself. */
export const deviceKeyOf = (deviceId: string | null | undefined) =>
  deviceId ? createHash('sha256').update(deviceId).digest('hex').slice(0, DEVICE_LENGTH) : null;

export const isLive = ({ isActive, expiresAt, endsAt }: SessionToken, now: Date) =>
  isActive && expiresAt > now && (!endsAt || endsAt > now);

/** When the session ends unless renewed. */
export const overAtOf = ({ expiresAt, endsAt }: Pick<SessionToken, 'expiresAt' | 'endsAt'>) =>
  endsAt && endsAt < expiresAt ? endsAt : expiresAt;

/**
 * Every token of this token's session, whatever its age: Strapi accepts a renewed token like the newest. Two
 * parallel renewals make two tokens, one of them without a parent; the key shows that they belong together.
 */
export const sessionOf = (token: SessionToken, tokens: readonly SessionToken[]): SessionToken[] => {
  const newest = newestOf(token, tokens);
  const key = keyOf(newest);
  return withFormer(key === null ? [newest] : tokens.filter((other) => keyOf(other) === key), tokens);
};

/** Adds the tokens they were renewed from, including those from before there were keys. */
export const withFormer = (
  members: readonly SessionToken[],
  tokens: readonly SessionToken[],
): SessionToken[] => {
  const parents = new Map(
    tokens.flatMap((token) => (token.childId ? [[token.childId, token] as const] : [])),
  );
  const all = new Set(members);
  for (const token of all) {
    const parent = parents.get(token.sessionId);
    if (parent) all.add(parent);
  }
  return [...all];
};

/** The token made by the last renewal. */
export const newestOf = (token: SessionToken, tokens: readonly SessionToken[]): SessionToken => {
  const bySessionId = new Map(tokens.map((one) => [one.sessionId, one]));
  const seen = new Set([token]);
  let newest = token;
  for (
    let child = bySessionId.get(newest.childId ?? '');
    child && !seen.has(child);
    child = bySessionId.get(child.childId ?? '')
  ) {
    seen.add(child);
    newest = child;
  }
  return newest;
};

/** A row of Strapi's, as created and as read. */
export type NativeToken = {
  id: number;
  sessionId: string;
  userId: string;
  origin: string;
  status?: string | null;
  deviceId?: string | null;
  expiresAt: Date | string;
  absoluteExpiresAt?: Date | string | null;
  createdAt: Date | string | null;
  metadata?: TokenMetadata | null;
};
