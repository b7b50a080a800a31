import { useEffect } from 'react';

import { ConfirmDialog } from '@strapi/strapi/admin';
import { Dialog } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { useBlocker } from 'react-router-dom';

type Props = {
  /** Whether something was typed that is not saved. */
  isOn: boolean;
  /** Pages that may be gone to: their paths begin like this. */
  within?: string;
};

/** Asks before a page is left that holds something unsaved, as Strapi's `Blocker` does for a single form. */
export const LeaveGuard = ({ isOn, within }: Props) => {
  const { formatMessage } = useIntl();
  const blocker = useBlocker(({ currentLocation: from, nextLocation: to }) => {
    const stays = within !== undefined && `${to.pathname}/`.startsWith(`${within}/`);
    return isOn && !stays && (from.pathname !== to.pathname || from.search !== to.search);
  });
  useEffect(() => {
    if (!isOn) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isOn]);

  return (
    <Dialog.Root open={blocker.state === 'blocked'} onOpenChange={(isOpen) => !isOpen && blocker.reset?.()}>
      <ConfirmDialog onConfirm={() => blocker.proceed?.()}>
        {formatMessage({
          id: 'global.prompt.unsaved',
          defaultMessage: 'You have unsaved changes, are you sure you want to leave?',
        })}
      </ConfirmDialog>
    </Dialog.Root>
  );
};
