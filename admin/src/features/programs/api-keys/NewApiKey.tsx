import { useMemo } from 'react';

import { API_KEY_KINDS, type ApiKeyKind } from '../../../../../shared/constants';
import { SUGGESTED_KEY_DAYS } from '../../../../../shared/contracts/api-keys';
import type { User } from '../../../../../shared/contracts/users';
import { useCreateApiKeyMutation } from '../../../api/api-keys';
import { DateField } from '../../../components/DateField';
import type { DialogProps } from '../../../components/dialog-focus';
import { FormModal } from '../../../components/FormModal';
import { HintedInput } from '../../../components/HintedInput';
import { useSubmit } from '../../../components/use-submit';
import { useTranslation } from '../../../translations/use-translation';
import { nameOf } from '../../../components/user/user-names';

type Values = { description: string | null; kind: ApiKeyKind; expiresAt: string | null };
export type MadeKey = { key: string; exampleUrl: string | null };
type Props = DialogProps & { user: User; onMade: (made: MadeKey) => void };

const DAY = 24 * 60 * 60 * 1000;

export const NewApiKey = ({ user, onMade, ...dialog }: Props) => {
  const t = useTranslation();
  const [create] = useCreateApiKeyMutation();
  const suggested = useMemo(() => new Date(Date.now() + SUGGESTED_KEY_DAYS * DAY).toISOString(), []);

  const submit = useSubmit({
    required: ['description'],
    send: (values: Values) =>
      create({ id: user.id, body: { ...values, description: values.description ?? '' } }),
    onDone: ({ data }) => onMade(data),
  });

  return (
    <FormModal<Values>
      {...dialog}
      title={t('api-keys.add.title', { name: nameOf(user) })}
      text={user.status === 'provisioned' ? t('api-keys.add.grants') : undefined}
      submitLabel={t('api-keys.add.confirm')}
      initialValues={{ description: null, kind: 'content-api', expiresAt: suggested }}
      onSubmit={submit}
    >
      <HintedInput type="string" name="description" required of="api-key.description" />
      <HintedInput
        type="enumeration"
        name="kind"
        required
        of="api-key.kind"
        options={API_KEY_KINDS.map((kind) => ({ value: kind, label: t(`api-key.kind.${kind}`) }))}
      />
      <DateField
        name="expiresAt"
        label={t('api-key.expiresAt')}
        hint={t('api-key.expiresAt.hint', { days: SUGGESTED_KEY_DAYS })}
        edge="end"
      />
    </FormModal>
  );
};
