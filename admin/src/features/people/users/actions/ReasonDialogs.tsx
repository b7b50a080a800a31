import { InputRenderer } from '@strapi/strapi/admin';

import type { UserActionRequest } from '../../../../api/users';
import { FormModal } from '../../../../components/FormModal';
import { useSubmit } from '../../../../components/use-submit';
import { useTranslation } from '../../../../translations/use-translation';
import { nameOf } from '../../../../components/user/user-names';
import { SuspensionEndField } from './SuspensionEndField';
import { useUserAction } from './use-user-action';
import { type ActionDialogProps, isDangerous } from './user-actions';

type Values = { reason: string | null; until: string | null };
type ReasonAction = 'lock' | 'block-access' | 'suspend';

export const LockDialog = (props: ActionDialogProps) => (
  <ReasonDialog
    {...props}
    action="lock"
    toRequest={({ reason }) => ({ action: 'lock', body: withoutEmpty({ reason }) })}
  />
);

export const BlockDialog = (props: ActionDialogProps) => (
  <ReasonDialog
    {...props}
    action="block-access"
    isReasonRequired
    toRequest={({ reason }) => ({ action: 'block-access', body: { reason: reason ?? '' } })}
  />
);

export const SuspendDialog = (props: ActionDialogProps) => (
  <ReasonDialog
    {...props}
    action="suspend"
    // The end of a suspension would let the user in, which nobody has granted yet.
    hasEnd={props.user.status !== 'provisioned'}
    toRequest={({ reason, until }) => ({ action: 'suspend', body: withoutEmpty({ reason, until }) })}
  />
);

type Props = Omit<ActionDialogProps, 'action'> & {
  action: ReasonAction;
  isReasonRequired?: boolean;
  hasEnd?: boolean;
  toRequest: (values: Values) => DistributiveOmit<UserActionRequest, 'id'>;
};
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

const ReasonDialog = ({
  user,
  action,
  opener,
  onClose,
  onDone,
  isReasonRequired,
  hasEnd,
  toRequest,
}: Props) => {
  const t = useTranslation();
  const { run } = useUserAction(user);

  const submit = useSubmit({
    required: isReasonRequired ? ['reason'] : [],
    problemsOf: ({ until }) => ({
      ...(until && new Date(until) <= new Date() && { until: t('action.suspend.past') }),
    }),
    send: async (values: Values) => ({
      error: await run({ id: user.id, ...toRequest(values) } as UserActionRequest),
    }),
    onDone: () => {
      onClose();
      onDone?.();
    },
  });

  return (
    <FormModal<Values>
      title={t(`action.${action}.title`, { name: nameOf(user) })}
      text={t(`action.${action}.text`, { name: nameOf(user) })}
      submitLabel={t(`action.${action}`)}
      isDangerous={isDangerous(action)}
      initialValues={{ reason: null, until: null }}
      onSubmit={submit}
      opener={opener}
      onClose={onClose}
    >
      <InputRenderer
        type="string"
        name="reason"
        label={t('action.reason')}
        hint={t('action.reason.hint')}
        required={isReasonRequired}
      />
      {hasEnd && <SuspensionEndField />}
    </FormModal>
  );
};

/** Without empty values. */
const withoutEmpty = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
