import type { FormHelpers } from '@strapi/strapi/admin';

import { MAX_SESSIONS } from '../../../../../shared/contracts/policy';
import type { Role } from '../../../../../shared/contracts/roles';
import { useUpdateRoleMutation } from '../../../api/roles';
import { useBase } from '../../../components/use-base';
import { useFeedback } from '../../../components/use-feedback';
import { useRefusal } from '../../../components/use-refusal';
import { useTranslation } from '../../../translations/use-translation';
import { problemsOf, type RoleFormValues, toRoleChange, valuesOf } from './role-form-values';

/** The form of a role, which begins with what there was when it was opened or last left as it is. */
export const useRoleForm = (role: Role) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const showRefusal = useRefusal();
  const [update] = useUpdateRoleMutation();
  const { base, startFrom, ...following } = useBase(role);
  const initialValues = valuesOf(base);

  return {
    initialValues,
    ...following,

    async submit(values: RoleFormValues, helpers: FormHelpers<RoleFormValues>) {
      const problems = problemsOf(values);
      if (Object.keys(problems).length > 0)
        return helpers.setErrors({
          ...(problems.maxSessions && {
            maxSessions: t('policy.out-of-range', { min: 1, max: MAX_SESSIONS }),
          }),
          ...(problems.userTypes && { userTypes: t('field.required') }),
        });
      const result = await update({ id: role.id, body: toRoleChange(initialValues, values) });
      if ('error' in result) return showRefusal(result.error, values, helpers);
      helpers.resetForm(valuesOf(result.data.data));
      startFrom(result.data.data);
      succeeded('role.saved', { name: role.name });
    },
  };
};
