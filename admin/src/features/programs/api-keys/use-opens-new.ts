import { useSearchParams } from 'react-router-dom';

import { NEW_CREDENTIAL } from '../../../paths-of-users';

/** Whether the page's URL asks for a new key at once, until one is made or nobody wants it any more. */
export const useOpensNew = () => {
  const [query, setQuery] = useSearchParams();
  return {
    opensNew: query.has(NEW_CREDENTIAL),
    forget: () =>
      setQuery(
        (before) => {
          before.delete(NEW_CREDENTIAL);
          return before;
        },
        { replace: true },
      ),
  };
};
