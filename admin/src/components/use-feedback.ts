import { useNotification } from '@strapi/strapi/admin';

import { refusalOf } from '../api/refusal';
import { type TextId, useTranslation } from '../translations/use-translation';
import { useProblems } from './use-problems';

export type Outcome<Answer = unknown> =
  { data: Answer; error?: undefined } | { data?: undefined; error: unknown };

/** Strapi's notifications about the result of a request. */
export const useFeedback = () => {
  const t = useTranslation();
  const { messageOf } = useProblems();
  const { toggleNotification } = useNotification();
  return {
    succeeded: (text: TextId, values?: Parameters<typeof t>[1]) =>
      toggleNotification({ type: 'success', message: t(text, values) }),
    informed: (text: TextId, values?: Parameters<typeof t>[1]) =>
      toggleNotification({ type: 'info', message: t(text, values) }),
    warned: (text: TextId, values?: Parameters<typeof t>[1]) =>
      toggleNotification({ type: 'warning', message: t(text, values) }),
    /** Only a warning for what is gone: as the person wanted, or nobody's fault. */
    failed: (error: unknown) =>
      toggleNotification({
        type: refusalOf(error).code === 'NOT_FOUND' ? 'warning' : 'danger',
        message: messageOf(error),
      }),
  };
};
