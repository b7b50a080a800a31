import type { ClosedReason, Session } from '../../../../../shared/contracts/sessions';
import { printable } from '../../../domain/printable';
import { toDate } from '../../../platform/database';
import type { SessionRecord } from './store';
import { deviceKeyOf, type SessionToken } from './token';

const MAX_CLIENT = 255;

/** The client's own description, truncated and on one line. */
export const clientOf = (text: string | null | undefined) =>
  text ? printable(text.slice(0, MAX_CLIENT)) : null;

type Seen = { now: Date; isLive: boolean; isPresent: boolean };

export const describeRecord = (record: SessionRecord, { now, isLive, isPresent }: Seen): Session => {
  const { closedAt, closedReason } = endOf(record, isLive, now);
  return {
    id: String(record.id),
    startedAt: record.startedAt.toISOString(),
    lastSeenAt: record.lastSeenAt.toISOString(),
    refreshDueAt: record.refreshDueAt.toISOString(),
    endsAt: record.endsAt?.toISOString() ?? null,
    device: record.deviceKey,
    client: record.userAgent,
    address: record.address,
    location: null,
    isPresent: isPresent && closedReason === null,
    closedAt: closedAt?.toISOString() ?? null,
    closedReason,
  };
};

const endOf = (
  { closedReason, overAt }: SessionRecord,
  isLive: boolean,
  now: Date,
): { closedAt: Date | null; closedReason: ClosedReason | null } => {
  if (closedReason !== null) return { closedAt: overAt, closedReason };
  if (overAt <= now) return { closedAt: overAt, closedReason: 'expired' };
  // Its token was deleted while Gatehouse was disabled, or by hand.
  return { closedAt: null, closedReason: isLive ? null : 'ended' };
};

type Unrecorded = { id: string; first: SessionToken; isPresent: boolean };

/** A session that exists only in Strapi's rows. */
export const describeToken = (token: SessionToken, { id, first, isPresent }: Unrecorded): Session => {
  const { loginAt, deviceName } = token.metadata;
  return {
    id,
    startedAt: (toDate(loginAt) ?? first.createdAt).toISOString(),
    lastSeenAt: token.createdAt.toISOString(),
    refreshDueAt: token.expiresAt.toISOString(),
    endsAt: token.endsAt?.toISOString() ?? null,
    device: deviceKeyOf(token.deviceId),
    client: clientOf(deviceName),
    address: null,
    location: null,
    isPresent,
    closedAt: null,
    closedReason: null,
  };
};
