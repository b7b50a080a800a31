import type { MailSent } from '../../../../../shared/contracts/users';
import { useFeedback } from '../../../components/use-feedback';

/** If an action's mail has not left, reports what became of it. Returns whether it has left. */
export const useMailFeedback = () => {
  const { warned } = useFeedback();
  return (mail: MailSent | null | undefined, to: string): boolean => {
    if (!mail || mail.status === 'sent') return true;
    warned(mail.status === 'queued' ? 'mail.queued' : 'mail.unsent', { to, error: mail.error ?? '' });
    return false;
  };
};
