import { useRef } from 'react';

import { Flex, IconButton, Menu } from '@strapi/design-system';
import { Key, Lock, More } from '@strapi/icons';
import { useNavigate } from 'react-router-dom';

import type { User } from '../../../../../shared/contracts/users';
import { useCan } from '../../../components/PermissionsProvider';
import { useIsSelf } from '../../../components/user/use-is-self';
import { nameOf } from '../../../components/user/user-names';
import { userPath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';
import { ActionItems } from './actions/ActionItems';
import { isInRows, offeredActions, type PendingAction } from './actions/user-actions';

type Props = { user: User; onPick: (picked: PendingAction) => void };

/** What can be done to a user from the list: locking with one click, the rest from a menu. */
export const RowMenu = ({ user, onPick }: Props) => {
  const t = useTranslation();
  const can = useCan();
  const isSelf = useIsSelf();
  const navigate = useNavigate();
  const trigger = useRef<HTMLButtonElement>(null);
  const name = nameOf(user);
  const actions = offeredActions(user, { can, isSelf: isSelf(user) }).filter(isInRows);
  if (actions.length === 0) return null;
  const lock = actions.find((action) => action === 'lock' || action === 'unlock');

  return (
    <Flex justifyContent="end">
      {lock && (
        <IconButton
          variant="ghost"
          label={t(`action.${lock}.of`, { name })}
          onClick={(event: React.MouseEvent<HTMLButtonElement>) =>
            onPick({ user, action: lock, opener: event.currentTarget })
          }
        >
          {lock === 'lock' ? <Lock /> : <Key />}
        </IconButton>
      )}
      <Menu.Root>
        <Menu.Trigger
          ref={trigger}
          tag={IconButton}
          variant="ghost"
          label={t('users.actions', { name })}
          icon={<More />}
        />
        <Menu.Content popoverPlacement="bottom-end" maxHeight="none">
          <Menu.Item onSelect={() => navigate(userPath(user.id))}>
            {t(can('users.update') ? 'users.edit' : 'users.view')}
          </Menu.Item>
          <ActionItems
            actions={actions}
            onSelect={(action) => onPick({ user, action, opener: trigger.current })}
          />
        </Menu.Content>
      </Menu.Root>
    </Flex>
  );
};
