/**
 * The id of the native user that a token of the panel is of, as it says itself; null where it is none. Nothing is proved by
 * it: the server looks at the token, and this only tells one's own from another's.
 */
export const userOfToken = (token: unknown): string | null => {
  const payload = typeof token === 'string' ? token.split('.')[1] : undefined;
  if (!payload) return null;
  try {
    const { userId } = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) as {
      userId?: unknown;
    };
    return typeof userId === 'string' ? userId : null;
  } catch {
    return null;
  }
};
