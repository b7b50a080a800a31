import { useTranslation } from '../../../translations/use-translation';
import { problemsOf, type UserFormValues } from './user-form-values';

/** Problems with the form's values, in words, by field. */
export const useUserProblems = ({ isNew }: { isNew: boolean }) => {
  const t = useTranslation();
  return (values: UserFormValues) =>
    Object.fromEntries(
      problemsOf(values, { isNew }).map(({ field, problem }) => [field, t(`field.${problem}`)]),
    );
};
