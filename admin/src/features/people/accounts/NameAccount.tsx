import { type FormHelpers, InputRenderer } from '@strapi/strapi/admin';

import type { Account } from '../../../../../shared/contracts/accounts';
import { useCreateAccountMutation, useUpdateAccountMutation } from '../../../api/accounts';
import { FormModal } from '../../../components/FormModal';
import { useFeedback } from '../../../components/use-feedback';
import { useRefusal } from '../../../components/use-refusal';
import { useTranslation } from '../../../translations/use-translation';

type Values = { name: string | null };
type Props = {
  /** Null: a new one. */
  account: Account | null;
  /** Where a new one goes; null: to the top. */
  below: Account | null;
  opener: HTMLElement | null;
  onClose: () => void;
};

/** Names a new account, or one that is there anew. */
export const NameAccount = ({ account, below, opener, onClose }: Props) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const showRefusal = useRefusal();
  const [create] = useCreateAccountMutation();
  const [update] = useUpdateAccountMutation();

  const submit = async (values: Values, helpers: FormHelpers<Values>) => {
    const name = values.name?.trim() ?? '';
    if (!name) return helpers.setErrors({ name: t('field.required') });
    const result = account
      ? await update({ id: account.id, body: { name } })
      : await create({ name, parent: below?.id ?? null });
    if ('error' in result) return showRefusal(result.error, values, helpers);
    succeeded(account ? 'accounts.renamed' : 'accounts.added', { name });
    onClose();
  };

  return (
    <FormModal<Values>
      title={
        account
          ? t('accounts.rename.title', { name: account.name })
          : below
            ? t('accounts.add.title', { name: below.name })
            : t('accounts.add')
      }
      submitLabel={t(account ? 'save' : 'accounts.add.do')}
      initialValues={{ name: account?.name ?? '' }}
      onSubmit={submit}
      opener={opener}
      onClose={onClose}
    >
      <InputRenderer type="string" name="name" required label={t('accounts.name')} />
    </FormModal>
  );
};
