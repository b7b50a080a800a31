import { Button, Flex } from '@strapi/design-system';
import { Form, type FormHelpers, InputRenderer } from '@strapi/strapi/admin';

import { useAddNoteMutation } from '../../../api/log';
import { useFeedback } from '../../../components/use-feedback';
import { useRefusal } from '../../../components/use-refusal';
import { useTranslation } from '../../../translations/use-translation';

type Values = { text: string | null };
const EMPTY: Values = { text: null };

export const AddNote = ({ user }: { user: number }) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const showRefusal = useRefusal();
  const [addNote] = useAddNoteMutation();

  const submit = async (values: Values, helpers: FormHelpers<Values>) => {
    if (!values.text?.trim()) return helpers.setErrors({ text: t('field.required') });
    const result = await addNote({ id: user, body: { text: values.text } });
    if ('error' in result) return showRefusal(result.error, values, helpers);
    helpers.resetForm();
    succeeded('log.note.added');
  };

  return (
    <Form<Values> method="POST" initialValues={EMPTY} onSubmit={submit}>
      {({ isSubmitting, modified }) => (
        <Flex direction="column" alignItems="stretch" gap={3}>
          <InputRenderer type="text" name="text" label={t('log.note.label')} hint={t('log.note.hint')} />
          <Flex justifyContent="flex-end">
            <Button type="submit" variant="secondary" loading={isSubmitting} disabled={!modified}>
              {t('log.note.add')}
            </Button>
          </Flex>
        </Flex>
      )}
    </Form>
  );
};
