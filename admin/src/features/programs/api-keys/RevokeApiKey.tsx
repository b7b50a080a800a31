import type { ApiKey } from '../../../../../shared/contracts/api-keys';
import type { User } from '../../../../../shared/contracts/users';
import { useRevokeApiKeyMutation } from '../../../api/api-keys';
import { ConfirmMutation } from '../../../components/ConfirmMutation';
import type { DialogProps } from '../../../components/dialog-focus';
import { nameOf } from '../../../components/user/user-names';

type Props = DialogProps & { user: User; apiKey: ApiKey };

export const RevokeApiKey = ({ user, apiKey, ...dialog }: Props) => {
  const [revoke] = useRevokeApiKeyMutation();
  return (
    <ConfirmMutation
      {...dialog}
      of="api-key.revoke"
      done="api-key.revoked"
      values={{ description: apiKey.description, name: nameOf(user) }}
      run={() => revoke({ user: user.id, key: apiKey.id })}
    />
  );
};
