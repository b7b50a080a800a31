import type { FormHelpers } from '@strapi/strapi/admin';

import { useRefusal } from '../../../components/use-refusal';
import { useTranslation } from '../../../translations/use-translation';
import { problemsOf, type UserFormValues } from './user-form-values';

type Saving = {
  isNew: boolean;
  /** Answers the error, or undefined where it is saved. */
  save: (values: UserFormValues, helpers: FormHelpers<UserFormValues>) => Promise<unknown>;
};

/** The form's `onSubmit`: every problem is shown beside its field, whoever found it. */
export const useUserForm = ({ isNew, save }: Saving) => {
  const t = useTranslation();
  const showRefusal = useRefusal();

  return async (values: UserFormValues, helpers: FormHelpers<UserFormValues>) => {
    const problems = problemsOf(values, { isNew });
    if (problems.length > 0) {
      helpers.setErrors(
        Object.fromEntries(problems.map(({ field, problem }) => [field, t(`field.${problem}`)])),
      );
      return;
    }
    const error = await save(values, helpers);
    if (error) showRefusal(error, values, helpers);
  };
};
