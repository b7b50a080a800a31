import type { FormHelpers } from '@strapi/strapi/admin';

import type { Policy } from '../../../../../shared/contracts/policy';
import { useUpdatePolicyMutation } from '../../../api/policy';
import { useFeedback } from '../../../components/use-feedback';
import type { FieldErrors } from '../../../components/use-problems';
import { useRefusal } from '../../../components/use-refusal';
import { useTranslation } from '../../../translations/use-translation';
import { changedParts, fieldsOutOfRange, type PolicyValues } from '../../../components/policy/policy-fields';

/** The form's `onSubmit`: sends what changed and nothing else. */
export const usePolicyForm = (policy: Policy, startFrom: (saved: Policy) => void) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const showRefusal = useRefusal();
  const [update] = useUpdatePolicyMutation();

  return async (values: PolicyValues, helpers: FormHelpers<PolicyValues>) => {
    const wrong = fieldsOutOfRange(values);
    if (wrong.length > 0) {
      const errors: Record<string, FieldErrors> = {};
      for (const field of wrong)
        if (field.kind === 'number')
          errors[field.group] = { ...errors[field.group], [field.name]: t('policy.out-of-range', field) };
      return helpers.setErrors(errors);
    }
    const result = await update(changedParts(policy, values));
    if ('error' in result) return showRefusal(result.error, values, helpers);
    helpers.resetForm(result.data.data);
    startFrom(result.data.data);
    succeeded('policy.saved');
  };
};
