import { Badge, Flex, LinkButton, Typography } from '@strapi/design-system';
import { Pencil } from '@strapi/icons';
import { BackButton, Layouts, Page, useAuth } from '@strapi/strapi/admin';
import { NavLink, useParams } from 'react-router-dom';

import type { Role } from '../../../shared/contracts/roles';
import type { Refusal } from '../api/refusal';
import { useRoleQuery } from '../api/roles';
import { SaveButton } from '../components/edited-form/page-forms';
import { useCan } from '../components/PermissionsProvider';
import { RecordPage } from '../components/RecordPage';
import { sectionPath } from '../paths';
import { useTranslation } from '../translations/use-translation';
import { IpRules } from '../features/sign-in/ip-rules/IpRules';
import { Holders } from '../features/permissions/roles/Holders';
import { RoleForm } from '../features/permissions/roles/RoleForm';
import { RoleHistory } from '../features/permissions/roles/RoleHistory';

/** What Gatehouse adds to one of Strapi's roles. */
export const RolePage = () => {
  const id = Number(useParams().id);
  const request = useRoleQuery(id, { refetchOnMountOrArgChange: true });
  return (
    <RecordPage id={id} of="role" request={request} isGone={isGone}>
      {(role) => <LoadedRole role={role} />}
    </RecordPage>
  );
};

/** An id that no role can have is refused with a problem of the field `id`. */
const isGone = ({ code, fields }: Refusal) =>
  code === 'NOT_FOUND' || fields.some(({ path }) => path === 'id');

const LoadedRole = ({ role }: { role: Role }) => {
  const t = useTranslation();
  const can = useCan();
  return (
    <Page.Main>
      <Page.Title>{role.name}</Page.Title>
      <Layouts.Header
        title={role.name}
        subtitle={role.description ?? undefined}
        secondaryAction={<Holders role={role} text="role.holders" />}
        navigationAction={<BackButton fallback={sectionPath('roles')} />}
        primaryAction={
          <Flex gap={2} wrap="wrap">
            <PermissionsLink role={role} />
            <SaveButton />
          </Flex>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          {role.isPrivileged && <Privileged />}
          <RoleForm role={role} canEdit={can('roles.update')} />
          {can('ip-rules.read') && (
            <IpRules owner={{ scope: 'role', role: role.id }} title={t('role.ip-rules')} />
          )}
          <RoleHistory role={role.id} />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};

const Privileged = () => {
  const t = useTranslation();
  return (
    <Flex gap={3}>
      <Badge>{t('role.privileged')}</Badge>
      <Typography textColor="neutral600">{t('role.privileged.text')}</Typography>
    </Flex>
  );
};

/** What the role may do in the panel is edited on Strapi's own page. */
const PermissionsLink = ({ role }: { role: Role }) => {
  const t = useTranslation();
  const canOpen = useAuth('PermissionsLink', ({ permissions }) =>
    permissions.some(({ action }) => action === 'admin::roles.read'),
  );
  if (!canOpen) return null;
  return (
    <LinkButton
      tag={NavLink}
      to={`/settings/roles/${role.adminRole}`}
      variant="secondary"
      size="L"
      startIcon={<Pencil />}
    >
      {t('role.permissions')}
    </LinkButton>
  );
};
