import { type FormHelpers, InputRenderer } from '@strapi/strapi/admin';

import type { DacGroup } from '../../../../../shared/contracts/dac-groups';
import { useCreateDacGroupMutation, useUpdateDacGroupMutation } from '../../../api/dac-groups';
import { FormModal } from '../../../components/FormModal';
import { useFeedback } from '../../../components/use-feedback';
import { useRefusal } from '../../../components/use-refusal';
import { useTranslation } from '../../../translations/use-translation';

type Values = { code: string; name: string };
type Props = { group: DacGroup | null; opener: HTMLElement | null; onClose: () => void };

/** A new group, or another name for one that is there. */
export const DacGroupForm = ({ group, opener, onClose }: Props) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const showRefusal = useRefusal();
  const [create] = useCreateDacGroupMutation();
  const [update] = useUpdateDacGroupMutation();

  const submit = async ({ code, name }: Values, helpers: FormHelpers<Values>) => {
    const values = { code: code.trim(), name: name.trim() };
    const missing = {
      ...(!values.code && { code: t('field.required') }),
      ...(!values.name && { name: t('field.required') }),
    };
    if (Object.keys(missing).length > 0) return helpers.setErrors(missing);
    const result = group ? await update({ id: group.id, body: { name: values.name } }) : await create(values);
    if ('error' in result) return showRefusal(result.error, values, helpers);
    succeeded('dac.saved', { code: result.data.data.code });
    onClose();
  };

  return (
    <FormModal<Values>
      title={t(group ? 'dac.rename' : 'dac.add')}
      submitLabel={t('save')}
      initialValues={{ code: group?.code ?? '', name: group?.name ?? '' }}
      onSubmit={submit}
      opener={opener}
      onClose={onClose}
    >
      <InputRenderer
        type="string"
        name="code"
        required
        disabled={group !== null}
        label={t('dac.code')}
        hint={t(group ? 'dac.code.fixed' : 'dac.code.hint')}
      />
      <InputRenderer type="string" name="name" required label={t('dac.name')} />
    </FormModal>
  );
};
