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
import type { DialogProps } from '../../../components/dialog-focus';
import { FormModal } from '../../../components/FormModal';
import { makePasskey } from '../../../components/passkeys';
import { SentCodeField } from '../../../components/SentCodeField';
import { RecoveryCodes } from '../../../components/RecoveryCodes';
import { ShownOnce } from '../../../components/ShownOnce';
import { type Outcome, useFeedback } from '../../../components/use-feedback';
import { type AnswerOf, useSubmit } from '../../../components/use-submit';
import { useTranslation } from '../../../translations/use-translation';

type Opener = HTMLElement | null;
export type Open =
  | { name: 'add' | 'add-passkey' | 'renew-codes'; opener: Opener }
  | { name: 'remove'; factor: Factor; opener: Opener }
  | { name: 'app'; enrolment: Enrolment; opener: Opener }
  | { name: 'add-code'; kind: SentKind; opener: Opener }
  | { name: 'code'; kind: SentKind; sentTo: string; opener: Opener }
  | { name: 'codes'; codes: string[]; opener: Opener };

type SetOpen = (open: Open | null) => void;
type StepProps = { opener: Opener; setOpen: SetOpen };

/** The dialogs for changing one's own second factor. */
export const OwnMfaDialog = ({ open, setOpen }: { open: Open; setOpen: SetOpen }) => {
  const t = useTranslation();
  const [begin] = useBeginMyTotpMutation();
  const [beginCode] = useBeginMyCodeMutation();
  const [renew] = useRenewMyRecoveryCodesMutation();
  const { opener } = open;
  const dialog = { opener, onClose: () => setOpen(null) };

  switch (open.name) {
    case 'add':
      return (
        <AskPassword
          {...dialog}
          title={t('mfa.add')}
          submitLabel={t('mfa.next')}
          send={(password) => begin({ password })}
          onDone={({ data }) => setOpen({ name: 'app', enrolment: data, opener })}
        />
      );
    case 'add-passkey':
      return <AddPasskey opener={opener} setOpen={setOpen} />;
    case 'add-code':
      return (
        <AskPassword
          {...dialog}
          title={t(`mfa.add.${open.kind}`)}
          text={t(`mfa.add.${open.kind}.text`)}
          submitLabel={t('mfa.next')}
          send={(password) => beginCode({ password, kind: open.kind })}
          onDone={({ data: { sentTo } }) => setOpen({ name: 'code', kind: open.kind, sentTo, opener })}
        />
      );
    case 'code':
      return <ConfirmCode {...open} setOpen={setOpen} />;
    case 'renew-codes':
      return (
        <AskPassword
          {...dialog}
          title={t('mfa.codes.renew')}
          text={t('mfa.codes.renew.text')}
          submitLabel={t('mfa.codes.renew')}
          send={(password) => renew({ password })}
          onDone={({ data }) => setOpen({ name: 'codes', codes: data.recoveryCodes, opener })}
        />
      );
    case 'remove':
      return <RemoveFactor {...dialog} factor={open.factor} />;
    case 'app':
      return <ConfirmApp enrolment={open.enrolment} opener={opener} setOpen={setOpen} />;
    case 'codes':
      return (
        <ShownOnce {...dialog} title={t('mfa.codes')} closeLabel={t('mfa.codes.kept')}>
          <RecoveryCodes codes={open.codes} />
        </ShownOnce>
      );
  }
};

/** Reports that a factor was added, and then shows the recovery codes if there are new ones. */
const useAdded = ({ opener, setOpen }: StepProps) => {
  const { succeeded } = useFeedback();
  return ({ data: { recoveryCodes } }: { data: { recoveryCodes: string[] | null } }) => {
    succeeded('mfa.done');
    setOpen(recoveryCodes && { name: 'codes', codes: recoveryCodes, opener });
  };
};

const AddPasskey = ({ opener, setOpen }: StepProps) => {
  const t = useTranslation();
  const { warned } = useFeedback();
  const [begin] = useBeginMyPasskeyMutation();
  const [confirm] = useConfirmMyPasskeyMutation();
  const onAdded = useAdded({ opener, setOpen });
  return (
    <AskPassword
      title={t('mfa.add-passkey')}
      text={t('mfa.add-passkey.text')}
      submitLabel={t('mfa.next')}
      opener={opener}
      onClose={() => setOpen(null)}
      send={async (password) => {
        const begun = await begin({ password });
        if ('error' in begun) return begun;
        const passkey = await makePasskey(begun.data.data);
        return passkey ? confirm({ passkey }) : { data: null };
      }}
      onDone={(answer) => (answer ? onAdded(answer) : warned('mfa.passkey.none'))}
    />
  );
};

const RemoveFactor = ({ factor: { id, name }, ...dialog }: DialogProps & { factor: Factor }) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const [remove] = useRemoveMyFactorMutation();
  return (
    <AskPassword
      {...dialog}
      title={t('mfa.remove.title', { name })}
      text={t('mfa.remove.text')}
      submitLabel={t('mfa.remove')}
      isDangerous
      send={(password) => remove({ id, body: { password } })}
      onDone={() => {
        succeeded('mfa.removed', { name });
        dialog.onClose();
      }}
    />
  );
};

type AppValues = { code: string | null; name: string | null };

const ConfirmApp = ({ enrolment, opener, setOpen }: StepProps & { enrolment: Enrolment }) => {
  const t = useTranslation();
  const [confirm] = useConfirmMyTotpMutation();

  const submit = useSubmit({
    required: ['code'],
    send: ({ code, name }: AppValues) => confirm({ code: code ?? '', ...(name && { name }) }),
    onDone: useAdded({ opener, setOpen }),
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

type ConfirmCodeProps = Extract<Open, { name: 'code' }> & { setOpen: SetOpen };
type CodeValues = { code: string | null };

const ConfirmCode = ({ kind, sentTo, opener, setOpen }: ConfirmCodeProps) => {
  const t = useTranslation();
  const [confirm] = useConfirmMyCodeMutation();

  const submit = useSubmit({
    required: ['code'],
    send: ({ code }: CodeValues) => confirm({ kind, code: code ?? '' }),
    onDone: useAdded({ opener, setOpen }),
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

type AskProps<Sent> = DialogProps & {
  title: string;
  text?: string;
  submitLabel: string;
  isDangerous?: boolean;
  send: (password: string) => Sent;
  onDone: (answer: AnswerOf<Awaited<Sent>>) => void;
};
type AskValues = { password: string | null };

/** Asks for the password before an action that an open session is not enough for. */
const AskPassword = <Sent extends PromiseLike<Outcome>>({ send, onDone, ...modal }: AskProps<Sent>) => {
  const t = useTranslation();
  const submit = useSubmit<AskValues, Sent>({
    // A password may consist of spaces only.
    problemsOf: ({ password }) => (password ? {} : { password: t('field.required') }),
    send: ({ password }) => send(password ?? ''),
    onDone,
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
