import { Fragment, useRef } from 'react';

import { Menu } from '@strapi/design-system';

import type { User } from '../../../../../../shared/contracts/users';
import { useCan } from '../../../../components/PermissionsProvider';
import { useTranslation } from '../../../../translations/use-translation';
import { useIsSelf } from '../../../../components/user/use-is-self';
import { isDangerous, offeredActions, type PendingAction, primaryAction } from './user-actions';

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

  const firstDangerous = actions.find(isDangerous);
  return (
    <Menu.Root>
      <Menu.Trigger ref={trigger} variant="tertiary" size="L">
        {t('actions')}
      </Menu.Trigger>
      <Menu.Content popoverPlacement="bottom-end" maxHeight="none">
        {actions.map((action) => (
          <Fragment key={action}>
            {action === firstDangerous && action !== actions[0] && <Menu.Separator />}
            <Menu.Item
              variant={isDangerous(action) ? 'danger' : 'default'}
              onSelect={() => onPick({ user, action, opener: trigger.current })}
            >
              {t(`action.${action}`)}
            </Menu.Item>
          </Fragment>
        ))}
      </Menu.Content>
    </Menu.Root>
  );
};
