import { useState } from 'react';

import { changesBetween } from './changes';

const versionOf = (record: unknown) => (record as { updatedAt?: string | null }).updatedAt ?? null;

/**
 * A record in a form, while others may save it too. `base` is what the form began with: the record as it was opened, saved,
 * or last left as it is. So nothing that was typed is lost, and nothing that others have saved is sent back.
 */
export const useEdited = <R, V extends object>(newest: R, valuesOf: (record: R) => V) => {
  const [{ base, seen, version }, set] = useState({ base: newest, seen: newest, version: versionOf(newest) });
  const [isRefused, setRefused] = useState(false);
  const initialValues = valuesOf(base);
  const newestVersion = versionOf(newest);
  // After one's own save, what was asked before it may still be all there is for a moment.
  const isBehind =
    newest !== seen && !(version !== null && newestVersion !== null && newestVersion < version);
  /** What somebody else has changed since. */
  const theirs = isBehind ? changesBetween(initialValues, valuesOf(newest)) : {};
  const isOutdated = Object.keys(theirs).length > 0;

  return {
    initialValues,
    theirs,
    isBehind,
    // What changed and does not show in the form, such as a lock, is nothing to overwrite.
    ifUpdatedAt: isBehind && !isOutdated ? newestVersion : version,
    isInConflict: isRefused && newestVersion !== version,
    startFrom: (record: R) => {
      set({ base: record, seen: newest, version: versionOf(record) });
      setRefused(false);
    },
    /** The server would not save over what somebody else saved. */
    refuse: () => setRefused(true),
    keepEditing: () => {
      set({ base, seen, version: newestVersion });
      setRefused(false);
    },
  };
};
