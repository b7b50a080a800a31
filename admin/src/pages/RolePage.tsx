import { Badge, Flex, LinkButton, Typography } from '@strapi/design-system';
import { Pencil } from '@strapi/icons';
import { BackButton, Layouts, Page, useAuth } from '@strapi/strapi/admin';
import { NavLink, useParams } from 'react-router-dom';

import type { Role } from '../../../shared/contracts/roles';
import { refusalOf } from '../api/refusal';
import { useRoleQuery } from '../api/roles';
import { EmptyState } from '../components/EmptyState';
import { HeaderSlot, HeaderSlotProvider } from '../components/HeaderSlot';
import { LoadError } from '../components/LoadError';
import { useCan } from '../components/PermissionsProvider';
import { sectionPath } from '../paths';
import { useTranslation } from '../translations/use-translation';
import { IpRules } from '../features/sign-in/ip-rules/IpRules';
import { Holders } from '../features/permissions/roles/Holders';
import { RoleForm } from '../features/permissions/roles/RoleForm';
import { RoleHistory } from '../features/permissions/roles/RoleHistory';

/** What Gatehouse adds to one of Strapi's roles. */
export const RolePage = () => {
  const id = Number(useParams().id);
  const { data, isLoading, error, refetch } = useRoleQuery(id, { refetchOnMountOrArgChange: true });

  if (isLoading) return <Page.Loading />;
  if (!data)
    return (
      <Page.Main padding={8}>
        {isGone(error) ? <NoRole /> : <LoadError error={error} onRetry={refetch} />}
      </Page.Main>
    );
  return (
    <HeaderSlotProvider key={id}>
      <LoadedRole role={data.data} />
    </HeaderSlotProvider>
  );
};

/** An id that no role can have is refused as one. */
const isGone = (error: unknown) => {
  const { code, fields } = refusalOf(error);
  return code === 'NOT_FOUND' || fields.some(({ path }) => path === 'id');
};

const NoRole = () => {
  const t = useTranslation();
  return (
    <EmptyState
      text={t('role.gone')}
      action={
        <LinkButton tag={NavLink} to={sectionPath('roles')} variant="secondary">
          {t('role.gone.back')}
        </LinkButton>
      }
    />
  );
};

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
            <HeaderSlot />
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

/** What the role may do in the panel is edited in Strapi's own page. */
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
