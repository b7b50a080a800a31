import { InputRenderer } from '@strapi/strapi/admin';

import type { Account } from '../../../../../shared/contracts/accounts';
import { useCreateAccountMutation, useUpdateAccountMutation } from '../../../api/accounts';
import type { DialogProps } from '../../../components/dialog-focus';
import { FormModal } from '../../../components/FormModal';
import { useSave } from '../../../components/use-submit';
import { useTranslation } from '../../../translations/use-translation';

type Values = { name: string };
type Props = DialogProps & {
  /** Null for a new account. */
  account: Account | null;
  /** The parent of a new account; null for the top level. */
  below: Account | null;
};

/** Names a new account, or renames an existing one. */
export const NameAccount = ({ account, below, ...dialog }: Props) => {
  const t = useTranslation();
  const [create] = useCreateAccountMutation();
  const [update] = useUpdateAccountMutation();

  const submit = useSave({
    required: ['name'],
    send: (values: Values) => {
      const name = values.name.trim();
      return account
        ? update({ id: account.id, body: { name } })
        : create({ name, parent: below?.id ?? null });
    },
    saved: ({ data: { name } }) => [account ? 'accounts.renamed' : 'accounts.added', { name }],
    onClose: dialog.onClose,
  });

  return (
    <FormModal<Values>
      {...dialog}
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
    >
      <InputRenderer type="string" name="name" required label={t('accounts.name')} />
    </FormModal>
  );
};
