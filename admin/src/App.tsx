import { lazy, type ReactNode, Suspense } from 'react';

import { Layouts, Page } from '@strapi/strapi/admin';
import { Navigate, Route, Routes } from 'react-router-dom';

import type { Permission } from '../../shared/permissions';
import { PermissionsProvider, useCan } from './components/PermissionsProvider';
import { SectionNav, SectionRow } from './components/SectionNav';
import { sectionPath } from './paths';
import { anyOf, SECTIONS } from './permissions';
import { PageTexts } from './translations/PageTexts';

const UsersPage = lazy(() =>
  import('./features/people/users/UsersPage').then((file) => ({ default: file.UsersPage })),
);
const AddUserPage = lazy(() =>
  import('./features/people/users/AddUserPage').then((file) => ({ default: file.AddUserPage })),
);
const UserPage = lazy(() => import('./pages/UserPage').then((file) => ({ default: file.UserPage })));
const RolesPage = lazy(() =>
  import('./features/permissions/roles/RolesPage').then((file) => ({ default: file.RolesPage })),
);
const RolePage = lazy(() => import('./pages/RolePage').then((file) => ({ default: file.RolePage })));
const RoleGroupsPage = lazy(() =>
  import('./features/permissions/role-groups/RoleGroupsPage').then((file) => ({
    default: file.RoleGroupsPage,
  })),
);
const AccountsPage = lazy(() =>
  import('./features/people/accounts/AccountsPage').then((file) => ({ default: file.AccountsPage })),
);
const LoginHistoryPage = lazy(() =>
  import('./features/activity/login-attempts/LoginHistoryPage').then((file) => ({
    default: file.LoginHistoryPage,
  })),
);
const ActivityPage = lazy(() =>
  import('./features/activity/activity/ActivityPage').then((file) => ({ default: file.ActivityPage })),
);
const ExplainPage = lazy(() =>
  import('./features/sign-in/access/ExplainPage').then((file) => ({ default: file.ExplainPage })),
);
const MailsPage = lazy(() =>
  import('./features/activity/mails/MailsPage').then((file) => ({ default: file.MailsPage })),
);
const MailTemplatesPage = lazy(() =>
  import('./features/settings/mail-templates/MailTemplatesPage').then((file) => ({
    default: file.MailTemplatesPage,
  })),
);
const MailTemplatePage = lazy(() =>
  import('./features/settings/mail-templates/MailTemplatePage').then((file) => ({
    default: file.MailTemplatePage,
  })),
);
const DacGroupsPage = lazy(() =>
  import('./features/permissions/dac-groups/DacGroupsPage').then((file) => ({ default: file.DacGroupsPage })),
);
const LicencesPage = lazy(() =>
  import('./features/permissions/licences/LicencesPage').then((file) => ({ default: file.LicencesPage })),
);
const EnvironmentPage = lazy(() =>
  import('./features/settings/policy/EnvironmentPage').then((file) => ({ default: file.EnvironmentPage })),
);
const IpRulesPage = lazy(() =>
  import('./features/sign-in/ip-rules/IpRulesPage').then((file) => ({ default: file.IpRulesPage })),
);

/** Where links that people have kept lead now. */
const FORMER_PATHS = [
  ['environment/sign-in', 'environment'],
  ['environment/addresses', 'ip-rules'],
] as const;

/** All pages of the plugin, below `/plugins/gatehouse`. */
export const App = () => (
  <PageTexts>
    <Pages />
  </PageTexts>
);

const Pages = () => (
  <PermissionsProvider>
    <Layouts.Root sideNav={<SectionNav />}>
      <SectionRow />
      <Suspense fallback={<Page.Loading />}>
        <Routes>
          <Route index element={<FirstSection />} />
          <Route path="users" element={guarded(<UsersPage />, 'users.read')} />
          <Route path="users/create" element={guarded(<AddUserPage />, 'users.create')} />
          <Route path="users/:id/:tab?" element={guarded(<UserPage />, 'users.read')} />
          <Route path="roles" element={guarded(<RolesPage />, 'roles.read')} />
          <Route path="roles/:id" element={guarded(<RolePage />, 'roles.read')} />
          <Route path="role-groups" element={guarded(<RoleGroupsPage />, 'roles.read')} />
          <Route path="accounts" element={guarded(<AccountsPage />, 'accounts.read')} />
          <Route path="explain" element={guarded(<ExplainPage />, 'access.explain')} />
          <Route path="login-history" element={guarded(<LoginHistoryPage />, 'login-attempts.read')} />
          <Route path="activity" element={guarded(<ActivityPage />, 'activity.read')} />
          <Route path="mails" element={guarded(<MailsPage />, 'mails.read')} />
          <Route path="mail-templates" element={guarded(<MailTemplatesPage />, 'mail-templates.read')} />
          <Route path="mail-templates/:name" element={guarded(<MailTemplatePage />, 'mail-templates.read')} />
          <Route path="dac-groups" element={guarded(<DacGroupsPage />, 'dac-groups.read')} />
          <Route path="licences" element={guarded(<LicencesPage />, 'licences.read')} />
          <Route path="ip-rules" element={guarded(<IpRulesPage />, 'ip-rules.read')} />
          <Route path="environment" element={guarded(<EnvironmentPage />, 'policy.read')} />
          {FORMER_PATHS.map(([former, section]) => (
            <Route key={former} path={former} element={<Navigate to={sectionPath(section)} replace />} />
          ))}
          <Route path="*" element={<FirstSection />} />
        </Routes>
      </Suspense>
    </Layouts.Root>
  </PermissionsProvider>
);

const guarded = (page: ReactNode, ...permissions: Permission[]) => (
  <Page.Protect permissions={anyOf(...permissions)}>{page}</Page.Protect>
);

/** The first page that the person may see. */
const FirstSection = () => {
  const can = useCan();
  const first = SECTIONS.find(({ permissions }) => permissions.some(can));
  return first ? <Navigate to={sectionPath(first.path)} replace /> : <Page.NoPermissions />;
};
