import { useState } from 'react';

import { type FieldErrors, useProblems } from '../../../components/use-problems';

type Helpers = { setErrors: (errors: FieldErrors) => void };

/** Shows why a step was refused: beside its fields, or above them if it is about none of them. */
export const useStepProblem = () => {
  const { messageOf, fieldErrorsOf } = useProblems();
  const [problem, setProblem] = useState<string | null>(null);
  return {
    problem,
    clearProblem: () => setProblem(null),
    showText: (text: string) => setProblem(text),
    showProblem: (error: unknown, values: object, { setErrors }: Helpers) => {
      const errors = fieldErrorsOf(error);
      setErrors(errors);
      if (!Object.keys(errors).some((field) => field in values)) setProblem(messageOf(error));
    },
  };
};
