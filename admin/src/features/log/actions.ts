/** What the log calls what was done, each with a text of its own; what it doesn't know is shown as it is. */
const ACTIONS = [
  'note',
  'created',
  'updated',
  'deleted',
  'locked',
  'unlocked',
  'access-allowed',
  'suspended',
  'enabled',
  'disabled',
  'tries-reset',
  'password-set',
  'ip-rule-added',
  'ip-rule-changed',
  'ip-rule-removed',
] as const;
type Action = (typeof ACTIONS)[number];

const isKnown = (action: string): action is Action => (ACTIONS as readonly string[]).includes(action);

export const actionId = (action: string) => (isKnown(action) ? (`log.${action}` as const) : undefined);
