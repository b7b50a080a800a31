import type { FactorKind } from '../../../../../shared/constants';
import {
  countDistinct,
  countRows,
  deleteFound,
  newRow,
  type Row,
  toDate,
  toText,
  withinTransaction,
} from '../../../platform/database';
import type { Strapi } from '../../../platform/strapi';

const FACTORS = 'gatehouse_factors';
const CODES = 'gatehouse_recovery_codes';

export type StoredFactor = {
  id: number;
  userId: number;
  kind: FactorKind;
  name: string;
  secret: string | null;
  credentialId: string | null;
  publicKey: string | null;
  signCount: number;
  transports: string[];
  target: string | null;
  createdAt: Date;
  confirmedAt: Date | null;
  lastUsedAt: Date | null;
};

/** A factor not confirmed yet. */
export type NewFactor = {
  userId: number;
  kind: FactorKind;
  name: string;
  secret: string;
  target?: string | null;
};

const toFactor = (row: Row): StoredFactor => ({
  id: Number(row.id),
  userId: Number(row.user_id),
  kind: row.kind as FactorKind,
  name: String(row.name),
  secret: toText(row.secret),
  credentialId: toText(row.credential_id),
  publicKey: toText(row.public_key),
  signCount: Number(row.sign_count),
  transports: toText(row.transports)?.split(',').filter(Boolean) ?? [],
  target: toText(row.target),
  createdAt: toDate(row.created_at) ?? new Date(0),
  confirmedAt: toDate(row.confirmed_at),
  lastUsedAt: toDate(row.last_used_at),
});

/** What proved the factor when it was set up. */
export type Proof =
  | { step: number }
  | { isSent: true }
  | { credentialId: string; publicKey: string; signCount: number; transports: string[] };
export type Confirmed = { name: string } & Proof;
const toColumns = (proof: Proof) => {
  if ('step' in proof) return { last_step: proof.step };
  if ('isSent' in proof) return { secret: null };
  return {
    // The challenge has been signed and is no longer needed.
    secret: null,
    credential_id: proof.credentialId,
    public_key: proof.publicKey,
    sign_count: proof.signCount,
    transports: proof.transports.join(','),
  };
};

/** Confirmed factors, oldest first. */
export const factorsOf = async (strapi: Strapi, userId: number) => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(FACTORS)
    .where({ user_id: userId })
    .whereNotNull('confirmed_at')
    .orderBy('id')
    .select('*');
  return rows.map(toFactor);
};

/** The latest pending factor begun after `since`. */
export const pendingOf = async (strapi: Strapi, userId: number, kind: FactorKind, since: Date) => {
  const { from } = await withinTransaction(strapi);
  const row = await from(FACTORS)
    .where({ user_id: userId, kind })
    .where('created_at', '>', since)
    .whereNull('confirmed_at')
    .orderBy('id', 'desc')
    .first<Row | undefined>();
  return row ? toFactor(row) : null;
};

/** Replaces the user's pending factor of the same kind. */
export const begin = async (
  strapi: Strapi,
  { userId, kind, name, secret, target = null }: NewFactor,
  now: Date,
) => {
  const { from } = await withinTransaction(strapi);
  await deleteFound(from, FACTORS, { user_id: userId, kind, confirmed_at: null });
  await from(FACTORS).insert({
    ...newRow(now),
    user_id: userId,
    kind,
    name,
    secret,
    target,
    last_step: 0,
    sign_count: 0,
  });
};

/** One conditional statement: of parallel requests, only one confirms it. */
export const confirm = async (
  strapi: Strapi,
  id: number,
  { name, ...proof }: Confirmed,
  now: Date,
): Promise<boolean> => {
  const { from } = await withinTransaction(strapi);
  return (
    (await from(FACTORS)
      .where({ id })
      .whereNull('confirmed_at')
      .update({ name, ...toColumns(proof), confirmed_at: now, updated_at: now })) === 1
  );
};

/** Uses up the code of this time step; false if it or a later one was used before, on any server. */
export const takeStep = async (strapi: Strapi, id: number, step: number, now: Date): Promise<boolean> => {
  const { from } = await withinTransaction(strapi);
  return (
    (await from(FACTORS)
      .where({ id })
      .where('last_step', '<', step)
      .update({ last_step: step, last_used_at: now })) === 1
  );
};

export const touch = async (strapi: Strapi, id: number, now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(FACTORS).where({ id }).update({ last_used_at: now });
};

/** Authenticators that count go up with each use; false if this number or a higher one was seen before. */
export const takeUse = async (strapi: Strapi, id: number, signCount: number, now: Date): Promise<boolean> => {
  const { from } = await withinTransaction(strapi);
  const query = from(FACTORS).where({ id });
  if (signCount > 0) void query.where('sign_count', '<', signCount);
  return (await query.update({ sign_count: signCount, last_used_at: now })) === 1;
};

export const removeFactor = async (strapi: Strapi, userId: number, id: number): Promise<boolean> => {
  const { from } = await withinTransaction(strapi);
  return (await from(FACTORS).where({ id, user_id: userId }).whereNotNull('confirmed_at').delete()) === 1;
};

/** Leaves only this factor of its kind: codes go to one address or number at a time. */
export const removeOthers = async (strapi: Strapi, userId: number, kind: FactorKind, id: number) => {
  const { from } = await withinTransaction(strapi);
  await from(FACTORS).where({ user_id: userId, kind }).whereNot({ id }).delete();
};

export const replaceCodes = async (strapi: Strapi, userId: number, hashes: readonly string[], now: Date) => {
  const { from } = await withinTransaction(strapi);
  await deleteFound(from, CODES, { user_id: userId });
  if (hashes.length > 0)
    await from(CODES).insert(
      hashes.map((hash) => ({
        ...newRow(now),
        user_id: userId,
        code_hash: hash,
      })),
    );
};

export const countCodes = async (strapi: Strapi, userId: number): Promise<number> => {
  const { from } = await withinTransaction(strapi);
  return countRows(from(CODES).where({ user_id: userId }));
};

/** One statement: of parallel requests, only one uses it up. */
export const useCode = async (strapi: Strapi, userId: number, hash: string): Promise<boolean> => {
  const { from } = await withinTransaction(strapi);
  return (await from(CODES).where({ user_id: userId, code_hash: hash }).delete()) === 1;
};

/** Counts users who have confirmed factors, but none of these kinds. */
export const countWithNoFactorOf = async (strapi: Strapi, kinds: readonly FactorKind[]): Promise<number> => {
  const { from } = await withinTransaction(strapi);
  const confirmed = () => from(FACTORS).whereNotNull('confirmed_at');
  const having = confirmed()
    .whereIn('kind', [...kinds])
    .select('user_id');
  return countDistinct(confirmed().whereNotIn('user_id', having as never), 'user_id');
};

export const removeFactorsOf = async (strapi: Strapi, userIds: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  for (const table of [FACTORS, CODES])
    await from(table)
      .whereIn('user_id', [...userIds])
      .delete();
};
