import { LOG_ACTIONS, type LogAction } from '../../../../shared/log/actions';
import type { Translate } from '../../translations/use-translation';

const isKnown = (action: string): action is LogAction => (LOG_ACTIONS as readonly string[]).includes(action);

/** The text of what was done; what the log doesn't know, such as of a newer version, is shown as it is. */
export const actionId = (action: string) => (isKnown(action) ? (`log.${action}` as const) : undefined);

/** What was done, whoever did it. */
export const actionText = (action: string, t: Translate) => {
  const id = actionId(action);
  return id ? t(id, { actor: '…' }) : action;
};
