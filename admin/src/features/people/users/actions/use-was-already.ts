import type { Already, User } from '../../../../../../shared/contracts/users';
import type { PlainAction } from '../../../../../../shared/users/actions';
import { useDates } from '../../../../components/use-dates';
import { useFeedback } from '../../../../components/use-feedback';
import { useTranslation } from '../../../../translations/use-translation';
import { nameOf } from '../../../../components/user/user-names';

/** The actions that may find their work already done by somebody else. */
export type RepeatableAction = PlainAction | 'delete-trusted-devices';

/** Says that nothing was left to do, and who had done it when, if known. */
export const useWasAlready = (user: User) => {
  const t = useTranslation();
  const { formatDate } = useDates();
  const { informed } = useFeedback();
  return (action: RepeatableAction, { since, by }: Already) => {
    const what = t(`action.${action}.already`, { name: nameOf(user) });
    if (!since || !by) return informed('action.already', { what });
    const date = formatDate(since, { dateStyle: 'medium', timeStyle: 'short' });
    informed('action.already.by', { what, by, date });
  };
};
