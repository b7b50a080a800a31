import { type ReactNode, useState } from 'react';

import { Loader } from '@strapi/design-system';

import type { User } from '../../../../../shared/contracts/users';
import { AddButton } from '../../../components/AddButton';
import { ConfirmMutation, type Question } from '../../../components/ConfirmMutation';
import type { DialogProps } from '../../../components/dialog-focus';
import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { SecretShown } from '../../../components/SecretShown';
import { NothingYet, Section } from '../../../components/Section';
import { useTranslation } from '../../../translations/use-translation';
import { useOpensNew } from './use-opens-new';

/** `isFormer`: the user now authenticates in another way, beside which the remaining ones still work. */
export type CredentialsProps = { user: User; isFormer: boolean };

/** A secret, shown once under its title, with how it is used. */
type Made = { title: string; secret: string; usage: ReactNode };
/** What is to be done, and the button that was pressed, if it was one. */
type Step<C> = { opener: HTMLElement | null } & (
  { name: 'add' } | { name: 'rotate' | 'revoke'; credential: C } | ({ name: 'show' } & Made)
);

type Props<C> = {
  of: 'api-key' | 'oauth-client';
  title: string;
  isFormer: boolean;
  list: {
    data?: { data: C[] };
    error?: unknown;
    isLoading: boolean;
    isFetching: boolean;
    refetch: () => unknown;
  };
  table: (
    credentials: C[],
    onPick: (name: 'rotate' | 'revoke', credential: C, opener: HTMLElement) => void,
  ) => ReactNode;
  /** For a new credential (null), or for the one to rotate. */
  form: (credential: C | null, dialog: DialogProps, onMade: (made: Made) => void) => ReactNode;
  /** The question before one is revoked. */
  revoke: (credential: C) => Question;
};

/** Credentials of one kind: a list, the actions on each, and new ones, whose secret is shown once. */
export const CredentialSection = <C,>({ of, title, isFormer, list, ...parts }: Props<C>) => {
  const t = useTranslation();
  const canCreate = useCan()('api-keys.create');
  const { data, isLoading, isFetching, error, refetch } = list;
  const { opensNew, forget } = useOpensNew();
  const [chosen, setStep] = useState<Step<C> | null>(null);
  const step: Step<C> | null =
    chosen ?? (opensNew && canCreate && !isFormer ? { name: 'add', opener: null } : null);
  const goOn = (next: Step<C> | null) => {
    setStep(next);
    if (opensNew) forget();
  };
  const onClose = () => goOn(null);

  const content = () => {
    if (isLoading) return <Loader>{t('loading')}</Loader>;
    if (!data) return <LoadError error={error} onRetry={() => void refetch()} />;
    if (data.data.length === 0) return <NothingYet>{t(`${of}s.none`)}</NothingYet>;
    return parts.table(data.data, (name, credential, opener) => setStep({ name, credential, opener }));
  };

  const stepContent = (now: Step<C>) => {
    const { opener } = now;
    if (now.name === 'show')
      return (
        <SecretShown {...now} of={of} onClose={onClose}>
          {now.usage}
        </SecretShown>
      );
    const dialog = { opener, onClose };
    if (now.name === 'revoke') return <ConfirmMutation {...dialog} {...parts.revoke(now.credential)} />;
    return parts.form('credential' in now ? now.credential : null, dialog, (made) =>
      goOn({ name: 'show', ...made, opener }),
    );
  };

  if (isFormer && (isLoading || data?.data.length === 0)) return null;
  return (
    <Section
      title={title}
      text={t(isFormer ? `${of}s.former` : `${of}s.text`)}
      isBusy={isFetching}
      action={
        canCreate &&
        !isFormer && (
          <AddButton label={t(`${of}s.add`)} onAdd={(opener) => setStep({ name: 'add', opener })} />
        )
      }
    >
      {content()}
      {step && stepContent(step)}
    </Section>
  );
};
