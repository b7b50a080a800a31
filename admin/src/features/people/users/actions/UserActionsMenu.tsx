import { useRef } from 'react';

import { Menu } from '@strapi/design-system';

import type { User } from '../../../../../../shared/contracts/users';
import { useCan } from '../../../../components/PermissionsProvider';
import { useTranslation } from '../../../../translations/use-translation';
import { useIsSelf } from '../../../../components/user/use-is-self';
import { ActionItems } from './ActionItems';
import { offeredActions, type PendingAction, primaryAction } from './user-actions';

/** All other actions that are possible on the user now; nothing if there are none. */
export const UserActionsMenu = ({
  user,
  onPick,
}: {
  user: User;
  onPick: (picked: PendingAction) => void;
}) => {
  const t = useTranslation();
  const can = useCan();
  const isSelf = useIsSelf();
  const trigger = useRef<HTMLButtonElement>(null);
  const who = { can, isSelf: isSelf(user) };
  const actions = offeredActions(user, who).filter((action) => action !== primaryAction(user, who));
  if (actions.length === 0) return null;

  return (
    <Menu.Root>
      <Menu.Trigger ref={trigger} variant="tertiary" size="L">
        {t('actions')}
      </Menu.Trigger>
      <Menu.Content popoverPlacement="bottom-end" maxHeight="none">
        <ActionItems
          actions={actions}
          onSelect={(action) => onPick({ user, action, opener: trigger.current })}
        />
      </Menu.Content>
    </Menu.Root>
  );
};
