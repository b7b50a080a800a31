import { useCallback, useEffect, useRef, useState } from 'react';

import { useProblems } from '../../../components/use-problems';

type Answer<T> = { data?: T; error?: unknown };

/**
 * What the server creates for each request, such as a secret or a code that it sends: requested once for each
 * kind, when that is chosen, and again if the person asks. `kind` null requests nothing.
 */
export const useAsked = <K extends string, T>(
  kind: K | null,
  ask: (kind: K) => Promise<Answer<T>>,
): { answer: T | undefined; error: string | null; askAgain: () => Promise<void> } => {
  const { messageOf } = useProblems();
  const latest = useRef({ ask, messageOf });
  latest.current = { ask, messageOf };
  const asked = useRef(new Set<K>());
  const [answers, setAnswers] = useState<Partial<Record<K, T>>>({});
  const [errors, setErrors] = useState<Partial<Record<K, string>>>({});

  const askFor = useCallback(async (one: K) => {
    const { data, error } = await latest.current.ask(one);
    if (data !== undefined) setAnswers((before) => ({ ...before, [one]: data }));
    setErrors((before) => ({
      ...before,
      [one]: error === undefined ? undefined : latest.current.messageOf(error),
    }));
  }, []);
  useEffect(() => {
    if (kind === null || asked.current.has(kind)) return;
    asked.current.add(kind);
    void askFor(kind);
  }, [kind, askFor]);

  return {
    answer: kind === null ? undefined : answers[kind],
    error: (kind !== null && errors[kind]) || null,
    askAgain: async () => {
      if (kind !== null) await askFor(kind);
    },
  };
};
