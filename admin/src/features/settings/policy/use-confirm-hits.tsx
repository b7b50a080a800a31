import { useState } from 'react';

import { isHit } from '../../../../../shared/contracts/policy';
import { useLazyPreviewPolicyQuery } from '../../../api/policy';
import { AskFirst } from '../../../components/AskFirst';
import { changedParts, type PolicyValues } from '../../../components/policy/policy-fields';
import { useTranslation } from '../../../translations/use-translation';
import { type Effects, Hits } from './Hits';

type Asked = {
  /** Null: they could not be counted. */
  effects: Effects | null;
  graceDays: number;
  opener: HTMLElement | null;
  decide: (goesOn: boolean) => void;
};

/** Asks before a change of the policy is saved that takes something from somebody; otherwise it asks nothing. */
export const useConfirmHits = () => {
  const t = useTranslation();
  const [preview] = useLazyPreviewPolicyQuery();
  const [asked, setAsked] = useState<Asked | null>(null);

  const confirm = async (before: PolicyValues, after: PolicyValues) => {
    const opener = document.activeElement as HTMLElement | null;
    const { data, isError } = await preview(changedParts(before, after));
    const effects = (!isError && data?.data.effects) || null;
    if (effects && !effects.some(isHit)) return true;
    return new Promise<boolean>((decide) =>
      setAsked({ effects, graceDays: after.mfa.graceDays ?? 0, opener, decide }),
    );
  };

  const answer = (goesOn: boolean) => () => {
    asked?.decide(goesOn);
    setAsked(null);
  };
  const dialog = asked && (
    <AskFirst
      title={t('policy.confirm')}
      confirmLabel={t('policy.confirm.save')}
      isBusy={false}
      opener={asked.opener}
      onConfirm={answer(true)}
      onClose={answer(false)}
    >
      {t(asked.effects ? 'policy.confirm.text' : 'policy.confirm.unknown')}
      {asked.effects && <Hits effects={asked.effects} graceDays={asked.graceDays} />}
    </AskFirst>
  );
  return { confirm, dialog };
};
