import type { MailTemplate } from '../../../../../shared/contracts/mails';
import {
  type TemplateTexts,
  useResetMailTemplateMutation,
  useTestMailTemplateMutation,
  useUpdateMailTemplateMutation,
} from '../../../api/mails';
import { useFeedback } from '../../../components/use-feedback';

export const textsOf = ({ subject, html, text }: TemplateTexts): TemplateTexts => ({ subject, html, text });

export const useTemplateForm = ({ name }: MailTemplate) => {
  const { succeeded, warned, failed } = useFeedback();
  const [update] = useUpdateMailTemplateMutation();
  const [reset, resetting] = useResetMailTemplateMutation();
  const [test, testing] = useTestMailTemplateMutation();

  return {
    isResetting: resetting.isLoading,
    isTesting: testing.isLoading,

    save: (values: TemplateTexts) => update({ name, body: textsOf(values) }),

    async backToDefault(startFrom: (template: MailTemplate) => void) {
      const result = await reset(name);
      if ('error' in result) return failed(result.error);
      startFrom(result.data.data);
      succeeded('mail-template.reset.done');
    },

    async sendTest(values: TemplateTexts) {
      const result = await test({ name, body: textsOf(values) });
      if ('error' in result) return failed(result.error);
      const { to, status, error } = result.data.data;
      if (status === 'sent') return succeeded('mail.sent', { to });
      warned(status === 'queued' ? 'mail.waits' : 'mail.failed', { to, answer: error ?? '' });
    },
  };
};
