import { Fragment } from 'react';

import { Menu } from '@strapi/design-system';

import { useTranslation } from '../../../../translations/use-translation';
import { ACTION_GROUPS, type ActionGroup, isDangerous, type UserAction } from './user-actions';

type Props = { actions: readonly UserAction[]; onSelect: (action: UserAction) => void };

/** A menu's items for these actions, in groups. */
export const ActionItems = ({ actions, onSelect }: Props) => {
  const t = useTranslation();
  const groups = Object.entries(ACTION_GROUPS)
    .map(([name, all]) => ({
      name: name as ActionGroup,
      items: (all as readonly UserAction[]).filter((action) => actions.includes(action)),
    }))
    .filter(({ items }) => items.length > 0);
  return groups.map(({ name, items }) => (
    <Fragment key={name}>
      <Menu.Label>{t(`actions.${name}`)}</Menu.Label>
      {items.map((action) => (
        <Menu.Item
          key={action}
          variant={isDangerous(action) ? 'danger' : 'default'}
          onSelect={() => onSelect(action)}
        >
          {t(`action.${action}`)}
        </Menu.Item>
      ))}
    </Fragment>
  ));
};
