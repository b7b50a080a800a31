import { useState } from 'react';

import type { FormHelpers } from '@strapi/strapi/admin';

import type { IpRule } from '../../../../../shared/contracts/ip-rules';
import { useCreateIpRuleMutation, useUpdateIpRuleMutation } from '../../../api/ip-rules';
import { refusalOf } from '../../../api/refusal';
import { useFeedback } from '../../../components/use-feedback';
import { useRefusal } from '../../../components/use-refusal';
import { useTranslation } from '../../../translations/use-translation';
import { isOfAllRoles, type RuleOwner } from './use-ip-rules';

export type IpRuleValues = { role: string | null; range: string | null; note: string | null };

type Options = { owner: RuleOwner; rule: IpRule | null; onSaved: () => void };

/** Adds or changes a rule. One that would shut out the person saving it waits for their confirmation. */
export const useIpRuleForm = ({ owner, rule, onSaved }: Options) => {
  const t = useTranslation();
  const { succeeded, failed } = useFeedback();
  const showRefusal = useRefusal();
  const [create, creating] = useCreateIpRuleMutation();
  const [update, updating] = useUpdateIpRuleMutation();
  const [unconfirmed, setUnconfirmed] = useState<IpRuleValues | null>(null);

  const send = ({ role, range, note }: IpRuleValues, confirmSelfLockout?: true) => {
    const what = { range: range?.trim() ?? '', note, confirmSelfLockout };
    if (rule) return update({ id: rule.id, body: what });
    return create({ ...what, ...owner, ...(isOfAllRoles(owner) && { role: Number(role) }) });
  };

  const submit = async (values: IpRuleValues, helpers: FormHelpers<IpRuleValues>) => {
    const missing = {
      ...(!values.range?.trim() && { range: t('field.required') }),
      ...(isOfAllRoles(owner) && !values.role && { role: t('field.required') }),
    };
    if (Object.keys(missing).length > 0) return helpers.setErrors(missing);
    const result = await send(values);
    if (!('error' in result)) return saved();
    if (refusalOf(result.error).code === 'SELF_LOCKOUT') return setUnconfirmed(values);
    showRefusal(result.error, values, helpers);
  };

  const confirm = async () => {
    if (!unconfirmed) return;
    const result = await send(unconfirmed, true);
    setUnconfirmed(null);
    if ('error' in result) failed(result.error);
    else saved();
  };

  const saved = () => {
    succeeded(rule ? 'rules.saved' : 'rules.added');
    onSaved();
  };

  return {
    submit,
    isConfirmationDue: unconfirmed !== null,
    confirm,
    cancel: () => setUnconfirmed(null),
    isBusy: creating.isLoading || updating.isLoading,
  };
};
