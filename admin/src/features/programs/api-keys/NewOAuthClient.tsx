import { type FormHelpers, InputRenderer } from '@strapi/strapi/admin';

import type { User } from '../../../../../shared/contracts/users';
import { useCreateOAuthClientMutation } from '../../../api/api-keys';
import { FormModal } from '../../../components/FormModal';
import { useRefusal } from '../../../components/use-refusal';
import { useTranslation } from '../../../translations/use-translation';
import { nameOf } from '../../../components/user/user-names';

type Values = { description: string | null };
type Props = {
  user: User;
  opener: HTMLElement;
  onMade: (made: { clientId: string; clientSecret: string }) => void;
  onClose: () => void;
};

export const NewOAuthClient = ({ user, opener, onMade, onClose }: Props) => {
  const t = useTranslation();
  const showRefusal = useRefusal();
  const [create] = useCreateOAuthClientMutation();

  const submit = async (values: Values, helpers: FormHelpers<Values>) => {
    const description = values.description?.trim();
    if (!description) return helpers.setErrors({ description: t('field.required') });
    const result = await create({ id: user.id, body: { description } });
    if ('error' in result) return showRefusal(result.error, values, helpers);
    onMade(result.data.data);
  };

  return (
    <FormModal<Values>
      title={t('oauth-clients.add.title', { name: nameOf(user) })}
      text={user.status === 'provisioned' ? t('oauth-clients.add.grants') : undefined}
      submitLabel={t('oauth-clients.add.confirm')}
      initialValues={{ description: null }}
      onSubmit={submit}
      opener={opener}
      onClose={onClose}
    >
      <InputRenderer
        type="string"
        name="description"
        required
        label={t('api-key.description')}
        hint={t('api-key.description.hint')}
      />
    </FormModal>
  );
};
