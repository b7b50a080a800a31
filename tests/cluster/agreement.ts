import type { Lifecycle, Lock, UserType } from '../../shared/constants';
import { isNativeActive } from '../../server/src/domain/status';
import type { Member } from './servers';

type Row = { id: number; email: string; is_active: boolean | number; registration_token: string | null };
type Entry = {
  id: number;
  admin_user_id: number | null;
  email: string;
  type: UserType;
  lifecycle: Lifecycle;
  lock: Lock;
  suspended_until: string | number | null;
};

/** Everything in which Strapi's users and the directory disagree, in words; nothing where all is well. */
export const disagreements = async ({ sql, clock }: Pick<Member, 'sql' | 'clock'>): Promise<string[]> => {
  const now = await clock.now();
  const natives = await sql<Row>('SELECT ??, ??, ??, ?? FROM ??', [
    'id',
    'email',
    'is_active',
    'registration_token',
    'admin_users',
  ]);
  const entries = await sql<Entry>('SELECT * FROM ??', ['gatehouse_users']);
  const entryOf = new Map(entries.map((entry) => [Number(entry.admin_user_id), entry]));
  const nativeIds = new Set(natives.map(({ id }) => Number(id)));
  const entryIds = new Set(entries.map(({ id }) => Number(id)));

  const found: string[] = [];
  if (entryOf.size < entries.length) {
    found.push(`${entries.length - entryOf.size} native users have more than one entry`);
  }
  for (const entry of entries.filter(({ admin_user_id }) => !nativeIds.has(Number(admin_user_id)))) {
    found.push(`entry ${entry.id} (${entry.email}) has no native user`);
  }
  for (const native of natives) {
    const entry = entryOf.get(Number(native.id));
    if (!entry) {
      found.push(`${native.email} has no entry`);
      continue;
    }
    if (entry.email !== native.email.toLowerCase()) {
      found.push(`${native.email} is ${entry.email} in the directory`);
    }
    const suspendedUntil = entry.suspended_until === null ? null : new Date(entry.suspended_until);
    if (Boolean(native.is_active) !== isNativeActive({ ...entry, suspendedUntil }, now)) {
      found.push(
        `${native.email} is ${native.is_active ? 'active' : 'inactive'}, but ${entry.lifecycle}, lock ${entry.lock}`,
      );
    }
  }
  for (const table of ['gatehouse_devices', 'gatehouse_ip_rules']) {
    const owners = await sql<{ user_id: number | null }>('SELECT ?? FROM ??', ['user_id', table]);
    for (const { user_id } of owners.filter(({ user_id: id }) => id !== null && !entryIds.has(Number(id)))) {
      found.push(`${table} has a row of user ${user_id}, who is not there`);
    }
  }
  return found;
};
