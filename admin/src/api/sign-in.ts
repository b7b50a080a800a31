import { getFetchClient, isFetchError } from '@strapi/strapi/admin';
import type { z } from 'zod';

import type { Contract } from '../../../shared/contracts/contract';
import { changeMyPassword, getMe, stepUp } from '../../../shared/contracts/me';
import { getMyMfa } from '../../../shared/contracts/mfa';
import {
  askCode,
  askPasskey,
  completeSignIn,
  enrolAtSignIn,
  readLink,
  useLink,
} from '../../../shared/contracts/sign-in';
import type { ArgsOf } from './contract-args';
import { requestOf } from './gatehouse-api';

/** In RTK Query's form: the answer, or why there is none. */
type Result<T> =
  | { data: T; meta?: { recoveryCodes?: string[] }; error?: undefined }
  | { data?: undefined; meta?: undefined; error: unknown };

/**
 * For people who are not signed in, or can do nothing else yet. Bypasses Strapi's store: nothing here may be
 * cached, and the steps of the sign-in may be rendered outside of it.
 */
const send =
  <C extends Contract>(contract: C) =>
  (args: ArgsOf<C>): Promise<Result<z.output<C['response']>>> => {
    const { method, url, data } = requestOf(contract, args);
    const client = getFetchClient();
    return told(() => (method === 'GET' ? client.get(url) : client.post(url, data)));
  };

const told = async <T>(send: () => Promise<{ data: unknown }>): Promise<Result<T>> => {
  try {
    return (await send()).data as { data: T };
  } catch (error) {
    const refusal = isFetchError(error) ? error.response?.data?.error : undefined;
    return { error: refusal ?? { name: 'UnknownError', message: String(error) } };
  }
};

type Login = { email: string; password: string; rememberMe: boolean };

/** What Strapi's login page sends (5.54, `admin/src/features/Auth`), with its id for this browser. */
export const postLogin = (login: Login): Promise<Result<{ token: string }>> => {
  const deviceId = localStorage.getItem('strapi.admin.deviceId') ?? undefined;
  return told(() => getFetchClient().post('/admin/login', { ...login, deviceId }));
};

export const postCompleteSignIn = send(completeSignIn);
export const postAskPasskey = send(askPasskey);
export const postAskCode = send(askCode);
export const postEnrol = send(enrolAtSignIn);
export const postReadLink = send(readLink);
export const postUseLink = send(useLink);
export const postMyPassword = send(changeMyPassword);
export const postStepUp = send(stepUp);
export const loadMe = send(getMe);
export const loadMyMfa = send(getMyMfa);

/** The sign-in pages' logo as uploaded by an admin; null without one, or if the request fails. */
export const loadSignInLogo = async (): Promise<string | null> => {
  try {
    const { data } = await getFetchClient().get<{ data?: { authLogo?: string | null } }>('/admin/init');
    const { backendURL } = window.strapi as unknown as { backendURL: string };
    return data.data?.authLogo ? new URL(data.data.authLogo, backendURL).href : null;
  } catch {
    return null;
  }
};
