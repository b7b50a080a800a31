import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

import { Page, useAuth } from '@strapi/strapi/admin';

import { actionId, type Permission, PERMISSIONS } from '../../../shared/permissions';
import { anyOf } from '../permissions';

type Can = (permission: Permission) => boolean;

const PermissionsContext = createContext<Can>(() => false);

/** Whether the person at the panel holds a permission of Gatehouse. */
export const useCan = (): Can => useContext(PermissionsContext);

const ALL = anyOf(...PERMISSIONS.map(({ uid }) => uid));

/**
 * Loads all of Gatehouse's permissions once, conditions included, so that no page flickers while waiting. Not
 * `useRBAC`: it names an action by its last part, so `users.read` and `log.read` would be the same.
 */
export const PermissionsProvider = ({ children }: { children: ReactNode }) => {
  const check = useAuth('Gatehouse', (auth) => auth.checkUserHasPermissions);
  const [granted, setGranted] = useState<ReadonlySet<string> | null>(null);

  useEffect(() => {
    let isCurrent = true;
    const keep = (actions: string[]) => {
      if (isCurrent) setGranted(new Set(actions));
    };
    check(ALL).then(
      (permissions) => keep(permissions.map(({ action }) => action)),
      // Fails closed: without an answer nothing is offered.
      () => keep([]),
    );
    return () => {
      isCurrent = false;
    };
  }, [check]);

  if (!granted) return <Page.Loading />;
  const can: Can = (permission) => granted.has(actionId(permission));
  return <PermissionsContext.Provider value={can}>{children}</PermissionsContext.Provider>;
};
