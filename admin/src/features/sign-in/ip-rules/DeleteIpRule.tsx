import { useState } from 'react';

import type { IpRule } from '../../../../../shared/contracts/ip-rules';
import { useDeleteIpRuleMutation } from '../../../api/ip-rules';
import { refusalOf } from '../../../api/refusal';
import { AskFirst } from '../../../components/AskFirst';
import type { DialogProps } from '../../../components/dialog-focus';
import { useFeedback } from '../../../components/use-feedback';
import { useTranslation } from '../../../translations/use-translation';

type Props = DialogProps & { rule: IpRule };

/** Asks before a rule is deleted, and again if the remaining rules would shut out the person deleting it. */
export const DeleteIpRule = ({ rule, opener, onClose }: Props) => {
  const t = useTranslation();
  const { succeeded, failed } = useFeedback();
  const [remove, { isLoading }] = useDeleteIpRuleMutation();
  const [wouldShutOut, setWouldShutOut] = useState(false);

  const confirm = async () => {
    const result = await remove({ id: rule.id, ...(wouldShutOut && { confirmSelfLockout: 'true' }) });
    if (!('error' in result)) {
      succeeded('rules.deleted', { range: rule.range });
      return onClose();
    }
    if (refusalOf(result.error).code === 'SELF_LOCKOUT') return setWouldShutOut(true);
    failed(result.error);
    onClose();
  };

  return (
    <AskFirst
      title={t(wouldShutOut ? 'rules.lockout.title' : 'rules.delete.title', { range: rule.range })}
      confirmLabel={t(wouldShutOut ? 'rules.lockout.delete' : 'rules.delete')}
      isDangerous
      isBusy={isLoading}
      opener={opener}
      onConfirm={confirm}
      onClose={onClose}
    >
      {t(wouldShutOut ? 'rules.lockout.text' : 'rules.delete.text', { range: rule.range })}
    </AskFirst>
  );
};
