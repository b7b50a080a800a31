import { Button } from '@strapi/design-system';

import type { User } from '../../../../../../shared/contracts/users';
import { useCan } from '../../../../components/PermissionsProvider';
import { useTranslation } from '../../../../translations/use-translation';
import { useIsSelf } from '../../../../components/user/use-is-self';
import { type PendingAction, primaryAction } from './user-actions';

/** What brings a user back who is kept out, beside the menu of everything else. */
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
