import { LOG_ACTIONS, type LogAction } from '../../../../shared/log/actions';
import type { Translate } from '../../translations/use-translation';

const isKnown = (action: string): action is LogAction => (LOG_ACTIONS as readonly string[]).includes(action);

/** The text id of an action; undefined if unknown, such as a newer version's, which is shown as it is. */
export const actionId = (action: string) => (isKnown(action) ? (`log.${action}` as const) : undefined);

/** What was done, without who did it. */
export const actionText = (action: string, t: Translate) => {
  const id = actionId(action);
  return id ? t(id, { actor: '…' }) : action;
};
