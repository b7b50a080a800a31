import { InputRenderer } from '@strapi/strapi/admin';

import type { DacGroup } from '../../../../../shared/contracts/dac-groups';
import { useCreateDacGroupMutation, useUpdateDacGroupMutation } from '../../../api/dac-groups';
import type { DialogProps } from '../../../components/dialog-focus';
import { FormModal } from '../../../components/FormModal';
import { useSave } from '../../../components/use-submit';
import { useTranslation } from '../../../translations/use-translation';

type Values = { code: string; name: string };
type Props = DialogProps & { group: DacGroup | null };

/** Adds a group, or renames an existing one. */
export const DacGroupForm = ({ group, ...dialog }: Props) => {
  const t = useTranslation();
  const [create] = useCreateDacGroupMutation();
  const [update] = useUpdateDacGroupMutation();

  const submit = useSave({
    required: ['code', 'name'],
    send: (values: Values) => {
      const name = values.name.trim();
      return group ? update({ id: group.id, body: { name } }) : create({ code: values.code.trim(), name });
    },
    saved: ({ data }) => ['dac.saved', { code: data.code }],
    onClose: dialog.onClose,
  });

  return (
    <FormModal<Values>
      {...dialog}
      title={t(group ? 'dac.rename' : 'dac.add')}
      submitLabel={t('save')}
      initialValues={{ code: group?.code ?? '', name: group?.name ?? '' }}
      onSubmit={submit}
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
