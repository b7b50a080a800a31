import type { TextId } from '../../translations/use-translation';

/** Stored fields under the name that a person knows them by. */
const FIELD_TEXTS: Partial<Record<string, TextId>> = {
  userName: 'field.userName',
  displayName: 'field.displayName',
  firstname: 'field.firstname',
  lastname: 'field.lastname',
  email: 'field.email',
  mobile: 'field.mobile',
  type: 'field.type',
  roles: 'field.roles',
  roleNames: 'field.roles',
  timeZone: 'field.timeZone',
  locale: 'field.locale',
  validFrom: 'field.validFrom',
  validTo: 'field.validTo',
  failedTries: 'field.failedTries',
  lifecycle: 'field.lifecycle',
  suspendedUntil: 'field.suspendedUntil',
  lock: 'field.lock',
  lockedReason: 'field.lockedReason',
  lockedUntil: 'field.lockedUntil',
  credential: 'field.credential',
  ipRule: 'field.ipRule',
};

/** Stored codes in words. */
const VALUE_TEXTS: Partial<Record<string, Partial<Record<string, TextId>>>> = {
  type: { panel: 'type.panel', 'api-only': 'type.api-only', 'end-user': 'type.end-user' },
  lifecycle: {
    provisioned: 'status.provisioned',
    active: 'status.active',
    suspended: 'status.suspended',
    disabled: 'status.disabled',
  },
  lock: { none: 'lock.none', auto: 'status.auto-locked', admin: 'status.locked-by-admin' },
  credential: {
    ok: 'credential.ok',
    'must-change': 'credential.must-change',
    expired: 'status.expired',
    'reset-requested': 'credential.reset-requested',
  },
};

const ISO_DATE = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

export const fieldText = (field: string): TextId | undefined => FIELD_TEXTS[field];

/** What kind of value it is, so that it can be shown as people write it. */
export type ShownValue =
  | { kind: 'none' }
  | { kind: 'date'; value: string }
  | { kind: 'known'; text: TextId }
  | { kind: 'roles'; ids: number[] }
  | { kind: 'text'; value: string };

export const shownValue = (field: string, value: unknown): ShownValue => {
  if (value === null || value === undefined || value === '') return { kind: 'none' };
  if (typeof value === 'boolean') return { kind: 'known', text: value ? 'yes' : 'no' };
  if (typeof value === 'string' && ISO_DATE.test(value)) return { kind: 'date', value };
  if (field === 'roles' && Array.isArray(value)) return { kind: 'roles', ids: value.map(Number) };
  const text = VALUE_TEXTS[field]?.[String(value)];
  if (text) return { kind: 'known', text };
  return { kind: 'text', value: typeof value === 'object' ? JSON.stringify(value) : String(value) };
};
