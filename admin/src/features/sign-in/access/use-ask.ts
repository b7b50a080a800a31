import { useState } from 'react';

import { type AccessQuestion, useLazyExplainAccessQuery } from '../../../api/access';
import { useSubmit } from '../../../components/use-submit';

type Options<Values> = {
  required: readonly (keyof Values & string)[];
  toQuestion: (values: Values) => AccessQuestion;
  /** Asked before anything is sent. */
  first?: AccessQuestion | null;
  onAnswered?: (question: AccessQuestion) => void;
};

/** A form's question: what was asked last and could be answered, and the form's `onSubmit`. */
export const useAsk = <Values extends object>({
  required,
  toQuestion,
  first = null,
  onAnswered,
}: Options<Values>) => {
  const [asked, setAsked] = useState(first);
  const [ask] = useLazyExplainAccessQuery();
  const submit = useSubmit({
    required,
    send: async (values: Values) => {
      const { data, error } = await ask(toQuestion(values));
      return error === undefined && data ? { data } : { error };
    },
    onDone: (_answer, values) => {
      const question = toQuestion(values);
      setAsked(question);
      onAnswered?.(question);
    },
  });
  return { asked, submit };
};
