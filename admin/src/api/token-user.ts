/**
 * The id of the native user that a token of the panel names; null if it names none. This proves nothing: the
 * server verifies the token; here it only tells one user's token from another's.
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
