import type { UserAction } from './actions';

type StatusFacts = {
  /** Of its badge: green may come in, amber not for now, red not until somebody acts. */
  colour: 'success' | 'secondary' | 'warning' | 'danger' | 'neutral';
  /** Whether the right password lets the user in, if only to choose another one. */
  comesIn: boolean;
  /** The action that lets the user in again; null: no single one does. */
  endedBy: UserAction | null;
};

/** What a person sees of a user. Derived by `statusOf` from stored facts, never stored. */
export const USER_STATUSES = {
  provisioned: { colour: 'secondary', comesIn: false, endedBy: 'allow-access' },
  active: { colour: 'success', comesIn: true, endedBy: null },
  'awaiting-new-password': { colour: 'secondary', comesIn: true, endedBy: null },
  recovery: { colour: 'secondary', comesIn: true, endedBy: null },
  'auto-locked': { colour: 'danger', comesIn: false, endedBy: 'unlock' },
  'locked-by-admin': { colour: 'danger', comesIn: false, endedBy: 'unlock' },
  suspended: { colour: 'warning', comesIn: false, endedBy: 'enable' },
  disabled: { colour: 'neutral', comesIn: false, endedBy: 'enable' },
  'not-yet-valid': { colour: 'warning', comesIn: false, endedBy: null },
  expired: { colour: 'neutral', comesIn: false, endedBy: null },
} as const satisfies Record<string, StatusFacts>;

export type Status = keyof typeof USER_STATUSES;
export const STATUSES = Object.keys(USER_STATUSES) as Status[];
