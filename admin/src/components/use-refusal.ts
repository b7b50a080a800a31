import { useFeedback } from './use-feedback';
import { type FieldErrors, useProblems } from './use-problems';

export type Helpers = { setErrors: (errors: FieldErrors) => void };

/** Shows a refusal beside the form's fields, or in a notification if it is about none of them. */
export const useRefusal = () => {
  const { fieldErrorsOf } = useProblems();
  const { failed } = useFeedback();
  return (error: unknown, values: object, { setErrors }: Helpers) => {
    const errors = fieldErrorsOf(error);
    setErrors(errors);
    if (!Object.keys(errors).some((field) => field in values)) failed(error);
  };
};
