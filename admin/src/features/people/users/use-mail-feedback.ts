import type { MailSent } from '../../../../../shared/contracts/users';
import { useFeedback } from '../../../components/use-feedback';

/** Says what became of the mail that an action sent, where it has not left. Answers whether it has. */
export const useMailFeedback = () => {
  const { warned } = useFeedback();
  return (mail: MailSent | null | undefined, to: string): boolean => {
    if (!mail || mail.status === 'sent') return true;
    warned(mail.status === 'queued' ? 'mail.queued' : 'mail.unsent', { to, error: mail.error ?? '' });
    return false;
  };
};
