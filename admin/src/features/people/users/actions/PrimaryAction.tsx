import { Button } from '@strapi/design-system';

import type { User } from '../../../../../../shared/contracts/users';
import { useCan } from '../../../../components/PermissionsProvider';
import { useTranslation } from '../../../../translations/use-translation';
import { useIsSelf } from '../../../../components/user/use-is-self';
import { type PendingAction, primaryAction } from './user-actions';

/** The action that lets a user in again, beside the menu of all others. */
export const PrimaryAction = ({ user, onPick }: { user: User; onPick: (picked: PendingAction) => void }) => {
  const t = useTranslation();
  const can = useCan();
  const isSelf = useIsSelf();
  const action = primaryAction(user, { can, isSelf: isSelf(user) });
  if (!action) return null;
  return (
    <Button
      variant="secondary"
      size="L"
      onClick={(event: React.MouseEvent<HTMLElement>) =>
        onPick({ user, action, opener: event.currentTarget })
      }
    >
      {t(`action.${action}`)}
    </Button>
  );
};
