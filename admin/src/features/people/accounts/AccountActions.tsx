import { Flex, IconButton, Link, Menu, Typography } from '@strapi/design-system';
import { More } from '@strapi/icons';
import { useRef } from 'react';
import { NavLink } from 'react-router-dom';

import type { Account } from '../../../../../shared/contracts/accounts';
import { useCan } from '../../../components/PermissionsProvider';
import { usersPath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';
import type { PendingAccount } from './AccountDialog';

type Props = {
  account: Account;
  hasChildren: boolean;
  isCurrent: boolean;
  /** Null if nothing may be changed. */
  onPick: ((pending: PendingAccount) => void) | null;
};

/** After an account's name: a link to its users, and its actions. */
export const AccountActions = ({ account, hasChildren, isCurrent, onPick }: Props) => {
  const t = useTranslation();
  const can = useCan();
  const trigger = useRef<HTMLButtonElement>(null);
  const tabIndex = isCurrent ? 0 : -1;
  const pick = (action: PendingAccount['action']) => onPick?.({ action, account, opener: trigger.current });
  const { name, allUserCount: count } = account;
  return (
    <Flex gap={4} flex="none">
      {can('users.read') && count > 0 ? (
        <Link
          tag={NavLink}
          to={usersPath([{ account: { $eq: String(account.id) } }])}
          tabIndex={tabIndex}
          aria-label={t(hasChildren ? 'accounts.users.below' : 'accounts.users.of', { name, count })}
        >
          {t('accounts.users', { count })}
        </Link>
      ) : (
        <Typography textColor="neutral600">{t('accounts.users', { count })}</Typography>
      )}
      {onPick && (
        <Menu.Root>
          <Menu.Trigger
            ref={trigger}
            tag={IconButton}
            variant="ghost"
            size="S"
            endIcon={null}
            tabIndex={tabIndex}
            label={t('accounts.actions', { name })}
            icon={<More aria-hidden focusable={false} />}
          />
          <Menu.Content popoverPlacement="bottom-end">
            <Menu.Item onSelect={() => pick('add')}>{t('accounts.add.below')}</Menu.Item>
            {account.mayChange && (
              <>
                <Menu.Item onSelect={() => pick('rename')}>{t('accounts.rename')}</Menu.Item>
                <Menu.Item onSelect={() => pick('move')}>{t('accounts.move')}</Menu.Item>
                <Menu.Separator />
                <Menu.Item variant="danger" onSelect={() => pick('delete')}>
                  {t('accounts.delete')}
                </Menu.Item>
              </>
            )}
          </Menu.Content>
        </Menu.Root>
      )}
    </Flex>
  );
};
