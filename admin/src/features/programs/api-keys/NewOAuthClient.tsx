import type { User } from '../../../../../shared/contracts/users';
import { useCreateOAuthClientMutation } from '../../../api/api-keys';
import type { DialogProps } from '../../../components/dialog-focus';
import { FormModal } from '../../../components/FormModal';
import { HintedInput } from '../../../components/HintedInput';
import { useSubmit } from '../../../components/use-submit';
import { useTranslation } from '../../../translations/use-translation';
import { nameOf } from '../../../components/user/user-names';

type Values = { description: string | null };
export type MadeClient = { clientId: string; clientSecret: string; tokenUrl: string };
type Props = DialogProps & { user: User; onMade: (made: MadeClient) => void };

export const NewOAuthClient = ({ user, onMade, ...dialog }: Props) => {
  const t = useTranslation();
  const [create] = useCreateOAuthClientMutation();

  const submit = useSubmit({
    required: ['description'],
    send: ({ description }: Values) =>
      create({ id: user.id, body: { description: description?.trim() ?? '' } }),
    onDone: ({ data }) => onMade(data),
  });

  return (
    <FormModal<Values>
      {...dialog}
      title={t('oauth-clients.add.title', { name: nameOf(user) })}
      text={user.status === 'provisioned' ? t('oauth-clients.add.grants') : undefined}
      submitLabel={t('oauth-clients.add.confirm')}
      initialValues={{ description: null }}
      onSubmit={submit}
    >
      <HintedInput type="string" name="description" required of="api-key.description" />
    </FormModal>
  );
};
