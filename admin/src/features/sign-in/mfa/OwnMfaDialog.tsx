import { Button, Modal } from '@strapi/design-system';
import { InputRenderer } from '@strapi/strapi/admin';

import type { SentKind } from '../../../../../shared/constants';
import type { Enrolment, Factor } from '../../../../../shared/contracts/mfa';
import {
  useBeginMyCodeMutation,
  useBeginMyPasskeyMutation,
  useBeginMyTotpMutation,
  useConfirmMyCodeMutation,
  useConfirmMyPasskeyMutation,
  useConfirmMyTotpMutation,
  useRemoveMyFactorMutation,
  useRenewMyRecoveryCodesMutation,
} from '../../../api/mfa';
import { AppSetUp } from '../../../components/AppSetUp';
import { returnFocusTo } from '../../../components/dialog-focus';
import { FormModal } from '../../../components/FormModal';
import { makePasskey } from '../../../components/passkeys';
import { SentCodeField } from '../../../components/SentCodeField';
import { RecoveryCodes } from '../../../components/RecoveryCodes';
import { useFeedback } from '../../../components/use-feedback';
import { useSubmit } from '../../../components/use-submit';
import { useTranslation } from '../../../translations/use-translation';

type Opener = HTMLElement | null;
export type Open =
  | { name: 'add' | 'add-passkey' | 'renew-codes'; opener: Opener }
  | { name: 'remove'; factor: Factor; opener: Opener }
  | { name: 'app'; enrolment: Enrolment; opener: Opener }
  | { name: 'add-code'; kind: SentKind; opener: Opener }
  | { name: 'code'; kind: SentKind; sentTo: string; opener: Opener }
  | { name: 'codes'; codes: string[]; opener: Opener };

type DialogProps = { open: Open; setOpen: (open: Open | null) => void };

/** What is being done about one's own second factor. */
export const OwnMfaDialog = ({ open, setOpen }: DialogProps) => {
  const t = useTranslation();
  const { succeeded, warned } = useFeedback();
  const [begin] = useBeginMyTotpMutation();
  const [beginPasskey] = useBeginMyPasskeyMutation();
  const [confirmPasskey] = useConfirmMyPasskeyMutation();
  const [beginCode] = useBeginMyCodeMutation();
  const [renew] = useRenewMyRecoveryCodesMutation();
  const [remove] = useRemoveMyFactorMutation();
  const { opener } = open;
  const close = () => setOpen(null);

  switch (open.name) {
    case 'add':
      return (
        <AskPassword
          title={t('mfa.add')}
          submitLabel={t('mfa.next')}
          opener={opener}
          onClose={close}
          onSubmit={async (password) => {
            const result = await begin({ password });
            if ('error' in result) return result.error;
            return setOpen({ name: 'app', enrolment: result.data.data, opener });
          }}
        />
      );
    case 'add-passkey':
      return (
        <AskPassword
          title={t('mfa.add-passkey')}
          text={t('mfa.add-passkey.text')}
          submitLabel={t('mfa.next')}
          opener={opener}
          onClose={close}
          onSubmit={async (password) => {
            const begun = await beginPasskey({ password });
            if ('error' in begun) return begun.error;
            const passkey = await makePasskey(begun.data.data);
            if (!passkey) return warned('mfa.passkey.none');
            const result = await confirmPasskey({ passkey });
            if ('error' in result) return result.error;
            succeeded('mfa.done');
            const { recoveryCodes } = result.data.data;
            return setOpen(recoveryCodes && { name: 'codes', codes: recoveryCodes, opener });
          }}
        />
      );
    case 'add-code':
      return (
        <AskPassword
          title={t(`mfa.add.${open.kind}`)}
          text={t(`mfa.add.${open.kind}.text`)}
          submitLabel={t('mfa.next')}
          opener={opener}
          onClose={close}
          onSubmit={async (password) => {
            const result = await beginCode({ password, kind: open.kind });
            if ('error' in result) return result.error;
            return setOpen({ name: 'code', kind: open.kind, sentTo: result.data.data.sentTo, opener });
          }}
        />
      );
    case 'code':
      return <ConfirmCode {...open} setOpen={setOpen} />;
    case 'renew-codes':
      return (
        <AskPassword
          title={t('mfa.codes.renew')}
          text={t('mfa.codes.renew.text')}
          submitLabel={t('mfa.codes.renew')}
          opener={opener}
          onClose={close}
          onSubmit={async (password) => {
            const result = await renew({ password });
            if ('error' in result) return result.error;
            return setOpen({ name: 'codes', codes: result.data.data.recoveryCodes, opener });
          }}
        />
      );
    case 'remove':
      return (
        <AskPassword
          title={t('mfa.remove.title', { name: open.factor.name })}
          text={t('mfa.remove.text')}
          submitLabel={t('mfa.remove')}
          isDangerous
          opener={opener}
          onClose={close}
          onSubmit={async (password) => {
            const result = await remove({ id: open.factor.id, body: { password } });
            if ('error' in result) return result.error;
            succeeded('mfa.removed', { name: open.factor.name });
            return close();
          }}
        />
      );
    case 'app':
      return <ConfirmApp enrolment={open.enrolment} opener={opener} setOpen={setOpen} />;
    case 'codes':
      return <CodesShown codes={open.codes} opener={opener} onClose={close} />;
  }
};

