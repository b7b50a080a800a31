import { type TextId, type Translate, useTranslation } from '../translations/use-translation';
import { type Outcome, useFeedback } from './use-feedback';
import type { FieldErrors } from './use-problems';
import { type Helpers, useRefusal } from './use-refusal';

type Options<Values extends object, Sent> = {
  /** The fields that may not be left empty. */
  required?: readonly (keyof Values & string)[];
  /** What else is wrong with the values. */
  problemsOf?: (values: Values) => Partial<Record<string, string>>;
  send: (values: Values) => Sent;
  onDone: (answer: AnswerOf<Awaited<Sent>>, values: Values) => void;
};
/** The answer to a successful request. */
export type AnswerOf<Result> = Result extends { data: infer Answer; error?: undefined } ? Answer : never;

/** A form's `onSubmit`: sends the values unless something is wrong, and shows a refusal at its field. */
export const useSubmit = <Values extends object, Sent extends PromiseLike<Outcome>>(
  options: Options<Values, Sent>,
) => {
  const { required = [], problemsOf, send, onDone } = options;
  const t = useTranslation();
  const showRefusal = useRefusal();
  return async (values: Values, helpers: Helpers) => {
    const missing = required.filter((field) => isEmpty(values[field]));
    const problems = {
      ...Object.fromEntries(missing.map((field) => [field, t('field.required')])),
      ...problemsOf?.(values),
    };
    if (Object.keys(problems).length > 0) return helpers.setErrors(problems as FieldErrors);
    const result = await send(values);
    if (result.error !== undefined) return showRefusal(result.error, values, helpers);
    onDone(result.data as AnswerOf<Awaited<Sent>>, values);
  };
};

type SaveOptions<Values extends object, Sent> = Omit<Options<Values, Sent>, 'onDone'> & {
  saved: (answer: AnswerOf<Awaited<Sent>>) => [TextId, Parameters<Translate>[1]];
  onClose: () => void;
};

/** The same in a dialog that reports what was saved, and closes. */
export const useSave = <Values extends object, Sent extends PromiseLike<Outcome>>({
  saved,
  onClose,
  ...options
}: SaveOptions<Values, Sent>) => {
  const { succeeded } = useFeedback();
  return useSubmit<Values, Sent>({
    ...options,
    onDone: (answer) => {
      succeeded(...saved(answer));
      onClose();
    },
  });
};

const isEmpty = (value: unknown) =>
  typeof value === 'string' ? !value.trim() : Array.isArray(value) ? value.length === 0 : !value;
