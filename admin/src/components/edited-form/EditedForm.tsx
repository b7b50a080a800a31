import { type ReactNode, useContext, useEffect } from 'react';

import { Form, type FormHelpers } from '@strapi/strapi/admin';

import type { User } from '../../../../shared/contracts/users';
import { refusalOf } from '../../api/refusal';
import type { FieldErrors } from '../use-problems';
import { useRefusal } from '../use-refusal';
import { ConflictDialog } from './ConflictDialog';
import { LeaveGuard } from './LeaveGuard';
import { TabContext, useInPage, withId } from './page-forms';
import { useEdited } from './use-edited';

type State<R, V> = {
  values: V;
  initialValues: V;
  modified: boolean;
  isSubmitting: boolean;
  disabled: boolean;
  /** Shows what was saved by other means than the form. */
  startFrom: (record: R) => void;
};

type Props<R, V> = {
  /** If the page's header has the save button, within `PageForms`; other forms have their own. */
  id?: string;
  /** As it is now. */
  record: R;
  valuesOf: (record: R) => V;
  canEdit?: boolean;
  /** Problems that need no request. */
  problemsOf?: (values: V) => FieldErrors;
  /** Asked before it is saved; false: the form goes on being edited. */
  confirm?: (values: V, before: { initialValues: V }) => Promise<boolean>;
  save: (
    values: V,
    before: { initialValues: V; ifUpdatedAt: string | null },
  ) => Promise<{ data?: { data: R }; error?: unknown }>;
  onSaved: (saved: R) => void;
  /** For forms that show no refusal beside their fields. */
  onRefused?: (error: unknown) => void;
  /** Called when the form switches to what others have saved. */
  onFollow?: () => void;
  /** The user it belongs to, if the server refuses to overwrite what others have saved. */
  user?: User;
  children: (state: State<R, V>) => ReactNode;
};

/** A record in a form while others may save it too: an untouched form shows the current record. */
export const EditedForm = <R, V extends object>(props: Props<R, V>) => {
  const { id, record, valuesOf, canEdit = true, user, children } = props;
  const edited = useEdited(record, valuesOf);
  const submit = useSubmit(props, edited);
  return (
    <Form<V>
      ref={id ? withId(id) : undefined}
      method="PUT"
      initialValues={edited.initialValues}
      onSubmit={submit}
      disabled={!canEdit}
    >
      {({ values, isSubmitting, modified, resetForm }) => {
        const startFrom = (saved: R) => {
          resetForm(valuesOf(saved));
          edited.startFrom(saved);
        };
        const { initialValues } = edited;
        const disabled = !canEdit || isSubmitting;
        return (
          <>
            {children({ values, initialValues, modified, isSubmitting, disabled, startFrom })}
            <Unsaved id={canEdit ? id : undefined} isModified={modified} isSaving={isSubmitting} />
            <Follow
              isBehind={edited.isBehind && !modified}
              follow={() => {
                edited.startFrom(record);
                props.onFollow?.();
              }}
            />
            {user && edited.isInConflict && (
              <ConflictDialog
                user={user}
                changes={edited.theirs}
                onLoad={() => startFrom(record)}
                onKeep={edited.keepEditing}
              />
            )}
          </>
        );
      }}
    </Form>
  );
};

const useSubmit = <R, V extends object>(props: Props<R, V>, edited: ReturnType<typeof useEdited<R, V>>) => {
  const showRefusal = useRefusal();
  const { show } = useContext(TabContext);
  return async (values: V, helpers: FormHelpers<V>) => {
    const setErrors = helpers.setErrors as (errors: FieldErrors) => void;
    const problems = props.problemsOf?.(values) ?? {};
    if (Object.keys(problems).length > 0) {
      show();
      return setErrors(problems);
    }
    if (props.confirm && !(await props.confirm(values, edited))) return;
    const { data, error } = await props.save(values, edited);
    if (data) {
      helpers.resetForm(props.valuesOf(data.data));
      edited.startFrom(data.data);
      return props.onSaved(data.data);
    }
    show();
    if (props.user && refusalOf(error).code === 'CHANGED_MEANWHILE') return edited.refuse();
    if (props.onRefused) return props.onRefused(error);
    showRefusal(error, values, { setErrors });
  };
};

type UnsavedProps = { id?: string; isModified: boolean; isSaving: boolean };

/** The page's button saves the form, and so does Enter; a form with a button of its own asks by itself before it is left. */
const Unsaved = ({ id, isModified, isSaving }: UnsavedProps) => {
  const isInPage = useInPage(id, isModified, isSaving);
  if (isInPage) return <button type="submit" hidden disabled={!isModified || isSaving} />;
  return <LeaveGuard isOn={isModified && !isSaving} />;
};

const Follow = ({ isBehind, follow }: { isBehind: boolean; follow: () => void }) => {
  useEffect(() => {
    if (isBehind) follow();
  });
  return null;
};