type ConfirmProps = { enrolment: Enrolment; opener: Opener; setOpen: DialogProps['setOpen'] };
type AppValues = { code: string | null; name: string | null };

const ConfirmApp = ({ enrolment, opener, setOpen }: ConfirmProps) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const [confirm] = useConfirmMyTotpMutation();

  const submit = useSubmit({
    required: ['code'],
    send: ({ code, name }: AppValues) => confirm({ code: code ?? '', ...(name && { name }) }),
    onDone: ({ data: { recoveryCodes } }) => {
      succeeded('mfa.done');
      setOpen(recoveryCodes && { name: 'codes', codes: recoveryCodes, opener });
    },
  });

  return (
    <FormModal<AppValues>
      title={t('mfa.add')}
      submitLabel={t('mfa.confirm')}
      initialValues={{ code: '', name: '' }}
      onSubmit={submit}
      opener={opener}
      onClose={() => setOpen(null)}
    >
      <AppSetUp enrolment={enrolment} />
      <InputRenderer type="string" name="name" label={t('mfa.name')} hint={t('mfa.name.hint')} />
    </FormModal>
  );
};

type ConfirmCodeProps = Extract<Open, { name: 'code' }> & { setOpen: DialogProps['setOpen'] };
type CodeValues = { code: string | null };

const ConfirmCode = ({ kind, sentTo, opener, setOpen }: ConfirmCodeProps) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const [confirm] = useConfirmMyCodeMutation();

  const submit = useSubmit({
    required: ['code'],
    send: ({ code }: CodeValues) => confirm({ kind, code: code ?? '' }),
    onDone: ({ data: { recoveryCodes } }) => {
      succeeded('mfa.done');
      setOpen(recoveryCodes && { name: 'codes', codes: recoveryCodes, opener });
    },
  });

  return (
    <FormModal<CodeValues>
      title={t(`mfa.add.${kind}`)}
      submitLabel={t('mfa.confirm')}
      initialValues={{ code: '' }}
      onSubmit={submit}
      opener={opener}
      onClose={() => setOpen(null)}
    >
      <SentCodeField kind={kind} target={sentTo} />
    </FormModal>
  );
};

type AskProps = {
  title: string;
  text?: string;
  submitLabel: string;
  isDangerous?: boolean;
  opener: Opener;
  onClose: () => void;
  /** Answers why it could not be done. */
  onSubmit: (password: string) => Promise<unknown>;
};
type AskValues = { password: string | null };

/** For what an open session alone is not enough. */
const AskPassword = ({ onSubmit, ...modal }: AskProps) => {
  const t = useTranslation();
  const submit = useSubmit({
    // A password may be of spaces alone.
    problemsOf: ({ password }) => (password ? {} : { password: t('field.required') }),
    send: async ({ password }: AskValues) => ({ error: await onSubmit(password ?? '') }),
    onDone: () => undefined,
  });
  return (
    <FormModal<AskValues> {...modal} initialValues={{ password: '' }} onSubmit={submit}>
      <InputRenderer
        type="password"
        name="password"
        label={t('password.current')}
        autoComplete="current-password"
        required
      />
    </FormModal>
  );
};

type CodesProps = { codes: string[]; opener: Opener; onClose: () => void };

/** Closed by its button alone, so that no stray click loses them. */
const CodesShown = ({ codes, opener, onClose }: CodesProps) => {
  const t = useTranslation();
  return (
    <Modal.Root open>
      <Modal.Content onCloseAutoFocus={returnFocusTo(opener)} aria-describedby={undefined}>
        <Modal.Header>
          <Modal.Title>{t('mfa.codes')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <RecoveryCodes codes={codes} />
        </Modal.Body>
        <Modal.Footer justifyContent="flex-end">
          <Button onClick={onClose}>{t('mfa.codes.kept')}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
