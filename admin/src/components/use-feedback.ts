import { useNotification } from '@strapi/strapi/admin';

import { type TextId, useTranslation } from '../translations/use-translation';
import { useProblems } from './use-problems';

/** Strapi's notifications, for how a request ended. */
export const useFeedback = () => {
  const t = useTranslation();
  const { messageOf } = useProblems();
  const { toggleNotification } = useNotification();
  return {
    succeeded: (text: TextId, values?: Parameters<typeof t>[1]) =>
      toggleNotification({ type: 'success', message: t(text, values) }),
    warned: (text: TextId, values?: Parameters<typeof t>[1]) =>
      toggleNotification({ type: 'warning', message: t(text, values) }),
    failed: (error: unknown) => toggleNotification({ type: 'danger', message: messageOf(error) }),
  };
};
