import type { FormHelpers } from '@strapi/strapi/admin';

import type { MailTemplate } from '../../../../../shared/contracts/mails';
import {
  type TemplateTexts,
  useResetMailTemplateMutation,
  useTestMailTemplateMutation,
  useUpdateMailTemplateMutation,
} from '../../../api/mails';
import { useBase } from '../../../components/use-base';
import { useFeedback } from '../../../components/use-feedback';
import { useRefusal } from '../../../components/use-refusal';

export const textsOf = ({ subject, html, text }: TemplateTexts): TemplateTexts => ({ subject, html, text });

/** What can be done to a template in its editor. */
export const useTemplateForm = (template: MailTemplate) => {
  const { name } = template;
  const { base, startFrom, ...following } = useBase(template);
  const { succeeded, warned, failed } = useFeedback();
  const showRefusal = useRefusal();
  const [update] = useUpdateMailTemplateMutation();
  const [reset, resetting] = useResetMailTemplateMutation();
  const [test, testing] = useTestMailTemplateMutation();

  return {
    initialValues: textsOf(base),
    ...following,
    isResetting: resetting.isLoading,
    isTesting: testing.isLoading,

    async save(values: TemplateTexts, helpers: FormHelpers<TemplateTexts>) {
      const result = await update({ name, body: textsOf(values) });
      if ('error' in result) return showRefusal(result.error, values, helpers);
      helpers.resetForm(textsOf(result.data.data));
      startFrom(result.data.data);
      succeeded('mail-template.saved');
    },

    /** The text it came with, or nothing where that was refused. */
    async backToDefault(): Promise<TemplateTexts | undefined> {
      const result = await reset(name);
      if ('error' in result) return void failed(result.error);
      startFrom(result.data.data);
      succeeded('mail-template.reset.done');
      return textsOf(result.data.data);
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
