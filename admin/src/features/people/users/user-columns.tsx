import type { ReactNode } from 'react';

import { Typography } from '@strapi/design-system';

import type { User } from '../../../../../shared/contracts/users';
import { ORDERED_FIELDS, type UserColumnName } from '../../../../../shared/users/fields';
import { LocalTime } from '../../../components/LocalTime';
import { StatusBadge } from '../../../components/StatusBadge';
import type { Translate } from '../../../translations/use-translation';

export type UserColumn = { name: UserColumnName; render: (user: User, t: Translate) => ReactNode };

const text = (content: ReactNode) => (
  <Typography textColor="neutral800" ellipsis>
    {content}
  </Typography>
);
const maybe = (content: string | null, t: Translate) => text(content || t('none'));
const yesOrNo = (value: boolean, t: Translate) => text(t(value ? 'yes' : 'no'));

const PLAIN_TEXTS = ORDERED_FIELDS.filter((name) => name !== 'roles');

/** Every column of the list besides that of the names, which is always there. */
export const USER_COLUMNS: readonly UserColumn[] = [
  { name: 'status', render: ({ status }) => <StatusBadge status={status} /> },
  ...PLAIN_TEXTS.map((name): UserColumn => ({ name, render: (user, t) => maybe(user[name], t) })),
  { name: 'type', render: ({ type }, t) => text(t(`type.${type}`)) },
  { name: 'roles', render: ({ roles }, t) => maybe(roles.map(({ name }) => name).join(', '), t) },
  { name: 'licence', render: ({ licence }) => text(licence.name) },
  { name: 'accessLocked', render: ({ accessLocked }, t) => yesOrNo(accessLocked, t) },
  {
    name: 'lastLoginAt',
    render: ({ lastLoginAt }, t) => <LocalTime value={lastLoginAt} none={t('never')} />,
  },
  { name: 'failedTries', render: ({ failedTries }) => text(failedTries) },
  { name: 'mfaEnabled', render: ({ mfaEnabled }, t) => yesOrNo(mfaEnabled, t) },
  { name: 'mfaRequired', render: ({ mfaRequired }, t) => yesOrNo(mfaRequired, t) },
  { name: 'createdAt', render: ({ createdAt }) => <LocalTime value={createdAt} /> },
  { name: 'updatedAt', render: ({ updatedAt }) => <LocalTime value={updatedAt} /> },
];

/** The columns shown until somebody chooses others. */
export const DEFAULT_COLUMNS: readonly UserColumnName[] = ['status', 'lastLoginAt', 'roles'];
