import { useState } from 'react';

import type { Mail } from '../../../../../shared/contracts/mails';
import { useSendMailAgainMutation } from '../../../api/mails';
import { useFeedback } from '../../../components/use-feedback';

/** Sends a mail from the log once more, and reports whether it has left. */
export const useSendAgain = () => {
  const { succeeded, warned, failed } = useFeedback();
  const [sendAgain] = useSendMailAgainMutation();
  const [sending, setSending] = useState<number | null>(null);
  return {
    sending,
    async send({ id, to }: Mail) {
      setSending(id);
      const result = await sendAgain(id);
      setSending(null);
      if ('error' in result) return failed(result.error);
      const { status, answer } = result.data.data;
      if (status === 'sent') return succeeded('mail.sent', { to });
      warned(status === 'queued' ? 'mail.waits' : 'mail.failed', { to, answer: answer ?? '' });
    },
  };
};
